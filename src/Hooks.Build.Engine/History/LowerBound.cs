using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.History;

/// <summary>The shortest time in which the hooks of a run could have run, as they turned out.</summary>
internal static class LowerBound
{
    /// <returns>The longer of the critical path and of all work spread evenly over the cores. Work is processor time where that is known: who waits needs no
    /// core.</returns>
    public static TimeSpan Of(HookPlan plan, RunRequest request, RunReport report)
    {
        if (report.Hooks.Count == 1)
        {
            return report.Hooks[0].Duration;
        }

        var work = 0.0;
        var durations = new double[plan.Hooks.Count];
        foreach (var hook in report.Hooks)
        {
            durations[hook.Hook.Index] = hook.Duration.TotalSeconds;
            work += (hook.ProcessorTime ?? hook.Duration).TotalSeconds;
        }

        var longest = work / Math.Max(1, request.Cores);
        foreach (var remaining in plan.Order.RemainingPaths(durations))
        {
            longest = Math.Max(longest, remaining);
        }

        return TimeSpan.FromSeconds(longest);
    }
}
