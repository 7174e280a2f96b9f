using Hooks.Build.Generators.Diagnostics;
using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0001: hooks that wait for each other. <c>DependsOn</c> and <c>After</c> alike.</summary>
internal static class CircularHooks
{
    public static IEnumerable<Finding> Check(HookSet hooks) => hooks.Circles.Select(circle => Report(hooks, circle));

    private static Finding Report(HookSet hooks, Cycle circle)
    {
        var edges = circle.Nodes.Select((node, i) => Edge(hooks, node, circle.Nodes[(i + 1) % circle.Nodes.Count])).ToList();
        return new Finding(DiagnosticDescriptors.CircularHooks, [circle.Describe(node => hooks.Hooks[node].Name)], edges[0])
        {
            Others = edges.GetRange(1, edges.Count - 1),
            Dependency = hooks.Hooks[circle.Nodes[1 % circle.Nodes.Count]].Name,
        };
    }

    private static HookPlace Edge(HookSet hooks, int from, int to) => new(from, hooks.EdgeBetween(from, to).Item.Where);
}
