using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0010: a dependency that follows from another one. Order follows from both kinds, success from <c>DependsOn</c> alone.</summary>
internal static class ImpliedDependencies
{
    public static IEnumerable<Finding> Check(HookSet hooks)
    {
        if (hooks.HasCircle)
            yield break;

        var order = Reachability.Of(hooks.Graph);
        var gates = hooks.Edges.All(edges => edges.All(edge => edge.Gates)) ? order : Reachability.Of(new DependencyGraph([.. hooks.Edges.Select(edges => edges.Where(edge => edge.Gates).Select(edge => edge.To).ToArray())]));
        for (var i = 0; i < hooks.Hooks.Count; i++)
        {
            var edges = hooks.Edges[i];
            for (var e = 0; edges.Count > 1 && e < edges.Count; e++)
            {
                if (Reason(hooks, edges, e, edges[e].Gates ? gates : order) is { } reason)
                {
                    var dependency = hooks.Hooks[edges[e].To].Name;
                    yield return new Finding(DiagnosticDescriptors.ImpliedDependency, [hooks.Hooks[i].Name, dependency, reason], new HookPlace(i, edges[e].Item.Where)) { Dependency = dependency };
                }
            }
        }
    }

    private static string? Reason(HookSet hooks, IReadOnlyList<HookEdge> edges, int edge, Reachability reach)
    {
        for (var i = 0; i < edges.Count; i++)
        {
            if (i == edge || (edges[edge].Gates && !edges[i].Gates))
                continue;
            if (edges[i].To != edges[edge].To && reach.Has(edges[i].To, edges[edge].To))
                return $"'{hooks.Hooks[edges[i].To].Name}' does so already";

            // Of two that name one hook the weaker, else the later.
            if (edges[i].To == edges[edge].To && ((edges[i].Gates && !edges[edge].Gates) || (edges[i].Gates == edges[edge].Gates && i < edge)))
                return edges[i].Gates == edges[edge].Gates ? "it is named twice" : "DependsOn says so already";
        }

        return null;
    }
}
