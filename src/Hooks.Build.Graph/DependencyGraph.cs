namespace Hooks.Build.Graph;

/// <summary>An immutable directed graph in which each node, known by its index, waits for its dependencies.</summary>
public sealed partial class DependencyGraph
{
    private readonly int[][] _dependencies;
    private readonly int[][] _dependents;

    /// <summary>Makes a graph of as many nodes as the list has items.</summary>
    /// <param name="dependencies">At each index the nodes that this node waits for, in any order; duplicates are dropped.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dependency is not an index of the list.</exception>
    public DependencyGraph(IReadOnlyList<int[]> dependencies)
    {
        _dependencies = new int[dependencies.Count][];
        for (var node = 0; node < _dependencies.Length; node++)
        {
            var distinct = SortedDistinct(dependencies[node]);
            if (distinct.Length > 0 && (distinct[0] < 0 || distinct[distinct.Length - 1] >= _dependencies.Length))
            {
                var wrong = distinct[0] < 0 ? distinct[0] : distinct[distinct.Length - 1];
                throw new ArgumentOutOfRangeException(nameof(dependencies), wrong, "A dependency must be the index of a node of the same graph.");
            }

            _dependencies[node] = distinct;
        }

        _dependents = Reverse(_dependencies);
    }

    /// <summary>How many nodes there are.</summary>
    public int Count => _dependencies.Length;

    /// <summary>The nodes that <paramref name="node"/> waits for, ascending and without duplicates.</summary>
    public IReadOnlyList<int> DependenciesOf(int node) => _dependencies[node];

    /// <summary>The nodes that wait for <paramref name="node"/>, ascending and without duplicates.</summary>
    public IReadOnlyList<int> DependentsOf(int node) => _dependents[node];

    /// <summary>
    /// One circle for each strongly connected component that has any: its shortest one, a node that waits for itself being a circle of one.
    /// Ordered by first node; empty when the graph can be run.
    /// </summary>
    /// <remarks>
    /// The search for the shortest circle of one component looks at two million edges at most, besides those of the first circle found in it;
    /// after that the shortest so far is reported. Components with (nodes x edges) below that are always exact, and so are plain rings of any size.
    /// </remarks>
    public IReadOnlyList<Cycle> FindCycles()
    {
        var search = new ShortestCycle(_dependencies, _dependents);
        var circles = new List<Cycle>();
        foreach (var component in StrongComponents.Find(_dependencies))
        {
            if (component.Length > 1 || Array.BinarySearch(_dependencies[component[0]], component[0]) >= 0)
                circles.Add(new Cycle(search.Find(component)));
        }

        circles.Sort((one, other) => one.Nodes[0].CompareTo(other.Nodes[0]));
        return circles;
    }

    private static int[] SortedDistinct(int[] nodes)
    {
        if (nodes.Length == 0)
            return [];

        var sorted = (int[])nodes.Clone();
        Array.Sort(sorted);
        var count = 1;
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != sorted[i - 1])
                sorted[count++] = sorted[i];
        }

        Array.Resize(ref sorted, count);
        return sorted;
    }

    private static int[][] Reverse(int[][] edges)
    {
        var counts = new int[edges.Length];
        foreach (var targets in edges)
        {
            foreach (var target in targets)
                counts[target]++;
        }

        var reversed = Array.ConvertAll(counts, count => count == 0 ? [] : new int[count]);
        Array.Clear(counts, 0, counts.Length);
        for (var node = 0; node < edges.Length; node++)
        {
            foreach (var target in edges[node])
                reversed[target][counts[target]++] = node;
        }

        return reversed;
    }
}
