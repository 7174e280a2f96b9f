namespace Hooks.Build.Graph.Tests;

[TestClass]
public sealed class ReachTests
{
    [TestMethod]
    public void A_closure_is_the_start_and_all_that_it_reaches() =>
        Property.Holds(RandomGraphs.Any(), sample =>
        {
            var far = NaiveGraph.Distances(sample.Edges);
            var keep = sample.Keep();
            var from = Enumerable.Range(0, keep.Length).Where(node => keep[node]).ToArray();
            sample.Graph.Closure(from)
                .ShouldBe(Enumerable.Range(0, keep.Length).Select(node => from.Any(start => start == node || far[start][node] != int.MaxValue)));
        });

    [TestMethod]
    public void A_closure_refuses_what_is_no_node() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new DependencyGraph([[]]).Closure([1]));

    [TestMethod]
    public void Kept_nodes_reach_each_other_as_before() =>
        Property.Holds(RandomGraphs.Any(), sample =>
        {
            var keep = sample.Keep();
            var before = NaiveGraph.Distances(sample.Edges);
            var after = NaiveGraph.Distances(Edges(sample.Graph.Restrict(keep)));
            for (var i = 0; i < keep.Length; i++)
            {
                for (var j = 0; j < keep.Length; j++)
                    (after[i][j] != int.MaxValue).ShouldBe(keep[i] && keep[j] && before[i][j] != int.MaxValue);
            }
        }, times: 2000);

    [TestMethod]
    public void A_kept_node_depends_only_on_the_nearest_kept_ones() =>
        Property.Holds(RandomGraphs.Any(), sample =>
        {
            var keep = sample.Keep();
            var restricted = sample.Graph.Restrict(keep);
            for (var node = 0; node < keep.Length; node++)
                restricted.DependenciesOf(node).ShouldBe(keep[node] ? Nearest(sample.Edges, keep, node) : []);
        }, times: 2000);

    [TestMethod]
    public void A_restriction_needs_a_value_for_each_node() =>
        Should.Throw<ArgumentException>(() => new DependencyGraph([[], []]).Restrict([true]));

    private static int[][] Edges(DependencyGraph graph) => [.. Enumerable.Range(0, graph.Count).Select(node => graph.DependenciesOf(node).ToArray())];

    // Every way through dropped nodes, not longer than there are nodes.
    private static SortedSet<int> Nearest(int[][] edges, bool[] keep, int start)
    {
        var found = new SortedSet<int>();
        var front = new HashSet<int> { start };
        for (var step = 0; step <= edges.Length; step++)
        {
            var next = front.SelectMany(node => edges[node]).ToArray();
            found.UnionWith(next.Where(node => keep[node]));
            front = [.. next.Where(node => !keep[node])];
        }

        return found;
    }
}
