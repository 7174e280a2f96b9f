using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;
using Microsoft.Extensions.Time.Testing;

namespace Hooks.Build.Runner.Tests.Output;

[TestClass]
public sealed class RunProgressTests
{
    private static readonly ExpectedRun Usual = new(
        [Hook("Format", 1), Hook("Build", 4, "Format"), Hook("Lint", 2), Hook("Test", 6, "Build"), Hook("Pack", 1, "Test", "Build"), Hook("Docs", 0, "Lint")],
        Cores: 4, MostAtATime: 4);

    [TestMethod]
    public void Before_anything_has_begun_nothing_is_shown() => Shown(Usual, (_, _) => { }).ShouldBeEmpty();

    [TestMethod]
    public void Nothing_is_promised_of_a_run_that_was_never_seen() => Shown(expected: null, Begin).ShouldBe(["  Build 3.0 s", "  Lint 1.0 s", "  1 of 6 done"]);

    [TestMethod]
    public void What_runs_has_its_usual_time_what_waits_has_what_it_waits_for_and_the_end_is_by_the_longest_chain() => Shown(Usual, Begin).ShouldBe(
    [
        "  Build 3.0 s of about 4.0 s",
        "  Lint 1.0 s of about 2.0 s",
        "  waiting: Test for Build, Pack for Build",
        "  1 of 6 done, about 8 s left",
    ]);

    [TestMethod]
    public void Where_one_takes_longer_than_usual_the_rest_is_only_a_least() => Shown(Usual, (progress, clock) =>
    {
        Begin(progress, clock);
        progress.Ended("Lint");
        clock.Advance(TimeSpan.FromSeconds(3));
    }).ShouldBe(["  Build 6.0 s, longer than the usual 4.0 s", "  waiting: Test for Build, Pack for Build", "  2 of 6 done, at least 7 s left"]);

    [TestMethod]
    public void Where_nothing_else_is_left_no_end_is_told_any_more() => Shown(new ExpectedRun([Hook("Test", 6)], 4, 4), (progress, clock) =>
    {
        progress.Began(1);
        progress.Started("Test");
        clock.Advance(TimeSpan.FromSeconds(7));
    }).ShouldBe(["  Test 7.0 s, longer than the usual 6.0 s", "  0 of 1 done, takes longer than usual"]);

    [TestMethod]
    public void One_that_was_never_seen_makes_the_end_a_least() => Shown(new ExpectedRun([Hook("Test", 6), Hook("New", null)], 4, 4), (progress, clock) =>
    {
        progress.Began(2);
        progress.Started("Test");
        progress.Started("New");
        clock.Advance(TimeSpan.FromSeconds(1));
    }).ShouldBe(["  Test 1.0 s of about 6.0 s", "  New 1.0 s", "  0 of 2 done, at least 5 s left"]);

    [TestMethod]
    public void Of_many_that_wait_as_many_are_named_as_fit()
    {
        var many = Enumerable.Range(0, 30).Select(number => Hook($"検査{number}", 1, "Build")).ToArray();
        var lines = Shown(new ExpectedRun([Hook("Build", 4), .. many], 4, 4), (progress, _) => progress.Started("Build"));
        lines[1].ShouldBe("  waiting: 検査0 for Build, 検査1 for Build, 検査2 for Build and 27 more");
        lines.ShouldAllBe(line => DisplayWidth.Of(line) <= 79);
    }

    [TestMethod]
    public void Of_a_thousand_that_wait_eight_are_named_however_wide_the_terminal_is()
    {
        var many = Enumerable.Range(0, 1000).Select(number => Hook($"H{number}", 1, "Build")).ToArray();
        var waiting = Shown(new ExpectedRun([Hook("Build", 4), .. many], 4, 4), (progress, _) => progress.Started("Build"), width: 10_000)[1];
        waiting.ShouldStartWith("  waiting: H0 for Build, ");
        waiting.ShouldEndWith(", H7 for Build and 992 more");
    }

    [TestMethod]
    public void What_a_name_holds_moves_no_cursor() =>
        Shown(expected: null, (progress, _) => progress.Started("a\e[2Jb\nc\u202Ed")).ShouldBe(["  ab\\nc<U+202E>d 0 ms"]);

    private static ExpectedHook Hook(string name, double? seconds, params string[] after) =>
        new(name, seconds is { } known ? TimeSpan.FromSeconds(known) : null, Cores: 1, after);

    private static void Begin(RunProgress progress, FakeTimeProvider clock)
    {
        progress.Began(6);
        progress.Started("Format");
        clock.Advance(TimeSpan.FromSeconds(1));
        progress.Ended("Format");
        progress.Started("Build");
        clock.Advance(TimeSpan.FromSeconds(2));
        progress.Started("Lint");
        clock.Advance(TimeSpan.FromSeconds(1));
    }

    private static IReadOnlyList<string> Shown(ExpectedRun? expected, Action<RunProgress, FakeTimeProvider> happen, int width = 79)
    {
        FakeTimeProvider clock = new();
        RunProgress progress = new(clock);
        if (expected is not null)
        {
            progress.Expected(expected);
        }

        happen(progress, clock);
        return progress.Lines(width, (_, text) => text);
    }
}
