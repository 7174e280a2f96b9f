using System.Globalization;
using Hooks.Build.Bench.Measuring;
using Hooks.Build.Bench.Results;
using Hooks.Build.Bench.Simulating;
using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Bench.Learning;

/// <summary>How close the schedule is to the best possible with real processes, before and after the engine has learned what they take.</summary>
internal sealed class LearnedScenario : IScenario
{
    private const int Graphs = 20;
    private static readonly string[] Variants = ["waves", "first come", "ready, first run", "ready, second run", "best known"];

    public string Name => "learned";

    public async Task<Section> RunAsync(BenchSettings settings, CancellationToken cancellation)
    {
        var busy = await BusyLoop.MeasureAsync(cancellation);
        await Console.Error.WriteLineAsync("sleeping");
        var sleeping = await TakeAsync(slots: 4, seconds => ["sleep", seconds.ToString("0.####", CultureInfo.InvariantCulture)], cancellation);
        await Console.Error.WriteLineAsync("computing");
        var computing = await TakeAsync(slots: 2, busy.Of, cancellation);
        return new Section(
            Name,
            "Schedules of real processes",
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Graphs} random graphs of 15 to 25 hooks (the shapes of the simulation in turn, seeds 0 to {Graphs - 1}, none left out), each hook a process of 20 to 200 ms, log-normal within that. Makespan over two bounds, by the durations that were measured in that run. ")
                + "*plain*: max(critical path, sum of durations / places), which some graphs cannot reach: a root, three leaves of the same length and a hook that waits for all take two rounds on two places, not one and a half. "
                + "*tight*: of the hooks that have at least so long a path before them and so long a one after, for all such pairs, at least those two and in between all their work spread evenly over the places, or the k + 1 shortest of the k * places + 1 longest in a row, whichever is more; no schedule can be shorter (a test compares it with all schedules of small graphs). "
                + "*sleeping*: `sleep`, 4 at a time on 4 places. *computing*: a loop in `sh`, on 2 cores. *first come* is a plain queue, played with the durations of the second run; all others are runs. In the first run the engine knows nothing. *best known*: what the engine's scheduler reaches in virtual time where it knows the durations of the second run exactly; not every graph can reach even the tight bound.",
                "Checked in each run: every hook passed, and started after all it depends on had ended.",
            ],
            [
                new Table(
                    ["Makespan / plain bound: mean, median, maximum", .. Variants],
                    [Row("sleeping", sleeping, Plain), Row("computing", computing, Plain)]),
                new Table(
                    ["Makespan / tight bound: mean, median, maximum", .. Variants],
                    [Row("sleeping", sleeping, Tight), Row("computing", computing, Tight)]),
            ],
            [
                .. Measurements("sleeping", "ratio", sleeping, Plain), .. Measurements("computing", "ratio", computing, Plain),
                .. Measurements("sleeping", "ratio to tight bound", sleeping, Tight), .. Measurements("computing", "ratio to tight bound", computing, Tight),
            ]);
    }

    // For each graph its times by variant, and the bounds that go with each.
    private static async Task<List<(TimeSpan Time, SimulatedGraph Ran)[]>> TakeAsync(
        int slots, Func<double, IReadOnlyList<string>> command, CancellationToken cancellation)
    {
        List<(TimeSpan, SimulatedGraph)[]> graphs = [];
        for (var seed = 0; seed < Graphs; seed++)
        {
            var graph = ProcessGraph.Make(seed, slots, command);
            using TemporaryFolder folder = new();
            using TemporaryFolder other = new();
            LearningRun learning = new(folder.Path, slots, slots);
            var waves = await RunAsync(new LearningRun(other.Path, slots, slots), HookSchedule.Waves);
            var first = await RunAsync(learning, HookSchedule.Ready);
            var second = await RunAsync(learning, HookSchedule.Ready);
            graphs.Add([waves, (FirstCome.Play(second.Ran), second.Ran), first, second, (Best(second.Ran), second.Ran)]);

            async Task<(TimeSpan Time, SimulatedGraph Ran)> RunAsync(LearningRun run, HookSchedule schedule)
            {
                var report = await run.RunAsync(graph.Plan, schedule, cancellation);
                return (report.Duration, graph.AsItRan(report));
            }
        }

        return graphs;
    }

    private static TimeSpan Best(SimulatedGraph graph) =>
        VirtualRun.Play(graph, HookSchedule.Ready, [.. graph.Durations.Select(duration => new HookForecast(duration, Cores: 1, IsLearned: true))]);

    private static TimeSpan Plain(SimulatedGraph graph) => graph.LowerBound;

    private static TimeSpan Tight(SimulatedGraph graph) => graph.TightBound;

    private static Sample Ratios(List<(TimeSpan Time, SimulatedGraph Ran)[]> graphs, int variant, Func<SimulatedGraph, TimeSpan> bound) =>
        new(graphs.Select(graph => graph[variant].Time / bound(graph[variant].Ran)));

    private static string[] Row(string name, List<(TimeSpan Time, SimulatedGraph Ran)[]> graphs, Func<SimulatedGraph, TimeSpan> bound) =>
    [
        name,
        .. Variants.Select((_, i) =>
        {
            var sample = Ratios(graphs, i, bound);
            return string.Create(CultureInfo.InvariantCulture, $"{sample.Values.Average():0.000}, {sample.Median:0.000}, {sample.Max:0.000}");
        }),
    ];

    private static IEnumerable<Measurement> Measurements(
        string subject, string unit, List<(TimeSpan Time, SimulatedGraph Ran)[]> graphs, Func<SimulatedGraph, TimeSpan> bound) =>
        Variants.Select((variant, i) => new Measurement(subject, variant, unit, Ratios(graphs, i, bound)));
}
