using Hooks.Build.Bench.Measuring;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Bench.Workloads;

/// <summary>What a workload took, by schedule.</summary>
internal sealed class WorkloadSamples
{
    private readonly Dictionary<HookSchedule, List<double>> _times = [];
    private readonly Dictionary<(string Profile, HookSchedule Schedule), List<double>> _ends = [];
    private readonly int _slots;

    private WorkloadSamples(Workload workload, double second, int slots)
    {
        Workload = workload;
        Second = second;
        _slots = slots;
    }

    /// <summary>The workload.</summary>
    public Workload Workload { get; }

    /// <summary>Length of its second.</summary>
    public double Second { get; }

    /// <summary>The scaled lower bound, in seconds.</summary>
    public double Bound => Workload.LowerBound(_slots) * Second;

    /// <summary>Its profiles, in order of their names.</summary>
    public IReadOnlyList<string> Profiles => [.. _ends.Keys.Select(key => key.Profile).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Takes the samples. The schedules take turns, so that what else the machine does meets all alike.</summary>
    public static async Task<WorkloadSamples> TakeAsync(
        Workload workload, double second, int slots, IReadOnlyList<HookSchedule> schedules, int runs, CancellationToken cancellation)
    {
        WorkloadSamples samples = new(workload, second, slots);
        using TemporaryFolder folder = new();
        for (var run = 0; run < runs; run++)
        {
            for (var turn = 0; turn < schedules.Count; turn++)
            {
                var schedule = schedules[(run + turn) % schedules.Count];
                var (report, profiles) = await WorkloadRun.RunAsync(workload, second, schedule, slots, folder.Path, cancellation);
                Add(samples._times, schedule, report.Duration);
                foreach (var profile in profiles)
                {
                    Add(samples._ends, (profile.Profile, schedule), profile.Duration);
                }
            }
        }

        return samples;
    }

    /// <summary>Milliseconds of the whole run.</summary>
    public Sample Of(HookSchedule schedule) => new(_times[schedule]);

    /// <summary>Milliseconds to the end of a profile.</summary>
    public Sample EndOf(string profile, HookSchedule schedule) => new(_ends[(profile, schedule)]);

    private static void Add<TKey>(Dictionary<TKey, List<double>> samples, TKey key, TimeSpan time)
        where TKey : notnull
    {
        if (!samples.TryGetValue(key, out var list))
        {
            samples.Add(key, list = []);
        }

        list.Add(time.TotalMilliseconds);
    }
}
