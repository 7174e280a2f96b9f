namespace Hooks.Build.Graph.Tests;

[TestClass]
public sealed class OrderTests
{
    [TestMethod]
    public void Every_node_comes_after_its_dependencies() =>
        Property.Holds(RandomGraphs.Acyclic(), sample =>
        {
            var order = sample.Graph.TopologicalOrder();
            for (var node = 0; node < sample.Edges.Length; node++)
            {
                foreach (var dependency in sample.Edges[node])
                    Array.IndexOf(order, dependency).ShouldBeLessThan(Array.IndexOf(order, node));
            }
        });

    [TestMethod]
    public void Every_node_is_in_the_order_exactly_once() =>
        Property.Holds(RandomGraphs.Acyclic(), sample =>
            sample.Graph.TopologicalOrder().ShouldBe(Enumerable.Range(0, sample.Edges.Length), ignoreOrder: true));

    [TestMethod]
    public void The_order_is_by_wave_and_then_by_index() =>
        Property.Holds(RandomGraphs.Acyclic(), sample =>
        {
            var waves = sample.Graph.Waves();
            sample.Graph.TopologicalOrder().ShouldBe(Enumerable.Range(0, waves.Length).OrderBy(node => waves[node]).ThenBy(node => node));
        });

    [TestMethod]
    public void A_wave_is_the_longest_way_down() =>
        Property.Holds(RandomGraphs.Acyclic(), sample =>
            sample.Graph.Waves().ShouldBe(sample.Edges.Select((_, node) => (int)NaiveGraph.Longest(i => sample.Edges[i], node, _ => 1) - 1)));

    [TestMethod]
    public void A_remaining_path_is_the_heaviest_way_through_dependents() =>
        Property.Holds(RandomGraphs.Acyclic(), sample =>
        {
            IEnumerable<int> Dependents(int node) => Enumerable.Range(0, sample.Edges.Length).Where(other => sample.Edges[other].Contains(node));
            var expected = sample.Edges.Select((_, node) => NaiveGraph.Longest(Dependents, node, sample.Weight)).ToArray();
            sample.Graph.RemainingPaths(sample.Weights()).ShouldBe(expected);
        });

    [TestMethod]
    public void A_graph_with_a_circle_has_no_order()
    {
        var graph = new DependencyGraph([[1], [0], []]);
        Should.Throw<InvalidOperationException>(() => graph.Waves());
        Should.Throw<InvalidOperationException>(() => graph.TopologicalOrder());
        Should.Throw<InvalidOperationException>(() => graph.RemainingPaths([1, 1, 1]));
    }

    [TestMethod]
    public void Weights_must_fit_the_nodes()
    {
        var graph = new DependencyGraph([[], [0]]);
        Should.Throw<ArgumentException>(() => graph.RemainingPaths([1]));
        Should.Throw<ArgumentException>(() => graph.RemainingPaths([1, -1]));
        Should.Throw<ArgumentException>(() => graph.RemainingPaths([1, double.NaN]));
    }

    [TestMethod]
    public void An_empty_graph_has_an_empty_order_and_no_path()
    {
        var graph = new DependencyGraph([]);
        graph.TopologicalOrder().ShouldBeEmpty();
        graph.RemainingPaths([]).ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(2)]
    public void A_dependency_that_is_no_node_is_refused(int dependency) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new DependencyGraph([[], [0, dependency]])).ActualValue.ShouldBe(dependency);

    [TestMethod]
    public void Dependencies_and_dependents_are_ascending_without_duplicates()
    {
        var graph = new DependencyGraph([[2, 1, 2], [], [1]]);
        graph.DependenciesOf(0).ShouldBe([1, 2]);
        graph.DependentsOf(1).ShouldBe([0, 2]);
    }
}
