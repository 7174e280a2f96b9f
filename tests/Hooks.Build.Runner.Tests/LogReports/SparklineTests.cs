using Hooks.Build.Runner.LogReports;

namespace Hooks.Build.Runner.Tests.LogReports;

[TestClass]
public sealed class SparklineTests
{
    [TestMethod]
    public void The_newest_run_is_at_the_right_and_the_longest_is_the_highest() => Sparkline.Of([Ran(8), Ran(4), Ran(1), Ran(0)]).ShouldBe("▁▁▄█");

    [TestMethod]
    public void What_failed_and_what_did_not_run_has_a_sign_of_its_own() =>
        Sparkline.Of([Ran(2), (TimeSpan.FromSeconds(9), true), (null, false), (null, true), Ran(1)]).ShouldBe("▄×·×█");

    [TestMethod]
    public void Runs_of_no_time_are_low() => Sparkline.Of([Ran(0), Ran(0)]).ShouldBe("▁▁");

    [TestMethod]
    public void Of_many_runs_the_last_are_shown() => Sparkline.Of([.. Enumerable.Repeat(Ran(1), 30)]).ShouldBe(new string('█', 16));

    [TestMethod]
    public void Without_a_run_it_is_empty() => Sparkline.Of([]).ShouldBe("");

    private static (TimeSpan? Time, bool Failed) Ran(double seconds) => (TimeSpan.FromSeconds(seconds), false);
}
