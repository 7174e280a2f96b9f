namespace Hooks.Build.Graph;

public sealed partial class DependencyGraph
{
    /// <summary>Marks the given nodes and everything they depend on, directly or through others. Circles are allowed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A given index is not a node.</exception>
    public bool[] Closure(IEnumerable<int> from)
    {
        var reached = new bool[Count];
        var open = new Stack<int>();
        foreach (var node in from)
        {
            if (node < 0 || node >= Count)
                throw new ArgumentOutOfRangeException(nameof(from), node, "The index is not a node of the graph.");

            Reach(node);
        }

        while (open.Count > 0)
        {
            foreach (var dependency in _dependencies[open.Pop()])
                Reach(dependency);
        }

        return reached;

        void Reach(int node)
        {
            if (reached[node])
                return;

            reached[node] = true;
            open.Push(node);
        }
    }

    /// <summary>
    /// The same nodes, of which only the kept ones have edges: a kept node depends on the nearest kept nodes that it reached through dropped ones.
    /// Kept nodes therefore reach each other exactly as before, circles included.
    /// </summary>
    /// <param name="keep">For each node whether it is kept.</param>
    /// <exception cref="ArgumentException">There is not one value for each node.</exception>
    public DependencyGraph Restrict(IReadOnlyList<bool> keep)
    {
        if (keep.Count != Count)
            throw new ArgumentException("There must be one value for each node.", nameof(keep));

        var nearest = new NearestKept(_dependencies, keep);
        var dependencies = new int[Count][];
        for (var node = 0; node < dependencies.Length; node++)
            dependencies[node] = keep[node] ? nearest.Of([node]) : [];

        return new DependencyGraph(dependencies);
    }
}
