using System.Globalization;
using Hooks.Build.Bench.Measuring;
using Hooks.Build.Bench.Results;
using Hooks.Build.Bench.Simulating;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Bench.Learning;

/// <summary>How close the schedule is to the best possible with real processes, before and after the engine has learned what they take.</summary>
internal sealed class LearnedScenario : IScenario
{
    private const int Graphs = 20;
    private static readonly string[] Variants = ["waves", "first come", "ready, first run", "ready, second run"];

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
                string.Create(CultureInfo.InvariantCulture, $"{Graphs} random graphs of 15 to 25 hooks (the shapes of the simulation in turn, seeds 0 to {Graphs - 1}, none left out), each hook a process of 20 to 200 ms, log-normal within that. Makespan over max(critical path, sum of durations / places), by the durations that were measured in that run. ")
                + "*sleeping*: `sleep`, 4 at a time on 4 places. *computing*: a loop in `sh`, on 2 cores. *first come* is a plain queue, played with the durations of the second run; all others are runs. In the first run the engine knows nothing.",
                "Checked in each run: every hook passed, and started after all it depends on had ended.",
            ],
            [new Table(
                ["Makespan / bound: mean, median, maximum", .. Variants],
                [Row("sleeping", sleeping), Row("computing", computing)])],
            [.. Measurements("sleeping", sleeping), .. Measurements("computing", computing)]);
    }

    private static async Task<List<double[]>> TakeAsync(int slots, Func<double, IReadOnlyList<string>> command, CancellationToken cancellation)
    {
        List<double[]> ratios = [];
        for (var seed = 0; seed < Graphs; seed++)
        {
            var graph = ProcessGraph.Make(seed, slots, command);
            using TemporaryFolder folder = new();
            using TemporaryFolder other = new();
            LearningRun learning = new(folder.Path, slots, slots);
            var waves = await RunAsync(new LearningRun(other.Path, slots, slots), HookSchedule.Waves);
            var first = await RunAsync(learning, HookSchedule.Ready);
            var second = await RunAsync(learning, HookSchedule.Ready);
            ratios.Add([waves.Ratio, FirstCome.Play(second.Graph) / second.Graph.LowerBound, first.Ratio, second.Ratio]);

            async Task<(double Ratio, SimulatedGraph Graph)> RunAsync(LearningRun run, HookSchedule schedule)
            {
                var report = await run.RunAsync(graph.Plan, schedule, cancellation);
                var ran = graph.AsItRan(report);
                return (report.Duration / ran.LowerBound, ran);
            }
        }

        return ratios;
    }

    private static string[] Row(string name, List<double[]> ratios) =>
    [
        name,
        .. Variants.Select((_, i) =>
        {
            Sample sample = new(ratios.Select(graph => graph[i]));
            return string.Create(CultureInfo.InvariantCulture, $"{sample.Values.Average():0.000}, {sample.Median:0.000}, {sample.Max:0.000}");
        }),
    ];

    private static IEnumerable<Measurement> Measurements(string subject, List<double[]> ratios) =>
        Variants.Select((variant, i) => new Measurement(subject, variant, "ratio", new Sample(ratios.Select(graph => graph[i]))));
}
