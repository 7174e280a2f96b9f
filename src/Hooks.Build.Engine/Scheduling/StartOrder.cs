using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>
/// In which order hooks should start: the longest first of what the end of the run waits for from a hook's start on, and of what must not run beside it.
/// </summary>
internal static class StartOrder
{
    /// <summary>The order for a run; the same hooks give the same everywhere.</summary>
    /// <param name="selection">The selected hooks.</param>
    /// <param name="forecasts">What is expected of each hook of the plan.</param>
    /// <param name="conflicts">Which must not run together.</param>
    /// <param name="hooks">The selected hooks.</param>
    public static int[] Of(HookSelection selection, IReadOnlyList<HookForecast> forecasts, ConflictTable conflicts, int[] hooks)
    {
        var durations = new double[forecasts.Count];
        foreach (var hook in hooks)
        {
            durations[hook] = forecasts[hook].Duration.TotalSeconds;
        }

        var paths = selection.Order.RemainingPaths(durations);
        foreach (var hook in hooks)
        {
            foreach (var other in conflicts.Of(hook))
            {
                paths[hook] += durations[other];
            }
        }

        int[] order = [.. hooks];
        Array.Sort(order, (one, other) => paths[other].CompareTo(paths[one]) is not 0 and var sign ? sign : one - other);
        return order;
    }
}
