using FsCheck;
using FsCheck.Fluent;

namespace Hooks.Build.Graph.Tests;

/// <summary>A graph that is printed in full when a property fails.</summary>
public sealed record GraphCase(int[][] Edges, int Salt)
{
    public DependencyGraph Graph => new(Edges);

    public override string ToString() => $"salt {Salt}: {string.Join("; ", Edges.Select((edges, node) => $"{node} -> {string.Join(',', edges)}"))}";

    /// <summary>A weight that depends on the case and the node only.</summary>
    public double Weight(int node) => ((Salt * 31) + (node * 17)) % 11;

    public double[] Weights() => [.. Edges.Select((_, node) => Weight(node))];

    public bool[] Keep() => [.. Edges.Select((_, node) => ((Salt >> (node % 16)) & 1) == 1)];
}

internal static class RandomGraphs
{
    /// <summary>Any graph of up to eight nodes, often with circles, self edges and duplicates.</summary>
    public static Gen<GraphCase> Any() => Graphs(acyclic: false);

    /// <summary>Every edge goes from a node to one before it, in a shuffled numbering.</summary>
    public static Gen<GraphCase> Acyclic() => Graphs(acyclic: true);

    private static Gen<GraphCase> Graphs(bool acyclic) =>
        from nodes in Gen.Choose(0, 8)
        from edges in Gen.Choose(0, 2 * nodes)
        from salt in Gen.Choose(0, 65535)
        from ends in Gen.ArrayOf(Gen.Choose(0, Math.Max(0, nodes - 1)), 2 * edges)
        from order in Gen.Shuffle(Enumerable.Range(0, nodes))
        select Make(nodes, ends, order, salt, acyclic);

    private static GraphCase Make(int nodes, int[] ends, int[] order, int salt, bool acyclic)
    {
        var edges = Enumerable.Range(0, nodes).Select(_ => new List<int>()).ToArray();
        for (var i = 0; i + 1 < ends.Length; i += 2)
        {
            var (from, to) = (ends[i], ends[i + 1]);
            if (!acyclic)
                edges[from].Add(to);
            else if (from != to)
                edges[order[Math.Max(from, to)]].Add(order[Math.Min(from, to)]);
        }

        return new GraphCase([.. edges.Select(targets => targets.ToArray())], salt);
    }
}
