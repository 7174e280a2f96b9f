namespace Hooks.Build.Graph.Tests;

/// <summary>These finish in a moment or, with a worse algorithm, not at all. They look at no clock.</summary>
[TestClass]
public sealed class ScaleTests
{
    private const int Many = 100_000;

    [TestMethod]
    public void A_long_ring_is_one_circle() =>
        Graph(Many, node => [(node + 1) % Many]).FindCycles().ShouldHaveSingleItem().Nodes.Count.ShouldBe(Many);

    [TestMethod]
    public void A_long_ring_with_a_few_chords_gives_a_circle()
    {
        var graph = Graph(Many, node => node % 1000 == 0 ? [(node + 1) % Many, (node + 500) % Many] : [(node + 1) % Many]);
        graph.FindCycles().ShouldHaveSingleItem().Nodes.Count.ShouldBe(Many - (100 * 499));
    }

    [TestMethod]
    public void A_shorter_circle_far_along_a_long_ring_is_found()
    {
        var graph = Graph(Many, node => node == 60_000 ? [50_000, node + 1] : [(node + 1) % Many]);
        graph.FindCycles().ShouldHaveSingleItem().Nodes.ShouldBe(Enumerable.Range(50_000, 10_001));
    }

    [TestMethod]
    public void A_long_chain_has_as_many_waves_as_nodes()
    {
        var graph = Graph(Many, node => node == 0 ? [] : [node - 1]);
        graph.FindCycles().ShouldBeEmpty();
        graph.Waves()[Many - 1].ShouldBe(Many - 1);
        graph.RemainingPaths(new ConstantList(1, Many))[0].ShouldBe(Many);
        graph.Closure([Many - 1]).ShouldAllBe(reached => reached);
    }

    [TestMethod]
    public void A_chain_is_restricted_to_its_ends()
    {
        var graph = Graph(Many, node => node == 0 ? [] : [node - 1]);
        var keep = new bool[Many];
        keep[0] = keep[Many - 1] = true;
        graph.Restrict(keep).DependenciesOf(Many - 1).ShouldBe([0]);
    }

    [TestMethod]
    public void A_ladder_of_diamonds_is_not_walked_path_by_path()
    {
        var graph = Ladder(10_000);
        graph.FindCycles().ShouldBeEmpty();
        graph.Waves()[graph.Count - 1].ShouldBe(20_000);
        graph.RemainingPaths(new ConstantList(1, graph.Count))[0].ShouldBe(20_001);
        var keep = Enumerable.Range(0, graph.Count).Select(node => node == 0 || node == graph.Count - 1).ToArray();
        graph.Restrict(keep).DependenciesOf(graph.Count - 1).ShouldBe([0]);
    }

    [TestMethod]
    public void A_component_in_which_all_wait_for_all_has_a_circle_of_two() =>
        Graph(1500, node => [.. Enumerable.Range(0, 1500).Where(other => other != node)]).FindCycles().ShouldHaveSingleItem().Nodes.ShouldBe([0, 1]);

    [TestMethod]
    public void A_dense_component_without_short_circles_is_given_up_in_time()
    {
        // Layers of 100 in a ring of 100 layers: a million edges, and each circle has a hundred nodes.
        var graph = Graph(10_000, node => [.. Enumerable.Range(0, 100).Select(next => ((((node / 100) + 1) % 100) * 100) + next)]);
        graph.FindCycles().ShouldHaveSingleItem().Nodes.Count.ShouldBe(100);
    }

    [TestMethod]
    [DataRow("**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/b")]
    [DataRow("**/*/**/*/**/*/**/*/**/*/**/*/**/*/**/*/**/b")]
    public void Many_double_stars_are_not_exponential(string pattern) =>
        Globs.Parse(pattern).IsMatch(string.Join('/', Enumerable.Repeat("a", 2000))).ShouldBeFalse();

    [TestMethod]
    public void Many_stars_are_not_exponential() =>
        Globs.Parse("*a*a*a*a*a*a*a*a*a*a*a*a*b").IsMatch(new string('a', 5000)).ShouldBeFalse();

    [TestMethod]
    public void Many_stars_overlap_without_an_exponential_search()
    {
        var one = Globs.Parse(string.Concat(Enumerable.Repeat("**/*a*a*a*/", 40)) + "b");
        var other = Globs.Parse(string.Concat(Enumerable.Repeat("**/*a*?*a*/", 40)) + "c");
        one.Overlaps(other).ShouldBeFalse();
    }

    [TestMethod]
    public void Deeply_nested_braces_need_no_deep_stack() =>
        Globs.Parse(new string('{', 2000) + "a" + new string('}', 2000)).IsMatch("a").ShouldBeTrue();

    private static DependencyGraph Graph(int count, Func<int, int[]> dependencies) => new([.. Enumerable.Range(0, count).Select(dependencies)]);

    // Node 3k is a joint; 3k+1 and 3k+2 wait for it, and the next joint for both.
    private static DependencyGraph Ladder(int diamonds) =>
        Graph((3 * diamonds) + 1, node => node == 0 ? [] : node % 3 == 0 ? [node - 2, node - 1] : [node - (node % 3)]);

    private sealed class ConstantList(double value, int count) : List<double>(Enumerable.Repeat(value, count));
}
