namespace Hooks.Build.Bench.Simulating;

/// <summary>
/// A time that no schedule can beat, closer to the best one than the longest path and all work spread evenly: what lies between two moments is looked at by
/// itself.
/// </summary>
/// <remarks>
/// A hook's head is the longest path before it, its tail that after it. In a schedule that ends at C it runs within [head, C - tail]. For the hooks with a
/// head and a tail of at least so much, each of which takes one of m places for its whole duration:
/// <list type="bullet">
/// <item>m of them or more: each place is idle before its first of them and after its last. Of all places together that is at least the m smallest heads
/// and the m smallest tails, as no hook is first, or last, on two places (a place that none of them is on can be given one from a place with several). So
/// m * C is at least the work with these (Carlier 1987).</item>
/// <item>More than k * m of them: some place has k + 1 of the longest k * m + 1, which take at least what the shortest k + 1 of those take, one after the
/// other, between the smallest head and the smallest tail.</item>
/// </list>
/// What hooks wait for makes a schedule only longer, so both hold for hooks that depend on each other. How busy a hook keeps a core does not matter: a
/// hook that keeps none busy takes a place as well, and one that needs several only has fewer beside it.
/// </remarks>
internal static class TightBound
{
    /// <summary>Finds it.</summary>
    /// <param name="durations">For each hook how long it takes.</param>
    /// <param name="dependsOn">For each hook what it waits for; no circles.</param>
    /// <param name="places">How many hooks can run at a time.</param>
    public static TimeSpan Of(IReadOnlyList<TimeSpan> durations, IReadOnlyList<int[]> dependsOn, int places)
    {
        var times = durations.Select(duration => duration.Ticks).ToArray();
        var (heads, tails) = Paths(times, dependsOn);
        var best = times.Select((time, hook) => heads[hook] + time + tails[hook]).DefaultIfEmpty().Max();
        foreach (var head in heads.Distinct())
        {
            foreach (var tail in tails.Distinct())
            {
                var among = Enumerable.Range(0, times.Length).Where(hook => heads[hook] >= head && tails[hook] >= tail).ToArray();
                if (among.Length >= places)
                {
                    best = Math.Max(best, Spread(among, times, heads, tails, places));
                    best = Math.Max(best, head + tail + InARow(among.Select(hook => times[hook]).OrderDescending().ToArray(), places));
                }
            }
        }

        return TimeSpan.FromTicks(best);
    }

    private static long Spread(int[] among, long[] times, long[] heads, long[] tails, int places)
    {
        var sum = among.Sum(hook => times[hook]) + Smallest(heads) + Smallest(tails);
        // No schedule of whole ticks is shorter than the next of them.
        return (sum + places - 1) / places;

        long Smallest(long[] ends) => among.Select(hook => ends[hook]).Order().Take(places).Sum();
    }

    private static long InARow(long[] longestFirst, int places)
    {
        var most = 0L;
        for (var (others, last) = (1, places); last < longestFirst.Length; others++, last += places)
        {
            most = Math.Max(most, longestFirst[(last - others)..(last + 1)].Sum());
        }

        return most;
    }

    private static (long[] Heads, long[] Tails) Paths(long[] times, IReadOnlyList<int[]> dependsOn)
    {
        var heads = new long[times.Length];
        var tails = new long[times.Length];
        // As often as a path can be long, and seldom that often.
        for (var isChanged = true; isChanged;)
        {
            isChanged = false;
            for (var hook = 0; hook < times.Length; hook++)
            {
                foreach (var before in dependsOn[hook])
                {
                    isChanged |= Raise(ref heads[hook], heads[before] + times[before]) | Raise(ref tails[before], tails[hook] + times[hook]);
                }
            }
        }

        return (heads, tails);
    }

    private static bool Raise(ref long value, long least)
    {
        if (value >= least)
        {
            return false;
        }

        value = least;
        return true;
    }
}
