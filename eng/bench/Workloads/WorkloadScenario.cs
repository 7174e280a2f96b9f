using System.Globalization;
using Hooks.Build.Bench.Measuring;
using Hooks.Build.Bench.Results;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Bench.Workloads;

/// <summary>What running hooks in parallel saves: the documents' workloads by each schedule, against the best that is possible.</summary>
internal sealed class WorkloadScenario : IScenario
{
    private static readonly HookSchedule[] Schedules = [HookSchedule.Sequential, HookSchedule.Waves, HookSchedule.Ready];
    private static readonly int Slots = Math.Max(4, Environment.ProcessorCount);

    public string Name => "workloads";

    public async Task<Section> RunAsync(BenchSettings settings, CancellationToken cancellation)
    {
        // The first run of all compiles the engine; what a cold engine costs is told under "build".
        foreach (var workload in DocumentedWorkloads.All)
        {
            _ = await WorkloadSamples.TakeAsync(workload, workload.Second(settings.Scale) * 0.05, Slots, [HookSchedule.Ready], runs: 1, cancellation);
        }

        List<WorkloadSamples> samples = [];
        foreach (var workload in DocumentedWorkloads.All)
        {
            await Console.Error.WriteLineAsync(workload.Name);
            samples.Add(await WorkloadSamples.TakeAsync(workload, workload.Second(settings.Scale), Slots, Schedules, settings.Runs, cancellation));
        }

        return new Section(
            Name,
            "Workloads: sequential, waves, ready",
            [
                $"Real processes (`sleep`) through the engine, {Text(Slots)} at a time at most (`HooksMaxParallel`). The lower bound is max(critical path, work / {Text(Slots)}); no schedule can be shorter. The engine knows the durations from its log of the runs before. "
                + "*sequential / ready* is how many times faster the default schedule is.",
                $"Times are scaled: a second of a workload lasts {Text(settings.Scale)} s; of the workflow {Text(settings.Scale * 0.2)} s; the tiny hooks are not scaled. The shorter the scale the more the engine's own time shows in the ratios to the bound. "
                + "Ratios are taken within a run.",
                "Checked in each run: every step succeeded, waited for its whole time, and started after all it depends on had ended.",
            ],
            [Times(samples), Ratios(samples), Profiles(samples), Steps()],
            [.. samples.SelectMany(Measurements)]);
    }

    private static Table Times(IEnumerable<WorkloadSamples> samples) => new(
        ["Workload, ms", "work", "critical path", "bound", "sequential", "waves", "ready"],
        [.. samples.Select(sample => (string[])
        [
            sample.Workload.Name,
            Milliseconds(sample.Workload.Work * sample.Second),
            Milliseconds(sample.Workload.CriticalPath * sample.Second),
            Milliseconds(sample.Bound),
            .. Schedules.Select(schedule => sample.Of(schedule).Text("0")),
        ])]);

    private static Table Ratios(IEnumerable<WorkloadSamples> samples) => new(
        ["Workload, ratios", "waves / bound", "ready / bound", "waves / ready", "sequential / waves", "sequential / ready", "best possible"],
        [.. samples.Select(sample => (string[])
        [
            sample.Workload.Name,
            new Sample(sample.Of(HookSchedule.Waves).Values.Select(value => value / 1000 / sample.Bound)).Text("0.000"),
            new Sample(sample.Of(HookSchedule.Ready).Values.Select(value => value / 1000 / sample.Bound)).Text("0.000"),
            sample.Of(HookSchedule.Waves).Over(sample.Of(HookSchedule.Ready)).Text("0.00"),
            sample.Of(HookSchedule.Sequential).Over(sample.Of(HookSchedule.Waves)).Text("0.00"),
            sample.Of(HookSchedule.Sequential).Over(sample.Of(HookSchedule.Ready)).Text("0.00"),
            (sample.Workload.Work / sample.Workload.LowerBound(Slots)).ToString("0.00", CultureInfo.InvariantCulture),
        ])]);

    // A profile is reported when its own last hook ends, whatever else runs.
    private static Table Profiles(IEnumerable<WorkloadSamples> samples) => new(
        ["Profile reported after, ms", "sequential", "waves", "ready"],
        [.. samples.Where(sample => sample.Profiles.Count > 1).SelectMany(sample => sample.Profiles.Select(profile => (string[])
        [
            $"{sample.Workload.Name}: {profile}",
            .. Schedules.Select(schedule => sample.EndOf(profile, schedule).Text("0")),
        ]))]);

    private static Table Steps() => new(
        ["Workload", "steps: seconds, and what they wait for"],
        [.. DocumentedWorkloads.All.Select(workload => (string[])
        [
            workload.Name,
            string.Join(
                "; ",
                workload.Steps.GroupBy(step => step.Group, StringComparer.Ordinal)
                    .Select(group => $"**{group.Key}**: {string.Join(", ", group.Select(Describe))}")),
        ])]);

    private static string Describe(Step step) =>
        $"{step.Name} {Text(step.Seconds)}{(step.DependsOn.Length == 0 ? "" : $" ← {string.Join(" and ", step.DependsOn)}")}";

    private static IEnumerable<Measurement> Measurements(WorkloadSamples sample) =>
    [
        .. Schedules.Select(schedule => new Measurement(sample.Workload.Name, schedule.ToString(), "ms", sample.Of(schedule))),
        new Measurement(sample.Workload.Name, "bound", "ms", new Sample([sample.Bound * 1000])),
    ];

    private static string Milliseconds(double seconds) => (seconds * 1000).ToString("0", CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
