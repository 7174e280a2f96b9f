namespace Hooks.Build.Graph.Tests;

/// <summary>Slow and obvious answers, written without a look at the product's.</summary>
internal static class NaiveGraph
{
    /// <summary>Floyd-Warshall over steps of at least one edge; int.MaxValue when there is no way.</summary>
    public static int[][] Distances(int[][] edges)
    {
        int[][] far = [.. edges.Select(targets => Enumerable.Range(0, edges.Length).Select(j => targets.Contains(j) ? 1 : int.MaxValue).ToArray())];
        for (var via = 0; via < edges.Length; via++)
        {
            for (var i = 0; i < edges.Length; i++)
            {
                for (var j = 0; j < edges.Length; j++)
                {
                    if (far[i][via] != int.MaxValue && far[via][j] != int.MaxValue)
                        far[i][j] = Math.Min(far[i][j], far[i][via] + far[via][j]);
                }
            }
        }

        return far;
    }

    /// <summary>Longest path by trying all of them; the graph must have no circle.</summary>
    public static double Longest(Func<int, IEnumerable<int>> next, int node, Func<int, double> weight) =>
        weight(node) + next(node).Select(other => Longest(next, other, weight)).DefaultIfEmpty(0).Max();
}
