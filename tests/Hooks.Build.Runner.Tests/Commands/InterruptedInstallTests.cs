using System.Runtime.Versioning;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Tests.Hosting;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Commands;

/// <summary>Signals to the real program while a git of ours keeps it waiting at one of its calls, until the test has seen that the signal is heard.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Signals and named pipes.")]
[UnsupportedOSPlatform("windows")]
public sealed class InterruptedInstallTests : IDisposable
{
    private readonly McpRepository _repository = McpRepository.Create();
    private readonly HeldGit _git = new();

    public void Dispose()
    {
        _repository.Dispose();
        _git.Dispose();
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
        _git.Errors.ShouldContain("hooks: interrupted");
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
        _git.Errors.ShouldContain("hooks: interrupted, when all was done");
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

    private int Interrupt(string signal, string call, bool waits, string command) => _git.Interrupt(_repository.Root, signal, call, waits, command.Split(' '));

    private string Everything() =>
        string.Join(
            '\n',
            Directory.EnumerateFiles(_repository.Root, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => file + ": " + Convert.ToHexString(File.ReadAllBytes(file))));
}
