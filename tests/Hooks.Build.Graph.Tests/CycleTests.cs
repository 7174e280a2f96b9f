namespace Hooks.Build.Graph.Tests;

[TestClass]
public sealed class CycleTests
{
    [TestMethod]
    public void There_is_one_circle_for_each_component_that_has_any() =>
        Property.Holds(RandomGraphs.Any(), sample =>
        {
            var far = NaiveGraph.Distances(sample.Edges);
            var smallestInComponent = Nodes(sample).Where(node => far[node][node] != int.MaxValue)
                .Select(node => Component(far, node).Min()).Distinct().Order();
            sample.Graph.FindCycles().Select(circle => Component(far, circle.Nodes[0]).Min()).Order().ShouldBe(smallestInComponent);
        });

    [TestMethod]
    public void A_graph_has_an_order_exactly_when_it_has_no_circle() =>
        Property.Holds(RandomGraphs.Any(), sample =>
        {
            if (sample.Graph.FindCycles().Count == 0)
                sample.Graph.TopologicalOrder().Length.ShouldBe(sample.Edges.Length);
            else
                Should.Throw<InvalidOperationException>(() => sample.Graph.TopologicalOrder());
        });

    [TestMethod]
    public void Each_node_of_a_circle_waits_for_the_next_and_is_in_it_once() =>
        Property.Holds(RandomGraphs.Any(), sample =>
        {
            foreach (var nodes in sample.Graph.FindCycles().Select(circle => circle.Nodes))
            {
                nodes.ShouldBeUnique();
                for (var i = 0; i < nodes.Count; i++)
                    sample.Edges[nodes[i]].ShouldContain(nodes[(i + 1) % nodes.Count]);
            }
        });

    [TestMethod]
    public void No_circle_of_the_component_is_shorter() =>
        Property.Holds(RandomGraphs.Any(), sample =>
        {
            var far = NaiveGraph.Distances(sample.Edges);
            foreach (var nodes in sample.Graph.FindCycles().Select(circle => circle.Nodes))
                nodes.Count.ShouldBe(Component(far, nodes[0]).Min(node => far[node][node]));
        }, times: 2000);

    [TestMethod]
    public void Circles_begin_with_their_smallest_node_and_are_ordered_by_it() =>
        Property.Holds(RandomGraphs.Any(), sample =>
        {
            var circles = sample.Graph.FindCycles();
            circles.ShouldAllBe(circle => circle.Nodes[0] == circle.Nodes.Min());
            circles.Select(circle => circle.Nodes[0]).ShouldBeInOrder();
        });

    [TestMethod]
    public void A_circle_is_described_with_its_first_name_at_both_ends() =>
        new DependencyGraph([[1], [2], [0]]).FindCycles().ShouldHaveSingleItem().Describe(node => "ABC"[node].ToString()).ShouldBe("A -> B -> C -> A");

    [TestMethod]
    public void A_node_that_waits_for_itself_is_a_circle_of_one() =>
        new DependencyGraph([[], [0, 1]]).FindCycles().ShouldHaveSingleItem().Describe(_ => "B").ShouldBe("B -> B");

    [TestMethod]
    public void The_shortest_circle_is_found_far_from_the_first_node() =>
        new DependencyGraph([[1], [2], [3], [4], [0, 3]]).FindCycles().ShouldHaveSingleItem().Nodes.ShouldBe([3, 4]);

    private static IEnumerable<int> Nodes(GraphCase sample) => Enumerable.Range(0, sample.Edges.Length);

    private static int[] Component(int[][] far, int node) =>
        [.. Enumerable.Range(0, far.Length).Where(other => other == node || (far[node][other] != int.MaxValue && far[other][node] != int.MaxValue))];
}
