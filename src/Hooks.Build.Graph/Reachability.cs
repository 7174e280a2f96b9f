namespace Hooks.Build.Graph;

/// <summary>Which nodes each node waits for, directly or through others: a bit for each pair.</summary>
public sealed class Reachability
{
    private readonly ulong[][] _rows;

    /// <summary>No node waits for any.</summary>
    public Reachability(int count)
    {
        _rows = new ulong[count][];
        for (var node = 0; node < count; node++)
            _rows[node] = new ulong[(count + 63) / 64];
    }

    /// <summary>What holds in a graph without circles.</summary>
    /// <exception cref="InvalidOperationException">The graph has a circle.</exception>
    public static Reachability Of(DependencyGraph graph)
    {
        var reachability = new Reachability(graph.Count);
        foreach (var node in graph.TopologicalOrder())
        {
            foreach (var dependency in graph.DependenciesOf(node))
                reachability.Add(node, dependency);
        }

        return reachability;
    }

    /// <summary>Whether a node waits for another.</summary>
    public bool Has(int node, int dependency) => (_rows[node][dependency >> 6] & (1UL << (dependency & 63))) != 0;

    /// <summary>Lets a node wait for another and for what that waits for. Who waits for the node already learns nothing of it.</summary>
    public void Add(int node, int dependency)
    {
        var (mine, theirs) = (_rows[node], _rows[dependency]);
        for (var i = 0; i < mine.Length; i++)
            mine[i] |= theirs[i];

        mine[dependency >> 6] |= 1UL << (dependency & 63);
    }
}
