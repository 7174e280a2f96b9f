using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Engine.Tests.Reporting;

[TestClass]
public sealed class TimeLeftTests
{
    [TestMethod]
    public void It_is_the_longest_chain_where_cores_suffice() => Left([Hook("A", 2), Hook("B", 3, "A"), Hook("C", 4)], cores: 8).ShouldBe((5, false));

    [TestMethod]
    public void It_is_the_work_by_cores_where_they_do_not() => Left([Hook("A", 4), Hook("B", 4), Hook("C", 4), Hook("D", 4)], cores: 2).ShouldBe((8, false));

    [TestMethod]
    public void Who_waits_needs_no_core_but_a_place() =>
        Left([Hook("A", 4) with { Cores = 0 }, Hook("B", 4) with { Cores = 0 }], cores: 1, mostAtATime: 1).ShouldBe((8, false));

    [TestMethod]
    public void What_has_ended_counts_no_more_and_what_runs_by_its_rest() =>
        Left([Hook("A", 2), Hook("B", 3, "A"), Hook("C", 1, "B")], cores: 8, ended: "A", ran: ("B", 1)).ShouldBe((3, false));

    [TestMethod]
    public void One_that_takes_longer_than_expected_is_about_to_end_and_makes_it_a_least() =>
        Left([Hook("B", 3), Hook("C", 1, "B")], cores: 8, ran: ("B", 9)).ShouldBe((1, true));

    [TestMethod]
    public void One_that_is_over_by_no_more_than_times_differ_anyway_does_not() =>
        Left([Hook("B", 3), Hook("C", 1, "B")], cores: 8, ran: ("B", 3.4)).ShouldBe((1, false));

    [TestMethod]
    public void One_of_which_nothing_is_known_makes_it_a_least() => Left([Hook("A", 2), Hook("B", null)], cores: 8).ShouldBe((2, true));

    [TestMethod]
    public void Of_nothing_it_is_nothing() => Left([], cores: 1).ShouldBe((0, false));

    private static ExpectedHook Hook(string name, double? seconds, params string[] after) =>
        new(name, seconds is { } known ? TimeSpan.FromSeconds(known) : null, Cores: 1, after);

    private static (double Seconds, bool IsAtLeast) Left(
        ExpectedHook[] hooks, int cores, int mostAtATime = 64, string ended = "", (string Name, double Seconds) ran = default)
    {
        var left = TimeLeft.Of(
            new ExpectedRun(hooks, cores, mostAtATime), name => name == ended, name => TimeSpan.FromSeconds(name == ran.Name ? ran.Seconds : 0));
        return (left.Time.TotalSeconds, left.IsAtLeast);
    }
}
