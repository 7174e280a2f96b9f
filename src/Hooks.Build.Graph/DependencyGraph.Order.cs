namespace Hooks.Build.Graph;

public sealed partial class DependencyGraph
{
    /// <summary>Each node's wave: 0 without dependencies, else one more than the highest wave among its dependencies.</summary>
    /// <exception cref="InvalidOperationException">The graph has a circle.</exception>
    public int[] Waves()
    {
        var waves = new int[Count];
        var waiting = Array.ConvertAll(_dependencies, dependencies => dependencies.Length);
        var ready = new Queue<int>();
        for (var node = 0; node < Count; node++)
        {
            if (waiting[node] == 0)
                ready.Enqueue(node);
        }

        var done = 0;
        for (; ready.Count > 0; done++)
        {
            var node = ready.Dequeue();
            foreach (var dependent in _dependents[node])
            {
                waves[dependent] = Math.Max(waves[dependent], waves[node] + 1);
                if (--waiting[dependent] == 0)
                    ready.Enqueue(dependent);
            }
        }

        return done == Count
            ? waves
            : throw new InvalidOperationException("The graph has a circle, so it has no order; FindCircles tells which nodes are in it.");
    }

    /// <summary>All nodes, each after its dependencies; ordered by wave, then by index.</summary>
    /// <exception cref="InvalidOperationException">The graph has a circle.</exception>
    public int[] TopologicalOrder()
    {
        var waves = Waves();
        var starts = new int[Count + 1];
        foreach (var wave in waves)
            starts[wave + 1]++;

        for (var wave = 1; wave < starts.Length; wave++)
            starts[wave] += starts[wave - 1];

        var order = new int[Count];
        for (var node = 0; node < order.Length; node++)
            order[starts[waves[node]]++] = node;

        return order;
    }

    /// <summary>For each node the greatest sum of weights on a path from it through its dependents to the end, its own weight included.</summary>
    /// <param name="weights">A weight for each node, such as its expected duration; not negative.</param>
    /// <exception cref="ArgumentException">There is not one weight for each node, or a weight is negative or not a number.</exception>
    /// <exception cref="InvalidOperationException">The graph has a circle.</exception>
    public double[] RemainingPaths(IReadOnlyList<double> weights)
    {
        if (weights.Count != Count)
            throw new ArgumentException("There must be one weight for each node.", nameof(weights));

        var remaining = new double[Count];
        var order = TopologicalOrder();
        for (var i = order.Length - 1; i >= 0; i--)
        {
            var node = order[i];
            if (!(weights[node] >= 0))
                throw new ArgumentOutOfRangeException(nameof(weights), weights[node], "A weight must be zero or more.");

            var longest = 0.0;
            foreach (var dependent in _dependents[node])
                longest = Math.Max(longest, remaining[dependent]);

            remaining[node] = weights[node] + longest;
        }

        return remaining;
    }
}
