using Hooks.Build.Generators.Diagnostics;
using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0010: a dependency that follows from another one. Order follows from both kinds, success from <c>DependsOn</c> alone.</summary>
internal static class ImpliedDependencies
{
    public static IEnumerable<Finding> Check(HookSet hooks)
    {
        if (hooks.HasCircle)
            return [];

        var order = Reachability.Of(hooks.Graph);
        var gates = hooks.Edges.All(edges => edges.All(edge => edge.Gates))
            ? order
            : Reachability.Of(new DependencyGraph([.. hooks.Edges.Select(edges => edges.Where(edge => edge.Gates).Select(edge => edge.To).ToArray())]));
        var found = new List<Finding>();
        var needed = new HashSet<HookPlace>();
        for (var i = 0; i < hooks.Hooks.Count; i++)
        {
            // What one that cleans up names says when it runs as well.
            var edges = hooks.Edges[i];
            if (hooks.Hooks[i].Options.Finally.Value || (edges.Count < 2 && hooks.Hooks[i].Item is null))
                continue;

            // A name stands for as many edges as its matrix has items: all must follow.
            for (var (e, next) = (0, 0); e < edges.Count; e = next)
            {
                string? reason = null;
                var follows = true;
                for (next = e; next < edges.Count && ReferenceEquals(edges[next].Item, edges[e].Item); next++)
                {
                    var mine = follows ? Reason(hooks, edges, next, edges[next].Gates ? gates : order) : null;
                    follows &= mine is not null;
                    reason ??= mine;
                }

                if (follows)
                    found.Add(new Finding(
                        DiagnosticDescriptors.ImpliedDependency,
                        [hooks.Hooks[i].Name, edges[e].Item.Value!, reason!],
                        new HookPlace(i, edges[e].Item.Where))
                    { Dependency = edges[e].Item.Value });
                else if (hooks.HasMatrices)
                    needed.Add(new HookPlace(hooks.DeclarationOf(i), edges[e].Item.Where));
            }
        }

        // Written once for all items of a matrix: what one of them needs stays.
        return found.Where(finding => !needed.Contains(new HookPlace(hooks.DeclarationOf(finding.Place.Hook), finding.Place.Where)));
    }

    private static string? Reason(HookSet hooks, IReadOnlyList<HookEdge> edges, int edge, Reachability reach)
    {
        for (var i = 0; i < edges.Count; i++)
        {
            if (ReferenceEquals(edges[i].Item, edges[edge].Item) || !edges[edge].Waits || !edges[i].Waits || (edges[edge].Gates && !edges[i].Gates))
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
