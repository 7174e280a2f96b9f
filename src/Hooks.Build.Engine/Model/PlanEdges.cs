using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Model;

/// <summary>What the hooks of a plan say of each other, by index, and what follows from it.</summary>
internal sealed class PlanEdges
{
    private PlanEdges(int[][] requirements, int[][] prerequisites, int[][] waits)
    {
        Requirements = requirements;
        Prerequisites = prerequisites;
        Waits = waits;
    }

    /// <summary>For each hook those that belong to it: <c>DependsOn</c> as it is written. There may be circles.</summary>
    public int[][] Requirements { get; }

    /// <summary>For each hook those that must succeed first: <c>DependsOn</c> without hooks that gate nobody; none for one that cleans up.</summary>
    public int[][] Prerequisites { get; }

    /// <summary>For each hook those that must have ended first. One that cleans up waits for all that it depends on, directly or not, gating or not.</summary>
    public int[][] Waits { get; }

    /// <summary>Draws the consequences.</summary>
    /// <param name="hooks">The hooks.</param>
    /// <param name="dependsOn">For each hook what its <c>DependsOn</c> names.</param>
    /// <param name="after">For each hook what its <c>After</c> names.</param>
    public static PlanEdges Of(IReadOnlyList<PlannedHook> hooks, int[][] dependsOn, int[][] after)
    {
        var prerequisites = hooks.All(hook => hook.Gates && !hook.Finally)
            ? dependsOn
            : [.. hooks.Select((hook, i) => hook.Finally ? [] : Array.FindAll(dependsOn[i], other => hooks[other].Gates))];
        DependencyGraph? required = null;
        var waits = new int[hooks.Count][];
        for (var i = 0; i < waits.Length; i++)
        {
            waits[i] = [.. hooks[i].Finally ? Reached(i) : prerequisites[i], .. after[i]];
        }

        return new PlanEdges(dependsOn, prerequisites, waits);

        // Who depends on a hook without being held up by it may be held up by who cleans up after that: no circle.
        IEnumerable<int> Reached(int cleanUp)
        {
            var reached = (required ??= new DependencyGraph(dependsOn)).Closure(dependsOn[cleanUp]);
            return Enumerable.Range(0, reached.Length).Where(other => reached[other] && (other != cleanUp || dependsOn[cleanUp].Contains(cleanUp)));
        }
    }
}
