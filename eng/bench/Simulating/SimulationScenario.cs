using System.Globalization;
using Hooks.Build.Bench.Measuring;
using Hooks.Build.Bench.Results;
using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Bench.Simulating;

/// <summary>How close the schedule is to the best possible: random graphs of known durations, by the engine's own scheduler in virtual time.</summary>
internal sealed class SimulationScenario : IScenario
{
    private const int GraphsOfShape = 200;
    private static readonly int[] Sizes = [10, 50, 200];

    private static readonly (string Name, Func<SimulatedGraph, TimeSpan> Play)[] Variants =
    [
        ("waves", graph => VirtualRun.Play(graph, HookSchedule.Waves, Known(graph))),
        ("first come", FirstCome.Play),
        ("ready, nothing known", graph => VirtualRun.Play(
            graph, HookSchedule.Ready, [.. graph.Durations.Select(_ => new HookForecast(TimeSpan.FromSeconds(1), Cores: 1, IsLearned: false))])),
        ("ready, learned", graph => VirtualRun.Play(graph, HookSchedule.Ready, Known(graph))),
    ];

    public string Name => "schedules";

    public Task<Section> RunAsync(BenchSettings settings, CancellationToken cancellation)
    {
        var graphs = GraphShapes.Names.SelectMany((shape, i) => Enumerable.Range(0, GraphsOfShape)
            .Select(number => new GraphShapes((i * GraphsOfShape) + number).Make(shape))).ToList();
        var ratios = graphs.AsParallel().AsOrdered().WithCancellation(cancellation)
            .Select(graph => (graph.Shape, Ratios: Variants.Select(variant => variant.Play(graph) / graph.LowerBound).ToArray())).ToList();
        return Task.FromResult(new Section(
            Name,
            "Schedules of known durations",
            [
                $"Makespan over the lower bound max(critical path, work / cores), which not every graph can reach: 1 is perfect. {graphs.Count} random graphs of 10 to 200 hooks (as many small as large) on 2 to 8 cores, a core a hook, no conflicts, {GraphsOfShape} of each shape, seeds 0 to {graphs.Count - 1}, none left out. "
                + "Durations are log-normal, median 2 s, sigma 1. *real*: the workflow of the workloads, a solution with many test projects, a repository of packages, durations log-normal around typical ones, sigma 0.5.",
                "*first come* is a plain queue. All others are the engine's own scheduler in virtual time: *waves* with barriers; *ready, nothing known* as in a first run; *ready, learned* the longest remaining path first.",
                "Checked in each run: every hook ran once, after all it waits for, no more at once than there are cores.",
            ],
            [Ratios(ratios), Costs(settings.Runs)],
            [.. Variants.Select((variant, i) => new Measurement(
                "makespan / bound", variant.Name, "ratio", new Sample(ratios.Select(graph => graph.Ratios[i]))))]));
    }

    private static Table Ratios(List<(string Shape, double[] Ratios)> graphs) => new(
        ["Makespan / bound: mean, 95th percentile, maximum", .. Variants.Select(variant => variant.Name)],
        [.. GraphShapes.Names.Append("all").Select(shape => (string[])
        [
            shape,
            .. Variants.Select((_, i) => Describe([.. graphs.Where(graph => shape == "all" || graph.Shape == shape).Select(graph => graph.Ratios[i]).Order()])),
        ])]);

    // What deciding costs before the first hook starts.
    private static Table Costs(int runs) => new(
        ["Plan checked and order decided", "ms"],
        [.. Sizes.Select(size => (string[])
        [
            string.Create(CultureInfo.InvariantCulture, $"{size} hooks"),
            Cost(size, runs).Text("0.00"),
        ])]);

    private static Sample Cost(int size, int runs)
    {
        var graph = Enumerable.Range(0, 100_000).Select(seed => new GraphShapes(seed).Make("layers"))
            .First(graph => Math.Abs(graph.Durations.Count - size) <= size / 10);
        List<double> times = [];
        for (var run = -50; run < Math.Max(runs, 5); run++)
        {
            var started = TimeProvider.System.GetTimestamp();
            _ = VirtualRun.Prepare(
                graph,
                HookSchedule.Ready,
                Known(graph),
                (hook, _, _) => Task.FromResult(new HookReport { Hook = hook, Outcome = HookOutcome.Succeeded }),
                TimeProvider.System);
            if (run >= 0)
            {
                times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        return new Sample(times);
    }

    private static HookForecast[] Known(SimulatedGraph graph) => [.. graph.Durations.Select(duration => new HookForecast(duration, Cores: 1, IsLearned: true))];

    private static string Describe(double[] sorted) =>
        string.Create(CultureInfo.InvariantCulture, $"{sorted.Average():0.000}, {sorted[(int)(0.95 * (sorted.Length - 1))]:0.000}, {sorted[^1]:0.000}");
}
