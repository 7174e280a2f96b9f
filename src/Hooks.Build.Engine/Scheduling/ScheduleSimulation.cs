using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>Plays a run with known durations, by the rules of the <see cref="Scheduler"/>: whatever may start does, the first in order first.</summary>
internal static class ScheduleSimulation
{
    /// <summary>Plays once.</summary>
    /// <param name="selection">The selected hooks.</param>
    /// <param name="forecasts">How long each hook of the plan takes, and how many cores it keeps busy.</param>
    /// <param name="conflicts">Which must not run together.</param>
    /// <param name="maxParallel">The most that run at a time.</param>
    /// <param name="cores">The cores there are.</param>
    /// <returns>Seconds to the end of the last hook.</returns>
    public static double Play(HookSelection selection, IReadOnlyList<HookForecast> forecasts, ConflictTable conflicts, int maxParallel, int cores)
    {
        var hooks = Array.FindAll(selection.Order.TopologicalOrder(), hook => selection.Selected[hook]);
        var loads = HookLoad.OfAll(selection, forecasts, cores);
        CoreBudget budget = new(maxParallel, cores);
        WaitingHooks waiting = new(selection.Order, StartOrder.Of(selection, forecasts, conflicts, hooks), TimeSpan.Zero);
        PriorityQueue<int, double> ends = new();
        HashSet<int> running = [];
        var now = 0.0;
        while (waiting.Count + running.Count > 0)
        {
            for (var i = 0; i < waiting.Count;)
            {
                var hook = waiting.All[i];
                if (!waiting.IsFree(hook) || !budget.HasRoom(loads[hook].Weight) || conflicts.IsBlocked(hook, running))
                {
                    i++;
                    continue;
                }

                waiting.RemoveAt(i);
                _ = budget.Take(loads[hook]);
                _ = running.Add(hook);
                ends.Enqueue(hook, now + forecasts[hook].Duration.TotalSeconds);
            }

            _ = ends.TryDequeue(out var ended, out now);
            budget.Return(loads[ended]);
            _ = running.Remove(ended);
            waiting.End(ended, TimeSpan.Zero);
        }

        return now;
    }
}
