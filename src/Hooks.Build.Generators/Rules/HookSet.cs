using Hooks.Build.Generators.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Rules;

/// <summary>One edge of the hook graph: a name in <c>DependsOn</c> or <c>After</c> that is a hook.</summary>
/// <param name="To">The hook that must be done first.</param>
/// <param name="Item">The element that says so.</param>
/// <param name="Gates">Whether the other must succeed; else only the order counts.</param>
internal sealed record HookEdge(int To, ListItem Item, bool Gates);

/// <summary>All hooks of a project as a graph. A hook's index is its position in the plan.</summary>
internal sealed class HookSet
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private IReadOnlyList<Cycle>? _circles;

    /// <summary>Makes the graph.</summary>
    /// <param name="hooks">The hooks in <see cref="HookOrder"/>.</param>
    public HookSet(IReadOnlyList<HookSpec> hooks)
    {
        Hooks = hooks;
        for (var i = 0; i < hooks.Count; i++)
        {
            if (!hooks[i].IsLocalFunction && !_indices.ContainsKey(hooks[i].Name))
                _indices.Add(hooks[i].Name, i);
        }

        Edges = [.. hooks.Select(EdgesOf)];
        Graph = new DependencyGraph([.. Edges.Select(edges => edges.Select(edge => edge.To).ToArray())]);
    }

    /// <summary>The hooks.</summary>
    public IReadOnlyList<HookSpec> Hooks { get; }

    /// <summary>The names that can be depended on.</summary>
    public IReadOnlyCollection<string> Names => _indices.Keys;

    /// <summary>The edges that start at each hook, as written: first <c>DependsOn</c>, then <c>After</c>.</summary>
    public IReadOnlyList<IReadOnlyList<HookEdge>> Edges { get; }

    /// <summary>Who waits for whom.</summary>
    public DependencyGraph Graph { get; }

    /// <summary>The globs that were read.</summary>
    public GlobTexts Globs { get; } = new();

    /// <summary>The circles of the graph: laws about its order have no meaning where there is one.</summary>
    public IReadOnlyList<Cycle> Circles => _circles ??= Graph.FindCycles();

    /// <summary>Whether there is a circle.</summary>
    public bool HasCircle => Circles.Count > 0;

    /// <summary>The hook of this very name; the first where two have it.</summary>
    public bool TryFind(string name, out int index) => _indices.TryGetValue(name, out index);

    private List<HookEdge> EdgesOf(HookSpec hook)
    {
        var edges = new List<HookEdge>();
        Add(hook.Options.DependsOn, gates: true);
        Add(hook.Options.After, gates: false);
        return edges;

        void Add(EquatableArray<ListItem> items, bool gates)
        {
            foreach (var item in items)
            {
                if (item.Value is not null && TryFind(item.Value, out var index))
                    edges.Add(new HookEdge(index, item, gates));
            }
        }
    }
}
