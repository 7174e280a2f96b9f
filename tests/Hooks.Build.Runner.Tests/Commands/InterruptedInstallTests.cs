using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Commands;

/// <summary>Signals to the real program while a git of ours keeps it waiting at one of its calls, until the test has seen that the signal is heard.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Signals and named pipes.")]
[UnsupportedOSPlatform("windows")]
public sealed class InterruptedInstallTests : IDisposable
{
    private const string Stops = "StopCall";
    private readonly McpRepository _repository = McpRepository.Create();
    private readonly string _outside = Directory.CreateTempSubdirectory("hooks-signal-").FullName;
    private readonly List<string> _errors = [];

    public InterruptedInstallTests()
    {
        File.WriteAllText(In("gitconfig"), $"[core]\n\thooksPath = {In("everybodys")}\n");
        _ = Directory.CreateDirectory(In("path"));
        File.WriteAllText(In("path/git"), $"""
            #!/bin/sh
            case "$*" in *"${Stops}"*) echo >'{In("reached")}'; read go <'{In("go")}' ;; esac
            PATH=${"{PATH#*:}"}
            exec git "$@"

            """);
        File.SetUnixFileMode(In("path/git"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Run("mkfifo", In("reached"), In("go"));
    }

    public void Dispose()
    {
        _repository.Dispose();
        Directory.Delete(_outside, recursive: true);
    }

    [TestMethod]
    [DataRow("TERM", "rev-parse --show-toplevel", "install --force")]
    [DataRow("HUP", "config --show-scope", "install --force")]
    [DataRow("INT", "rev-parse --git-common-dir", "install --force")]
    public void A_signal_before_anything_is_written_leaves_everything_as_it_was(string signal, string call, string command)
    {
        var before = Everything();
        Interrupt(signal, call, waits: false, command).ShouldBe(ExitCodes.Interrupted);
        Everything().ShouldBe(before);
        _errors.ShouldContain("hooks: interrupted");
    }

    [TestMethod]
    [DataRow("TERM", "hooks-build.hooksPathForced true")]
    [DataRow("HUP", "config --local core.hooksPath")]
    [DataRow("INT", "config --local core.hooksPath")]
    [DataRow("TERM", "check-ignore")]
    public void A_signal_in_the_midst_of_an_installation_ends_it_when_all_is_installed(string signal, string call)
    {
        Interrupt(signal, call, waits: true, "install --force").ShouldBe(ExitCodes.Interrupted);
        _repository.Read(".git/config").ShouldContain("hooksPath = ");
        _repository.Has(".git/hooks/pre-commit").ShouldBeTrue();
        _errors.ShouldContain("hooks: interrupted, when all was done");
        Interrupt(signal, "--unset-all", waits: true, "uninstall").ShouldBe(ExitCodes.Interrupted);
        _repository.Read(".git/config").ShouldNotContain("hooks");
        _repository.Has(".git/hooks/pre-commit").ShouldBeFalse();
    }

    [TestMethod]
    public void A_signal_in_the_midst_of_an_installation_into_agents_ends_it_when_all_is_installed()
    {
        Interrupt("TERM", "ls-files -- .claude", waits: true, "install --agent claude cursor").ShouldBe(ExitCodes.Interrupted);
        _repository.Has(".claude/settings.local.json").ShouldBeTrue();
        _repository.Has(".cursor/hooks.json").ShouldBeTrue();
    }

    private string In(string name) => Path.Combine(_outside, name);

    private int Interrupt(string signal, string call, bool waits, string command)
    {
        ProcessStartInfo start = new("dotnet", ["exec", McpProgram.Assembly, .. command.Split(' ')]) { WorkingDirectory = _repository.Root, UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        _ = start.Environment.Remove("HOOKS");
        start.Environment["PATH"] = In("path") + ":" + start.Environment["PATH"];
        start.Environment["GIT_CONFIG_GLOBAL"] = In("gitconfig");
        start.Environment[Stops] = call;
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();

        // Opening waits for git; where it never comes, for ever.
        _ = File.ReadAllBytes(In("reached"));
        Run("kill", "-" + signal, process.Id.ToString(CultureInfo.InvariantCulture));
        _errors.Clear();
        while (process.StandardError.ReadLine() is { } line)
        {
            _errors.Add(line);
            if (waits && line.Contains("a signal has come", StringComparison.Ordinal))
            {
                File.WriteAllText(In("go"), "\n");
            }
        }

        process.WaitForExit();
        return process.ExitCode;
    }

    private string Everything() => string.Join('\n', Directory.EnumerateFiles(_repository.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => file + ": " + Convert.ToHexString(File.ReadAllBytes(file))));

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}
