using Hooks.Build.Bench.Simulating;

namespace Hooks.Build.Engine.Tests.Scheduling;

/// <summary>The benchmark's bound is one that no schedule beats, and closer than the plain one.</summary>
[TestClass]
public sealed class TightBoundTests
{
    [TestMethod]
    public void It_is_never_above_the_shortest_of_all_schedules() =>
        Dice.ForEachSeed(
            seed =>
            {
                var (times, dependsOn, places) = Random(new Dice(seed), most: 7);
                Bound(times, dependsOn, places).ShouldBeLessThanOrEqualTo(new AllSchedules(times, dependsOn, places).Shortest());
            },
            times: 3000);

    [TestMethod]
    public void It_is_never_below_the_longest_path_or_all_work_spread_evenly() =>
        Dice.ForEachSeed(
            seed =>
            {
                var (times, dependsOn, places) = Random(new Dice(seed), most: 25);
                SimulatedGraph graph = new("", Ticks(times), dependsOn, places);
                graph.TightBound.ShouldBeGreaterThanOrEqualTo(graph.LowerBound);
            },
            times: 1000);

    // A root, as many leaves as two places cannot run in even rounds, and what waits for all.
    [TestMethod]
    public void It_is_what_a_fan_takes()
    {
        int[][] dependsOn = [[], [0], [0], [0], [1, 2, 3]];
        Bound([1, 4, 4, 4, 1], dependsOn, places: 2).ShouldBe(10);
        new AllSchedules([1, 4, 4, 4, 1], dependsOn, places: 2).Shortest().ShouldBe(10);
    }

    [TestMethod]
    public void Three_rounds_are_not_two()
    {
        Bound([5, 5, 5, 5, 4], [[], [], [], [], []], places: 2).ShouldBe(14);
        Bound([], [], places: 2).ShouldBe(0);
        Bound([3], [[]], places: 4).ShouldBe(3);
    }

    private static long Bound(int[] times, int[][] dependsOn, int places) => TightBound.Of(Ticks(times), dependsOn, places).Ticks;

    private static List<TimeSpan> Ticks(int[] times) => [.. times.Select(time => TimeSpan.FromTicks(time))];

    private static (int[] Times, int[][] DependsOn, int Places) Random(Dice dice, int most)
    {
        var longest = dice.Of(1, 3, 9);
        var density = dice.Of(2, 3, 6, 1000);
        var times = Enumerable.Range(0, 1 + dice.Below(most)).Select(_ => 1 + dice.Below(longest)).ToArray();
        return (times, [.. times.Select((_, hook) => Enumerable.Range(0, hook).Where(_ => dice.OneIn(density)).ToArray())], 1 + dice.Below(4));
    }

    // Each hook starts at the beginning or when another ends: whatever starts in between may as well start before. Places may idle.
    private sealed class AllSchedules(int[] times, int[][] dependsOn, int places)
    {
        private readonly int[] _ends = new int[times.Length];
        private int _shortest = int.MaxValue;

        public int Shortest()
        {
            Start(now: 0, first: 0, left: times.Length);
            return _shortest;
        }

        private void Start(int now, int first, int left)
        {
            if (left == 0)
            {
                _shortest = Math.Min(_shortest, _ends.Max());
                return;
            }

            if (now >= _shortest)
            {
                return;
            }

            // What starts at one moment starts in the order of numbers.
            for (var hook = first; hook < times.Length; hook++)
            {
                if (_ends[hook] == 0
                    && _ends.Count(end => end > now) < places
                    && Array.TrueForAll(dependsOn[hook], before => _ends[before] > 0 && _ends[before] <= now))
                {
                    _ends[hook] = now + times[hook];
                    Start(now, hook + 1, left - 1);
                    _ends[hook] = 0;
                }
            }

            if (_ends.Where(end => end > now).DefaultIfEmpty().Min() is > 0 and var next)
            {
                Start(next, first: 0, left);
            }
        }
    }
}
