using System.Globalization;
using Hooks.Build.Bench.Simulating;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Bench.Learning;

/// <summary>A random graph of real processes.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Plan">Its hooks.</param>
internal sealed record ProcessGraph(SimulatedGraph Graph, HookPlan Plan)
{
    private const double MedianSeconds = 0.06;
    private const double Shortest = 0.02;
    private const double Longest = 0.2;

    /// <summary>Makes one of 15 to 25 hooks (the documents' workflow has 15). The same seed makes the same graph everywhere.</summary>
    /// <param name="seed">The seed, of which the shape comes too.</param>
    /// <param name="slots">How many hooks can run at a time.</param>
    /// <param name="command">Makes a command that takes a time in seconds.</param>
    public static ProcessGraph Make(int seed, int slots, Func<double, IReadOnlyList<string>> command)
    {
        var graph = new GraphShapes(seed).Make(GraphShapes.Names[seed % GraphShapes.Names.Count], 15 + (seed % 11), slots);
        // Spread alike whatever the shape's own scale.
        var median = graph.Durations.Order().ElementAt(graph.Durations.Count / 2);
        var seconds = graph.Durations.Select(duration => Math.Clamp(duration / median * MedianSeconds, Shortest, Longest)).ToList();
        var plan = HookPlan.Create([.. seconds.Select((time, index) => new PlannedHook
        {
            Index = index,
            Name = NameOf(index),
            Command = [command(time)],
            DependsOn = [.. graph.DependsOn[index].Select(NameOf)],
        })]);
        return new ProcessGraph(graph with { Durations = [.. seconds.Select(TimeSpan.FromSeconds)] }, plan);
    }

    /// <summary>The same graph with the times that its hooks took in a run.</summary>
    public SimulatedGraph AsItRan(RunReport report)
    {
        var durations = Graph.Durations.ToArray();
        foreach (var hook in report.Hooks)
        {
            durations[hook.Hook.Index] = hook.Duration;
        }

        return Graph with { Durations = durations };
    }

    private static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"H{index}");
}
