using Hooks.Build.Generators.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Rules;

/// <summary>One edge of the hook graph: a name in <c>DependsOn</c> or <c>After</c> that is a hook.</summary>
/// <param name="To">The hook that is named.</param>
/// <param name="Item">The element that says so.</param>
/// <param name="Gates">Whether the other must succeed; else only the order counts.</param>
/// <param name="Waits">Whether the other must have ended; else it only belongs to the hook that names it.</param>
internal sealed record HookEdge(int To, ListItem Item, bool Gates, bool Waits);

/// <summary>All hooks of a project as a graph. A hook's index is its position in the plan.</summary>
internal sealed class HookSet
{
    // The first of those that a name means, and how many there are: the items of a matrix stand beside each other.
    private readonly Dictionary<string, (int First, int Count)> _meanings = new(StringComparer.Ordinal);
    private readonly int[]? _origins;
    private readonly Lazy<DependencyGraph> _required;
    private IReadOnlyList<Cycle>? _circles;

    /// <summary>Makes the graph.</summary>
    /// <param name="declared">The declarations in <see cref="HookOrder"/>.</param>
    /// <param name="isWhole">Whether the hooks of all other assemblies that were asked for are among them.</param>
    public HookSet(IReadOnlyList<HookSpec> declared, bool isWhole = true)
    {
        IsWhole = isWhole;
        Hooks = Matrices.Expand(declared, out _origins);
        AddNames();
        Hooks = CleanUpScope.Apply(Hooks, Find);
        Edges = [.. Hooks.Select(EdgesOf)];
        _required = new Lazy<DependencyGraph>(() =>
            new DependencyGraph([.. Edges.Select((edges, i) => edges.Where(edge => Hooks[i].Options.DependsOn.Contains(edge.Item))
                .Select(edge => edge.To)
                .ToArray())]));
        Graph = new DependencyGraph([.. Hooks.Select((hook, i) => hook.Options.Finally.Value ? WaitsOfCleanUp(i) : Waits(i))]);
    }

    /// <summary>The hooks: each declaration, or each item of its matrix.</summary>
    public IReadOnlyList<HookSpec> Hooks { get; }

    /// <summary>Whether no hooks are lacking that another assembly should have brought.</summary>
    public bool IsWhole { get; }

    /// <summary>Whether there are more hooks than declarations.</summary>
    public bool HasMatrices => _origins is not null;

    /// <summary>The names that can be depended on.</summary>
    public IReadOnlyCollection<string> Names => _meanings.Keys;

    /// <summary>The edges that start at each hook, as written: first <c>DependsOn</c>, then <c>After</c>.</summary>
    public IReadOnlyList<IReadOnlyList<HookEdge>> Edges { get; }

    /// <summary>Who waits for whom. One that cleans up waits for all that it depends on, directly or through others.</summary>
    public DependencyGraph Graph { get; }

    /// <summary>The globs that were read.</summary>
    public GlobTexts Globs { get; } = new();

    /// <summary>The circles of the graph: laws about its order have no meaning where there is one.</summary>
    public IReadOnlyList<Cycle> Circles => _circles ??= Graph.FindCycles();

    /// <summary>Whether there is a circle.</summary>
    public bool HasCircle => Circles.Count > 0;

    /// <summary>The declaration of an index of declarations: the first hook of it.</summary>
    public HookSpec DeclaredAt(int declaration) => _origins is null ? Hooks[declaration] : Hooks[Array.IndexOf(_origins, declaration)];

    /// <summary>The index of a hook's declaration.</summary>
    public int DeclarationOf(int hook) => _origins?[hook] ?? hook;

    /// <summary>The hook of this very name, the first where two have it; of a matrix the first item.</summary>
    public bool TryFind(string name, out int index)
    {
        var isKnown = TryMean(name, out var meaning);
        index = meaning.First;
        return isKnown;
    }

    /// <summary>The hooks that a name means: one, all items of a matrix, or none.</summary>
    public IEnumerable<int> Find(string name) => TryMean(name, out var meaning) ? Enumerable.Range(meaning.First, meaning.Count) : [];

    /// <summary>The edge by which a hook waits for another: for one that cleans up the one through which it reaches the other.</summary>
    public HookEdge EdgeBetween(int from, int to) =>
        Edges[from].FirstOrDefault(edge => edge.To == to) ?? Edges[from].First(edge => edge.Waits && _required.Value.Closure([edge.To])[to]);

    // Which items are found when hooks run nobody knows: any may be named.
    private bool TryMean(string name, out (int First, int Count) meaning) =>
        _meanings.TryGetValue(name, out meaning)
        || (MatrixRules.ItemOf(name) is { } item
            && _meanings.TryGetValue(name.Substring(0, name.Length - item.Length - 2), out meaning)
            && Hooks[meaning.First].Options.MatrixOf.IsSet);

    private void AddNames()
    {
        for (var i = 0; i < Hooks.Count; i++)
        {
            if (Hooks[i].IsInsideMember)
                continue;

            Add(Hooks[i].Name, i);
            if (Hooks[i].Item is not null
                && !Add(Hooks[i].Declared, i)
                && _meanings[Hooks[i].Declared] is var (first, count)
                && DeclarationOf(first) == DeclarationOf(i))
                _meanings[Hooks[i].Declared] = (first, count + 1);
        }

        bool Add(string name, int index)
        {
            if (_meanings.ContainsKey(name))
                return false;

            _meanings.Add(name, (index, 1));
            return true;
        }
    }

    private List<HookEdge> EdgesOf(HookSpec hook)
    {
        var edges = new List<HookEdge>();
        Add(hook.Options.DependsOn, gates: !hook.Options.Finally.Value);
        Add(hook.Options.After, gates: false);
        return edges;

        void Add(EquatableArray<ListItem> items, bool gates)
        {
            foreach (var item in items)
            {
                if (item.Value is null || !TryMean(item.Value, out var meaning))
                    continue;

                for (var i = meaning.First; i < meaning.First + meaning.Count; i++)
                    edges.Add(new HookEdge(i, item, gates && Hooks[i].Options.Gates.Value, hook.Options.Finally.Value || Hooks[i].Options.Gates.Value));
            }
        }
    }

    private int[] Waits(int hook) => [.. Edges[hook].Where(edge => edge.Waits).Select(edge => edge.To)];

    private int[] WaitsOfCleanUp(int hook)
    {
        var direct = Waits(hook);
        var reached = _required.Value.Closure(_required.Value.DependenciesOf(hook));
        return [.. direct, .. Enumerable.Range(0, reached.Length).Where(other => reached[other] && other != hook)];
    }
}
