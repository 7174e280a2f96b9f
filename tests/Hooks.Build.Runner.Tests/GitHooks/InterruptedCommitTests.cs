using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Tests.Hosting;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.GitHooks;

/// <summary>Signals to what a commit starts while it waits for git, which never answers.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Signals and named pipes.")]
[UnsupportedOSPlatform("windows")]
public sealed class InterruptedCommitTests : IDisposable
{
    private readonly McpRepository _repository = McpRepository.Create();
    private readonly HeldGit _git = new();

    public void Dispose()
    {
        _repository.Dispose();
        _git.Dispose();
    }

    [TestMethod]
    [DataRow("TERM", "git-hook pre-commit build/Hooks.csproj build/obj/hooks.state")]
    [DataRow("INT", "git-hook 2 pre-commit build/Hooks.csproj build/obj/hooks.state build/Hooks.csproj build/obj/hooks.state")]
    [DataRow("INT", "run")]
    public void A_signal_ends_the_question_which_items_there_are(string signal, string command)
    {
        _repository.Declare("""[Hook(MatrixOf = ["*/"])] const string Each = "echo {item}";""");
        _git.Interrupt(_repository.Root, signal, "ls-files", waits: false, command.Split(' ')).ShouldBe(ExitCodes.Interrupted);
        _git.Errors.ShouldNotContain(line => line.Contains("Exception", StringComparison.Ordinal) || line.StartsWith("   at ", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_signal_ends_the_question_whether_there_is_something_to_push() =>
        _git.Interrupt(
            _repository.Root,
            "TERM",
            "rev-list",
            waits: false,
            "git-hook",
            "pre-push",
            "build/Hooks.csproj",
            "build/obj/hooks.state",
            "origin",
            "/nowhere").ShouldBe(ExitCodes.Interrupted);

    [TestMethod]
    public void A_signal_that_is_sent_twice_at_once_leaves_clean_up_its_time()
    {
        _repository.Declare("""
            [Hook] const string Long = "sh -c 'echo > began; exec sleep 600'";
            [Hook(Finally = true, DependsOn = [nameof(Long)])] const string Tear = "touch cleaned";
            """);
        const string Script = """
            dotnet exec "$0" run & runner=$!
            until [ -e began ]; do kill -0 $runner || exit 9; done
            kill -TERM $runner; kill -TERM $runner
            wait $runner
            """;
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", Script, McpProgram.Assembly])
        {
            WorkingDirectory = _repository.Root,
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _ = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(ExitCodes.Interrupted, errors);
        _repository.Has("cleaned").ShouldBeTrue(errors);
    }

    [TestMethod]
    [DataRow("INT", 130)]
    [DataRow("TERM", 143)]
    public void A_signal_ends_a_push_at_once_that_waits_for_its_standard_input(string signal, int exitCode)
    {
        ProcessStartInfo start = new(
            "dotnet", ["exec", McpProgram.Assembly, "git-hook", "pre-push", "build/Hooks.csproj", "build/obj/hooks.state", "origin", "/nowhere"])
        {
            WorkingDirectory = _repository.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        _ = start.Environment.Remove("HOOKS");
        using var process = Process.Start(start)!;
        // More than a pipe holds: where it is written, the program reads.
        process.StandardInput.Write(new string('\n', 1 << 20));
        process.StandardInput.Flush();
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        process.StandardError.ReadToEnd().ShouldBeEmpty("where it has taken over signals, it waits for 20 s, and says so");
        process.WaitForExit();
        process.ExitCode.ShouldBe(exitCode);
    }
}
