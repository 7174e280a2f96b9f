using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Exports;

/// <summary>Which hooks ran beside which, and which of them the run's end waited for.</summary>
internal static class RunLanes
{
    /// <summary>The hooks that ran, in as few lanes as there were hooks at a time; in each lane one after the other.</summary>
    public static IReadOnlyList<IReadOnlyList<HookReport>> Of(RunReport report)
    {
        List<List<HookReport>> lanes = [];
        foreach (var hook in Ran(report).OrderBy(hook => hook.Start).ThenBy(hook => hook.Hook.Index))
        {
            var free = lanes.Find(lane => EndOf(lane[^1]) <= hook.Start);
            if (free is null)
            {
                lanes.Add([hook]);
            }
            else
            {
                free.Add(hook);
            }
        }

        return lanes;
    }

    /// <summary>The hook that ended last, before it the one of those it waits for that ended last, and so on to the first; in the order of time.</summary>
    public static IReadOnlyList<HookReport> CriticalPath(HookPlan plan, RunReport report)
    {
        var ran = Ran(report).ToDictionary(hook => hook.Hook.Index);
        var order = plan.Order.Restrict([.. plan.Hooks.Select(hook => ran.ContainsKey(hook.Index))]);
        List<HookReport> path = [];
        var last = ran.Values.MaxBy(EndOf);
        while (last is not null)
        {
            path.Add(last);
            last = order.DependenciesOf(last.Hook.Index).Select(index => ran[index]).MaxBy(EndOf);
        }

        path.Reverse();
        return path;
    }

    private static IEnumerable<HookReport> Ran(RunReport report) => report.Hooks.Where(hook => hook.Outcome is not (HookOutcome.NoFiles or HookOutcome.NotNeeded or HookOutcome.Skipped));

    private static TimeSpan EndOf(HookReport hook) => hook.Start + hook.Duration;
}
