using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Statistics;

namespace Hooks.Build.Runner.Exports;

/// <summary>Which hooks ran beside which, and which of them the run's end waited for.</summary>
internal static class RunLanes
{
    /// <summary>The hooks that ran, in as few lanes as there were hooks at a time; in each lane one after the other.</summary>
    public static IReadOnlyList<IEnumerable<HookReport>> Of(RunReport report)
    {
        List<TimeSpan> lanes = [];
        return [.. Ran(report)
            .OrderBy(hook => hook.Start)
            .ThenBy(hook => hook.Hook.Index)
            .GroupBy(hook => RunTimeline.LaneOf(hook.Start, hook.Duration, lanes))];
    }

    /// <summary>The hook that ended last, before it the one of those it waits for that ended last, and so on to the first; in the order of time.</summary>
    public static IReadOnlyList<HookReport> CriticalPath(HookPlan plan, RunReport report)
    {
        var ran = Ran(report).ToDictionary(hook => hook.Hook.Index);
        var order = plan.Order.Restrict([.. plan.Hooks.Select(hook => ran.ContainsKey(hook.Index))]);
        return [.. RunTimeline.CriticalPath(ran.Keys, hook => ran[hook].Start + ran[hook].Duration, order.DependenciesOf).Select(hook => ran[hook])];
    }

    private static IEnumerable<HookReport> Ran(RunReport report) =>
        report.Hooks.Where(hook => hook.Outcome is not (HookOutcome.NoFiles or HookOutcome.NotNeeded or HookOutcome.Skipped));
}
