using Hooks.Build.Runner.Output;
using static Hooks.Build.Runner.Tests.Output.Reports;

namespace Hooks.Build.Runner.Tests.Output;

[TestClass]
public sealed class TerminalLinksTests
{
    [TestMethod]
    [DataRow("TERM=xterm-256color", false)]
    [DataRow("TERM=linux", false)]
    [DataRow("TERM=xterm-kitty", true)]
    [DataRow("TERM_PROGRAM=vscode", true)]
    [DataRow("TERM_PROGRAM=Apple_Terminal", false)]
    [DataRow("VTE_VERSION=6800", true)]
    [DataRow("VTE_VERSION=5000", false)]
    [DataRow("VTE_VERSION=4600", false)]
    [DataRow("VTE_VERSION=new", false)]
    [DataRow("WT_SESSION=1", true)]
    [DataRow("KITTY_WINDOW_ID=1", true)]
    [DataRow("WT_SESSION=1 TMUX=x", false)]
    [DataRow("VTE_VERSION=6800 TERM=screen-256color", false)]
    [DataRow("VTE_VERSION=6800 SSH_CONNECTION=x", false)]
    [DataRow("TERM_PROGRAM=vscode SSH_CONNECTION=x", true)]
    [DataRow("VTE_VERSION=6800 FORCE_HYPERLINK=0", false)]
    [DataRow("TERM=xterm FORCE_HYPERLINK=1", true)]
    public void Links_are_for_terminals_that_are_known_to_understand_them(string environment, bool areKnown) =>
        TerminalLinks.AreKnown(isWatched: true, Variable(environment)).ShouldBe(areKnown);

    [TestMethod]
    [DataRow("VTE_VERSION=6800 WT_SESSION=1 TERM_PROGRAM=vscode", false)]
    [DataRow("FORCE_HYPERLINK=1", true)]
    public void In_a_pipe_a_dumb_terminal_and_on_a_build_server_only_who_forces_them_has_them(string environment, bool areKnown) =>
        TerminalLinks.AreKnown(isWatched: false, Variable(environment)).ShouldBe(areKnown);

    [TestMethod]
    public void Findings_lead_to_their_files_and_a_failed_hook_to_its_log() => Written(
        terminal => RunText.WriteEnd(
            Run(Hook("Lint", HookOutcome.Failed, "exit code 1") with { Findings = [Error()], LogPath = "/repository/obj/Lint.log" }),
            "/repository",
            terminal), knowsLinks: true).ShouldBe("""
        error HOOK1001: Hook 'Lint' failed after 1.5 s: exit code 1
          ^]8;;file:///repository/src/A.cs^\src/A.cs(12,4)^]8;;^\: error X1: wrong
          log: ^]8;;file:///repository/obj/Lint.log^\obj/Lint.log^]8;;^\
        hooks: 1 failed in 2.0 s

        """.Replace("^", "\e", StringComparison.Ordinal));

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Files have no such names there.")]
    public void A_path_ends_no_sequence_whatever_it_holds() =>
        TerminalLinks.Of("/r/a b;\e]8;;http://x\a\n%検\u009c\ud800", "x")
            .ShouldBe("\e]8;;file:///r/a%20b%3B%1B%5D8%3B%3Bhttp%3A//x%07%0A%25%E6%A4%9C%C2%9C%EF%BF%BD\e\\x\e]8;;\e\\");

    private static Func<string, string?> Variable(string environment)
    {
        var values = environment.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return name => values.GetValueOrDefault(name);
    }
}
