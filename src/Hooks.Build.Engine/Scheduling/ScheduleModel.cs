using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>The hooks of a run as numbers: how long each is expected to take, what it takes, and what it waits for.</summary>
internal sealed class ScheduleModel
{
    public ScheduleModel(HookSelection selection, IReadOnlyList<HookForecast> forecasts, HookLoad[] loads, ConflictTable conflicts, CoreBudget budget, int[] hooks)
    {
        Hooks = hooks;
        Budget = budget;
        var positions = new int[selection.Plan.Hooks.Count];
        Array.Fill(positions, -1);
        for (var i = 0; i < hooks.Length; i++)
        {
            positions[hooks[i]] = i;
        }

        Durations = Array.ConvertAll(hooks, hook => Math.Max(0, forecasts[hook].Duration.TotalSeconds));
        Weights = Array.ConvertAll(hooks, hook => loads[hook].Weight);
        Dependencies = Array.ConvertAll(hooks, hook => Positions(selection.Order.DependenciesOf(hook), positions));
        Dependents = Array.ConvertAll(hooks, hook => Positions(selection.Order.DependentsOf(hook), positions));
        Conflicts = Array.ConvertAll(hooks, hook => Positions(conflicts.Of(hook), positions));
        FromEnd = Sums(hooks.Length, backwards: true, Durations, Dependents);
        FromStart = Sums(hooks.Length, backwards: false, Durations, Dependencies);
    }

    /// <summary>For each position the hook's index in the plan; each after all it waits for.</summary>
    public int[] Hooks { get; }

    public CoreBudget Budget { get; }

    /// <summary>Seconds.</summary>
    public double[] Durations { get; }

    public double[] Weights { get; }

    public int[][] Dependencies { get; }

    public int[][] Dependents { get; }

    public int[][] Conflicts { get; }

    /// <summary>For each hook the longest path from its start to the end of the run.</summary>
    public double[] FromEnd { get; }

    /// <summary>For each hook the longest path from the start of the run to its end.</summary>
    public double[] FromStart { get; }

    /// <summary>
    /// No order takes less. Of the hooks that cannot start before some moment and after whose end at least some time passes, all work lies between the two,
    /// and is best spread evenly over the cores; this is the largest sum of the three there is.
    /// </summary>
    public double LowerBound()
    {
        var byTail = new int[Hooks.Length];
        var tails = new double[Hooks.Length];
        for (var hook = 0; hook < tails.Length; hook++)
        {
            byTail[hook] = hook;
            tails[hook] = Durations[hook] - FromEnd[hook];
        }

        Array.Sort(tails, byTail);
        var bound = 0.0;
        foreach (var first in byTail)
        {
            var head = FromStart[first] - Durations[first];
            var work = 0.0;
            foreach (var hook in byTail)
            {
                if (FromStart[hook] - Durations[hook] >= head)
                {
                    work += Durations[hook] * Math.Min(Weights[hook], Budget.Cores);
                    bound = Math.Max(bound, Math.Max(head + FromEnd[hook] - Durations[hook] + (work / Budget.Cores), FromEnd[hook]));
                }
            }
        }

        return bound;
    }

    private static int[] Positions(IReadOnlyList<int> hooks, int[] positions)
    {
        if (hooks.Count == 0)
        {
            return [];
        }

        var found = new int[hooks.Count];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = positions[hooks[i]];
        }

        return found;
    }

    private static double[] Sums(int count, bool backwards, double[] durations, int[][] next)
    {
        var sums = new double[count];
        for (var i = 0; i < count; i++)
        {
            var hook = backwards ? count - 1 - i : i;
            foreach (var other in next[hook])
            {
                sums[hook] = Math.Max(sums[hook], sums[other]);
            }

            sums[hook] += durations[hook];
        }

        return sums;
    }
}
