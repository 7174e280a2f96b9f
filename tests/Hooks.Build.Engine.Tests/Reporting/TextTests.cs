using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Reporting;

[TestClass]
public sealed class TextTests
{
    private static readonly PlannedHook Hook = Make.Hook("Lint");

    [TestMethod]
    [DataRow(HookOutcome.Failed, "HOOK1001", "Hook 'Lint' failed after 1.5 s: why. Log: /l/Lint.log")]
    [DataRow(HookOutcome.TimedOut, "HOOK1002", "Hook 'Lint' timed out after 1.5 s: why. Log: /l/Lint.log")]
    [DataRow(HookOutcome.Crashed, "HOOK1003", "Hook 'Lint' crashed after 1.5 s: why. Log: /l/Lint.log")]
    [DataRow(HookOutcome.ToolNotFound, "HOOK1005", "Hook 'Lint' could not start: why. Log: /l/Lint.log")]
    [DataRow(HookOutcome.Skipped, "HOOK1004", "Hook 'Lint' was skipped: why. Log: /l/Lint.log")]
    [DataRow(HookOutcome.Cancelled, "HOOK1004", "Hook 'Lint' was ended after 1.5 s: why. Log: /l/Lint.log")]
    public void Every_bad_outcome_has_its_code_words_and_place(HookOutcome outcome, string code, string message) =>
        Texts.ToProblem(Report(outcome)).ShouldBe(new Problem(code, message, "build/H.cs", 7, 5));

    [TestMethod]
    [DataRow(HookOutcome.Succeeded)]
    [DataRow(HookOutcome.NoFiles)]
    public void A_good_outcome_is_no_problem(HookOutcome outcome) => Texts.ToProblem(Report(outcome)).ShouldBeNull();

    [TestMethod]
    public void The_end_of_the_output_is_shown_where_no_finding_tells_the_reason() =>
        Texts.ToProblem(Report(HookOutcome.Failed) with
        {
            LogPath = null,
            Tail = ["one", "two"],
            Attempts = 2,
        })!.Message.ShouldBe("Hook 'Lint' failed after 1.5 s: why (2 attempts)\n  | one\n  | two");

    [TestMethod]
    public void The_output_is_not_repeated_where_a_finding_tells_the_reason() =>
        Texts.ToProblem(Report(HookOutcome.Failed) with
        {
            Tail = ["one"],
            Findings = [new(HookFindingLevel.Error, "", 0, 0, 0, 0, "", "x")],
        })!.Message.ShouldNotContain("|");

    [TestMethod]
    public void A_summary_counts_each_outcome()
    {
        var warned = Report(HookOutcome.Failed) with { Hook = Hook with { Severity = HookSeverity.Warning } };
        HookReport[] all = [
            Report(HookOutcome.Succeeded),
            Report(HookOutcome.Succeeded),
            Report(HookOutcome.TimedOut),
            warned,
            Report(HookOutcome.Cancelled),
            Report(HookOutcome.Skipped),
            Report(HookOutcome.NoFiles)];
        Texts.Summary(new RunReport(all, TimeSpan.FromSeconds(75), Interrupted: true))
            .ShouldBe("2 passed, 1 failed, 1 warned, 1 cancelled, 1 skipped, 1 without files in 75.0 s, interrupted");
    }

    [TestMethod]
    public void What_stops_a_run_in_which_no_hook_failed_is_counted_as_an_error()
    {
        RunReport report = new([Report(HookOutcome.Succeeded), Report(HookOutcome.NoFiles)], TimeSpan.FromSeconds(1), Interrupted: false)
        {
            Problems = [new Problem("HOOK1008", "they do not agree")],
        };
        Texts.Summary(report).ShouldBe("1 passed, 1 without files, 1 error in 1.0 s");
    }

    [TestMethod]
    public void A_matrix_of_which_not_all_passed_is_told_as_one()
    {
        HookOutcome[] outcomes = [
            HookOutcome.Succeeded, HookOutcome.Failed, HookOutcome.Succeeded, HookOutcome.TimedOut, HookOutcome.NoFiles, HookOutcome.Skipped];
        var items = outcomes.Select((outcome, index) => Item(index, "Test", outcome)).Reverse().ToList();
        Texts.Matrices(new RunReport(items, TimeSpan.Zero, Interrupted: false))
            .ShouldBe(["Test: 2 of 6 passed; failed: i1, i3; skipped: i5; without files: i4"]);
        Texts.Matrices(new RunReport([Item(0, "Test", HookOutcome.Failed)], TimeSpan.Zero, Interrupted: false)).ShouldBeEmpty();
        Texts.Matrices(new RunReport([Item(0, "Test", HookOutcome.Succeeded), Item(1, "Test", HookOutcome.NoFiles)], TimeSpan.Zero, Interrupted: false))
            .ShouldBeEmpty();

        static HookReport Item(int index, string matrix, HookOutcome outcome) =>
            new() { Hook = Fakes.Make.Hook($"{matrix}[i{index}]") with { Matrix = matrix, Item = $"i{index}", Index = index }, Outcome = outcome };
    }

    [TestMethod]
    public void Hooks_that_a_setting_leaves_out_are_told_of()
    {
        RunReport report = new([Report(HookOutcome.Succeeded)], TimeSpan.FromSeconds(1), Interrupted: false) { LeftOut = ["A", "B", "C", "D", "E"] };
        Texts.Summary(report).ShouldBe("1 passed, 5 left out (A, B, C and 2 more) in 1.0 s");
    }

    [TestMethod]
    public void A_run_of_nothing_says_so() => Texts.Summary(new RunReport([], TimeSpan.Zero, Interrupted: false)).ShouldBe("nothing to run in 0 ms");

    [TestMethod]
    public void Names_are_told_slowest_first_and_not_without_end() =>
        Texts.Names(Enumerable.Range(1, 14).Select(i => Report(HookOutcome.Succeeded) with { Hook = Make.Hook($"H{i}"), Duration = TimeSpan.FromSeconds(i) }))
            .ShouldBe(
                "H14 14.0 s, H13 13.0 s, H12 12.0 s, H11 11.0 s, H10 10.0 s, H9 9.0 s, H8 8.0 s, H7 7.0 s, H6 6.0 s, H5 5.0 s, H4 4.0 s, H3 3.0 s and 2 more");

    private static HookReport Report(HookOutcome outcome) =>
        new() { Hook = Hook, Outcome = outcome, Reason = "why", Duration = TimeSpan.FromSeconds(1.5), LogPath = "/l/Lint.log" };
}
