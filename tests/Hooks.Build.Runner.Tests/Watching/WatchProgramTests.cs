using System.Diagnostics;
using System.Globalization;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Watching;

/// <summary>The real program <c>hooks run --watch</c>.</summary>
[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "Not for secrets")]
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
        ProcessFiles.ChildrenOf(_process!.Id).ShouldBeEmpty();
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

    [TestMethod]
    public void Each_save_ends_the_run_that_goes_on_with_its_hook()
    {
        Save("as it was");
        _repository.Declare(
            """[Hook(Stages = HookStages.Manual)] const string Slow = "sh -c 'echo $$ > .git/slow.new; mv .git/slow.new .git/slow.pid; sleep 1000'";""");
        Start("run", "manual", "--watch");
        var hook = "";
        for (var save = 0; save < 4; save++)
        {
            hook = AwaitOther(hook);
            Save($"save {save}");
            AwaitLine("a.txt was saved: the run begins anew");
            Directory.Exists("/proc/" + hook).ShouldBeFalse();
        }
    }

    [TestMethod]
    public void When_all_is_saved_the_last_result_is_of_the_files_as_they_are()
    {
        _repository.Declare(
            """[Hook(Stages = HookStages.Manual)] const string Read = "sh -c 'cat a.txt > .git/begun; sleep 0.05; mv .git/begun .git/result'";""");
        Start("run", "manual", "--watch");
        _process!.BeginErrorReadLine();
        Random random = new(1);
        for (var save = 0; save < 40; save++)
        {
            Save($"save {save}");
            for (var turns = random.Next(2) * random.Next(30_000); turns > 0; turns--)
            {
                _ = Thread.Yield();
            }
        }

        while (!_repository.Has(".git/result") || _repository.Read(".git/result") != "save 39")
        {
            _ = Thread.Yield();
        }
    }

    [TestMethod]
    public void A_hook_that_writes_what_it_is_about_does_not_run_for_ever()
    {
        Save("");
        _repository.Declare("""[Hook(Stages = HookStages.Manual)] const string Write = "sh -c 'echo once more >> a.txt'";""");
        Start("run", "manual", "--watch");
        AwaitLine("runs in a row. If hooks write it");
        AwaitWaiting();
        File.ReadAllLines(_repository.PathOf("a.txt")).Length.ShouldBeInRange(3, 13);
    }

    private void Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", ["exec", McpProgram.Assembly, .. arguments])
        {
            WorkingDirectory = _repository.Root,
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        _ = start.Environment.Remove("HOOKS");
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
    }

    private void RunRounds(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Save(i.ToString(CultureInfo.InvariantCulture));
            AwaitWaiting();
        }
    }

    // In one step: of each step there may be a round.
    private void Save(string text)
    {
        _repository.Write(".git/saved", text);
        File.Move(_repository.PathOf(".git/saved"), _repository.PathOf("a.txt"), overwrite: true);
    }

    private string AwaitOther(string hook)
    {
        string now;
        while (!_repository.Has(".git/slow.pid") || (now = _repository.Read(".git/slow.pid").Trim()) == hook)
        {
            _ = Thread.Yield();
        }

        return now;
    }

    private void AwaitWaiting() => AwaitLine("waiting for changes");

    private void AwaitLine(string part)
    {
        string? line;
        do
        {
            line = _process!.StandardError.ReadLine();
            _ = line.ShouldNotBeNull("it has ended");
        }
        while (!line.Contains(part, StringComparison.Ordinal));
    }

    private int Open() => Directory.GetFileSystemEntries($"/proc/{_process!.Id}/fd").Length;
}
