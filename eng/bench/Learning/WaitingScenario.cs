using System.Globalization;
using Hooks.Build.Bench.Measuring;
using Hooks.Build.Bench.Results;
using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Bench.Learning;

/// <summary>Hooks that wait need no core, and hooks that compute get no more cores than there are.</summary>
internal sealed class WaitingScenario : IScenario
{
    private const int Cores = 2;
    private const int Each = 4;
    private const double Seconds = 0.5;

    public string Name => "waiting";

    public async Task<Section> RunAsync(BenchSettings settings, CancellationToken cancellation)
    {
        var busy = await BusyLoop.MeasureAsync(cancellation);
        IReadOnlyList<string> sleep = ["sleep", Seconds.ToString(CultureInfo.InvariantCulture)];
        var sleeping = Plan(Enumerable.Repeat(("Sleep", sleep), Each));
        var mixed = Plan(Enumerable.Repeat(("Sleep", sleep), Each).Concat(Enumerable.Repeat(("Compute", busy.Of(Seconds)), Each)));
        var runs = Math.Max(5, settings.Runs);
        var waiting = await TakeAsync(sleeping, Each, runs, cancellation);
        var mixture = await TakeAsync(mixed, Each * 2, runs, cancellation);
        return new Section(
            Name,
            "Hooks that wait, hooks that compute",
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Real processes on {Cores} cores, of which the engine knows nothing in the first run. {Each} hooks sleep {Seconds} s; in the mixture {Each} more compute for as long, each on one core. {runs} times anew, each time a first run and four more. ")
                + "The bound is max(longest hook, processor time / cores), of the times as they turned out in that run.",
                "*computing at once*: the most hooks that compute and ran at the same time; more than there are cores would be too many.",
            ],
            [
                new Table(
                    ["ms", "first run", "second", "third to fifth", "bound of the second", "second / bound"],
                    [Row("4 hooks that sleep", waiting), Row("4 that sleep, 4 that compute", mixture)]),
                new Table(
                    ["Computing at once, most in any run", "first run", "second", "third to fifth"],
                    [["4 that sleep, 4 that compute", .. ((int[][])[[0], [1], [2, 3, 4]])
                        .Select(which => which.Max(run => mixture[run].Max(report => Computing(report.Report))).ToString(CultureInfo.InvariantCulture))]]),
            ],
            [.. Measurements("4 hooks that sleep", waiting), .. Measurements("4 that sleep, 4 that compute", mixture)]);
    }

    private static async Task<List<(RunReport Report, double Bound)>[]> TakeAsync(HookPlan plan, int maxParallel, int runs, CancellationToken cancellation)
    {
        var reports = Enumerable.Range(0, 5).Select(_ => new List<(RunReport, double)>()).ToArray();
        for (var run = 0; run < runs; run++)
        {
            using TemporaryFolder folder = new();
            LearningRun learning = new(folder.Path, Cores, maxParallel);
            foreach (var list in reports)
            {
                var report = await learning.RunAsync(plan, HookSchedule.Ready, cancellation);
                list.Add((report, LowerBound.Of(plan, new RunRequest { RepositoryRoot = "/", LogDirectory = "/", Cores = Cores }, report).TotalMilliseconds));
            }
        }

        return reports;
    }

    private static HookPlan Plan(IEnumerable<(string Name, IReadOnlyList<string> Command)> hooks) =>
        HookPlan.Create([.. hooks.Select((hook, index) => new PlannedHook
        {
            Index = index,
            Name = string.Create(CultureInfo.InvariantCulture, $"{hook.Name}{index}"),
            Command = [hook.Command],
        })]);

    private static int Computing(RunReport report) =>
        LearningRun.MostAtOnce(report.Hooks.Where(hook => hook.Hook.Name.StartsWith("Compute", StringComparison.Ordinal)));

    private static string[] Row(string name, List<(RunReport Report, double Bound)>[] runs) =>
    [
        name,
        Times(runs[0]).Text("0"),
        Times(runs[1]).Text("0"),
        Times([.. runs[2], .. runs[3], .. runs[4]]).Text("0"),
        new Sample(runs[1].Select(run => run.Bound)).Text("0"),
        new Sample(runs[1].Select(run => run.Report.Duration.TotalMilliseconds / run.Bound)).Text("0.00"),
    ];

    private static Sample Times(List<(RunReport Report, double Bound)> runs) => new(runs.Select(run => run.Report.Duration.TotalMilliseconds));

    private static IEnumerable<Measurement> Measurements(string subject, List<(RunReport Report, double Bound)>[] runs) =>
        runs.Select((run, i) => new Measurement(subject, string.Create(CultureInfo.InvariantCulture, $"run {i + 1}"), "ms", Times(run)));
}
