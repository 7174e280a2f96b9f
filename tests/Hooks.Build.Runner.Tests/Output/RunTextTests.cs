using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;
using static Hooks.Build.Runner.Tests.Output.Reports;

namespace Hooks.Build.Runner.Tests.Output;

[TestClass]
public sealed class RunTextTests
{
    [TestMethod]
    public void A_run_that_passed_is_one_line() =>
        End(Run(Hook("A"), Hook("B"))).ShouldBe("hooks: 2 passed in 2.0 s\n");

    [TestMethod]
    public void Nothing_to_run_is_not_worth_a_word() => End(Run()).ShouldBe("");

    [TestMethod]
    public void A_failed_hook_shows_its_findings_and_its_log() =>
        End(Run(Hook("Lint", HookOutcome.Failed, "exit code 1") with
        {
            Findings = [Error()],
            LogPath = "/repository/obj/Lint.log",
            Tail = ["noise"],
        })).ShouldBe("""
            error HOOK1001: Hook 'Lint' failed after 1.5 s: exit code 1
              src/A.cs(12,4): error X1: wrong
              log: obj/Lint.log
            hooks: 1 failed in 2.0 s

            """);

    [TestMethod]
    public void What_two_hooks_found_is_shown_once() =>
        End(Run(
            Hook("Build", HookOutcome.Failed, "exit code 1") with { Findings = [Error(), Error("worse")] },
            Hook("Test", HookOutcome.Failed, "exit code 2") with { Findings = [Error("worse")] })).ShouldBe("""
            error HOOK1001: Hook 'Test' failed after 1.5 s: exit code 2
              src/A.cs(12,4): error X1: worse
            error HOOK1001: Hook 'Build' failed after 1.5 s: exit code 1
              src/A.cs(12,4): error X1: wrong
              1 more above: Test found it, too
            hooks: 2 failed in 2.0 s

            """);

    [TestMethod]
    public void What_a_hook_only_warns_of_does_not_hide_that_it_stops_another()
    {
        var hint = Hook("Hint", HookOutcome.Failed, "exit code 3") with { Findings = [Error()] };
        End(Run(
            hint with { Hook = hint.Hook with { Severity = HookSeverity.Warning } },
            Hook("Lint", HookOutcome.Failed, "exit code 1") with { Findings = [Error()] }))
            .ShouldContain("  src/A.cs(12,4): error X1: wrong\n");
    }

    [TestMethod]
    public void Without_findings_the_last_lines_of_the_output_are_shown() =>
        End(Run(Hook("Lint", HookOutcome.Failed, "exit code 1") with { Tail = ["one", "two"] })).ShouldContain("  | one\n  | two\n");

    [TestMethod]
    public void What_hooks_write_moves_no_cursor() =>
        End(Run(Hook("Lint", HookOutcome.Failed, "exit code 1") with { Tail = ["\e[31mred\e[0m \e]8;;http://x\alink\e]8;;\a\e[2J"] }))
            .ShouldContain("  | red link\n");

    [TestMethod]
    public void Further_lines_of_a_message_are_not_taken_for_findings() =>
        End(Run(Hook("Lint", HookOutcome.Failed, "exit code 1") with { Findings = [Error("one\r\nsrc/b.cs(1,1): error X1: two")] }))
            .ShouldContain("  src/A.cs(12,4): error X1: one\n    src/b.cs(1,1): error X1: two\n");

    [TestMethod]
    public void Names_of_files_stay_on_their_line_and_show_what_is_in_them() =>
        End(Run(Hook("Lint", HookOutcome.Failed, "exit code 1") with { Findings = [Error() with { File = "/repository/a\n\e[2Jb\u009b2J.cs" }] }))
            .ShouldContain("  a\\n\\033[2Jb\\302\\2332J.cs(12,4): error X1: wrong\n");

    [TestMethod]
    public void What_made_others_be_skipped_comes_last()
    {
        var run = Run(
            Hook("Format", HookOutcome.Failed, "exit code 1"),
            Hook("Audit", HookOutcome.Skipped, "'Format', which it depends on, failed"),
            Hook("Scan", HookOutcome.Failed, "exit code 2"),
            Hook("Hint", HookOutcome.Failed, "exit code 3") with { Hook = Hook("Hint").Hook with { Severity = HookSeverity.Warning } });
        RunText.InOrder(run).Select(hook => hook.Hook.Name).ShouldBe(["Hint", "Scan", "Format"]);
        End(run).ShouldEndWith("hooks: 2 failed, 1 warned, 1 skipped in 2.0 s; skipped: Audit (Format failed)\n");
    }

    [TestMethod]
    public void The_output_of_a_hook_that_was_ended_is_not_shown() =>
        End(Run(Hook("Slow", HookOutcome.Cancelled, "the run was stopped") with { Tail = ["noise"], Findings = [Error()] }))
            .ShouldBe("hooks: 1 cancelled, in 2.0 s\n".Replace(",", ""));

    [TestMethod]
    public void Colours_are_there_only_where_they_are_wanted()
    {
        var run = Run(Hook("A", HookOutcome.Failed, "exit code 1"));
        Written(terminal => RunText.WriteEnd(run, "/repository", terminal), hasColours: true).ShouldContain("\e[31merror\e[0m");
        End(run).ShouldNotContain("\e");
    }

    private static string End(RunReport report) => Written(terminal => RunText.WriteEnd(report, "/repository", terminal));
}
