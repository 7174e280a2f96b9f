using Hooks.Build.Engine.Statistics;
using Hooks.Build.Engine.Tests.Scheduling;

namespace Hooks.Build.Engine.Tests.Statistics;

[TestClass]
public sealed class DistributionTests
{
    [TestMethod]
    public void Of_nothing_all_is_zero() => Distribution.Of([]).ShouldBe(Distribution.None);

    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(19, 19)]
    [DataRow(20, 19)]
    [DataRow(21, 20)]
    [DataRow(40, 38)]
    [DataRow(100, 95)]
    [DataRow(101, 96)]
    public void The_p95_of_the_numbers_up_to_some_is_by_nearest_rank(int count, int expected) =>
        Distribution.Of(Enumerable.Range(1, count).Reverse().Select(number => TimeSpan.FromSeconds(number))).P95.ShouldBe(TimeSpan.FromSeconds(expected));

    [TestMethod]
    public void The_median_of_an_even_number_lies_between_the_two_in_the_middle() =>
        Distribution.Of([
            TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)]).Median.ShouldBe(TimeSpan.FromSeconds(3.5));

    [TestMethod]
    public void The_figures_are_those_of_their_definitions() =>
        Dice.ForEachSeed(seed =>
        {
            Dice dice = new(seed);
            var times = Enumerable.Range(0, 1 + dice.Below(60)).Select(_ => TimeSpan.FromTicks(dice.Below(dice.Of(3, 1000, int.MaxValue)))).ToList();
            var distribution = Distribution.Of(times);
            distribution.Count.ShouldBe(times.Count);
            distribution.Total.Ticks.ShouldBe(times.Sum(time => time.Ticks));
            Math.Abs(distribution.Mean.Ticks - (decimal)times.Sum(time => time.Ticks) / times.Count).ShouldBeLessThanOrEqualTo(1);
            distribution.Longest.ShouldBe(times.Max());

            // At least 95 of 100 do not exceed it, and of no smaller time is that so.
            times.ShouldContain(distribution.P95);
            (100L * times.Count(time => time <= distribution.P95)).ShouldBeGreaterThanOrEqualTo(95L * times.Count);
            times.Where(time => time < distribution.P95).ShouldAllBe(smaller => 100L * times.Count(time => time <= smaller) < 95L * times.Count);

            // As many lie below as above.
            times.Count(time => time < distribution.Median).ShouldBeLessThanOrEqualTo(times.Count / 2);
            times.Count(time => time > distribution.Median).ShouldBeLessThanOrEqualTo(times.Count / 2);
        });
}
