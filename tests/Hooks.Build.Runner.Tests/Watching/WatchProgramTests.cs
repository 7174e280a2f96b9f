using System.Diagnostics;
using System.Globalization;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Watching;

/// <summary>The real program <c>hooks run --watch</c>.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Looks into /proc.")]
public sealed class WatchProgramTests : IDisposable
{
    private readonly McpRepository _repository = McpRepository.Create();
    private Process? _process;

    public void Dispose()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _repository.Dispose();
    }

    [TestMethod]
    public void Nothing_of_a_round_stays_open_or_runs_on()
    {
        Start("run", "pre-commit", "--all-files", "--hook", "Lint", "--watch");
        AwaitWaiting();
        RunRounds(3);
        var before = Open();
        const int Rounds = 20;
        RunRounds(Rounds);

        // What is being closed while they are counted is of one round, and what stays open is of each.
        Open().ShouldBeLessThan(before + Rounds);
        Children().ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("INT")]
    [DataRow("TERM")]
    public void A_signal_ends_it_with_the_hook_that_runs(string signal)
    {
        Start("run", "manual", "--profile", "slow", "--watch");
        while (!_repository.Has("started"))
        {
            _ = Thread.Yield();
        }

        var hook = _repository.Read("slow.pid").Trim();
        using var kill = Process.Start("kill", ["-" + signal, _process!.Id.ToString(CultureInfo.InvariantCulture)])!;
        _process.WaitForExit();
        _process.ExitCode.ShouldBe(ExitCodes.Interrupted);
        Directory.Exists("/proc/" + hook).ShouldBeFalse();
    }

    private void Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", ["exec", McpProgram.Assembly, .. arguments]) { WorkingDirectory = _repository.Root, UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        _ = start.Environment.Remove("HOOKS");
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
    }

    private void RunRounds(int count)
    {
        for (var i = 0; i < count; i++)
        {
            // In one step: of each step there may be a round.
            _repository.Write(".git/saved", i.ToString(CultureInfo.InvariantCulture));
            File.Move(_repository.PathOf(".git/saved"), _repository.PathOf("a.txt"), overwrite: true);
            AwaitWaiting();
        }
    }

    private void AwaitWaiting()
    {
        string? line;
        do
        {
            line = _process!.StandardError.ReadLine();
            _ = line.ShouldNotBeNull("it has ended");
        }
        while (!line.Contains("waiting for changes", StringComparison.Ordinal));
    }

    private int Open() => Directory.GetFileSystemEntries($"/proc/{_process!.Id}/fd").Length;

    private string[] Children() =>
        [.. Directory.GetDirectories($"/proc/{_process!.Id}/task").SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
