using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Statistics;

/// <summary>A hook of a run, among the others.</summary>
/// <param name="Hook">What came of it.</param>
/// <param name="Lane">Which of as few lanes as there were hooks at a time it ran in, from 0; -1 where it did not run.</param>
/// <param name="IsCritical">The end of the run waited for it.</param>
/// <param name="After">Which hooks of the run it waited for, by position.</param>
public sealed record TimelineHook(LoggedHook Hook, int Lane, bool IsCritical, IReadOnlyList<int> After);

/// <summary>What ran beside what in a run of the log.</summary>
public static class RunTimeline
{
    /// <summary>The hooks of a run, in the order in which they started. Of those that the plan has no more nobody knows what they waited for.</summary>
    public static IReadOnlyList<TimelineHook> Of(HookPlan plan, PastRun run)
    {
        var hooks = run.Hooks.OrderBy(hook => hook.Start).ThenBy(hook => hook.Wave).ThenBy(hook => hook.Hook, StringComparer.Ordinal).ToList();
        var after = Dependencies(plan, hooks);
        var critical = hooks.Exists(Ran)
            ? CriticalPath(
                Enumerable.Range(0, hooks.Count).Where(i => Ran(hooks[i])),
                i => hooks[i].Start + hooks[i].Duration,
                i => after[i].Where(other => Ran(hooks[other]))).ToHashSet()
            : [];
        List<TimeSpan> lanes = [];
        return [.. hooks.Select((hook, i) => new TimelineHook(
            hook, Ran(hook) ? LaneOf(hook.Start, hook.Duration, lanes) : -1, critical.Contains(i), after[i]))];
    }

    /// <summary>Of some nodes the one that ended last, before it the one of those it waits for that ended last, and so on; in the order of time.</summary>
    internal static IReadOnlyList<int> CriticalPath(IEnumerable<int> nodes, Func<int, TimeSpan> endOf, Func<int, IEnumerable<int>> waitsFor)
    {
        List<int> path = [];
        for (var next = nodes.ToList(); next.Count > 0; next = [.. waitsFor(path[^1])])
        {
            path.Add(next.MaxBy(endOf));
        }

        path.Reverse();
        return path;
    }

    /// <summary>The first lane that is free when a hook starts, which it takes until it ends. Hooks are asked for in the order in which they started.</summary>
    /// <param name="start">When it started.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="lanes">Until when each lane is taken.</param>
    internal static int LaneOf(TimeSpan start, TimeSpan duration, List<TimeSpan> lanes)
    {
        var lane = lanes.FindIndex(end => end <= start);
        if (lane < 0)
        {
            lane = lanes.Count;
            lanes.Add(default);
        }

        lanes[lane] = start + duration;
        return lane;
    }

    private static bool Ran(LoggedHook hook) => hook.Outcome is not (HookOutcome.NoFiles or HookOutcome.NotNeeded or HookOutcome.Skipped);

    private static int[][] Dependencies(HookPlan plan, List<LoggedHook> hooks)
    {
        var positions = new int[plan.Hooks.Count];
        Array.Fill(positions, -1);
        Dictionary<string, int> indices = plan.Hooks.ToDictionary(hook => hook.Name, hook => hook.Index, StringComparer.Ordinal);
        var planned = hooks.ConvertAll(hook => indices.TryGetValue(hook.Hook, out var index) ? index : -1);
        for (var i = 0; i < planned.Count; i++)
        {
            if (planned[i] >= 0)
            {
                positions[planned[i]] = i;
            }
        }

        DependencyGraph order = plan.Order.Restrict([.. positions.Select(position => position >= 0)]);
        return [.. planned.Select(index => index < 0 ? [] : (int[])[.. order.DependenciesOf(index).Select(other => positions[other])])];
    }
}
