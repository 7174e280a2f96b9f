using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Running;

namespace Hooks.Build.Bench.Workloads;

/// <summary>Runs a workload through the engine, as real processes that wait.</summary>
internal static class WorkloadRun
{
    /// <summary>Runs it once.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="second">Length of its second.</param>
    /// <param name="schedule">In which order hooks start.</param>
    /// <param name="slots">How many run at a time at most.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="BenchException">Not every step ran to its end, in order and for its time.</exception>
    public static async Task<(RunReport Run, IReadOnlyList<ProfileReport> Profiles)> RunAsync(
        Workload workload, double second, HookSchedule schedule, int slots, string folder, CancellationToken cancellation)
    {
        var plan = HookPlan.Create([.. workload.Steps.Select((step, index) => ToHook(step, index, second))]);
        RunRequest request = new()
        {
            RepositoryRoot = folder,
            LogDirectory = Path.Combine(folder, "logs"),
            Schedule = schedule,
            MaxParallel = slots,
            Profiles = [.. workload.Steps.Select(step => step.Group).Distinct(StringComparer.Ordinal)],
        };
        QuietObserver observer = new();
        var report = await HookEngine.RunAsync(plan, request, EngineServices.Create(worker: null), observer, cancellation);
        cancellation.ThrowIfCancellationRequested();
        Verify(workload, second, report);
        return (report, observer.Profiles);
    }

    private static PlannedHook ToHook(Step step, int index, double second) => new()
    {
        Index = index,
        Name = step.Name,
        Command = [["sleep", (step.Seconds * second).ToString("0.######", CultureInfo.InvariantCulture)]],
        DependsOn = step.DependsOn,
        Profiles = [step.Group],
        // A step waits and computes nothing: it takes a place, not a core.
        Cores = 0.05,
    };

    private static void Verify(Workload workload, double second, RunReport report)
    {
        if (!report.Succeeded || report.Count(HookOutcome.Succeeded) != workload.Steps.Count)
        {
            throw new BenchException($"{workload.Name}: {Texts.Summary(report)}");
        }

        var hooks = report.Hooks.ToDictionary(hook => hook.Hook.Name, StringComparer.Ordinal);
        foreach (var step in workload.Steps)
        {
            var hook = hooks[step.Name];
            if (hook.Duration.TotalSeconds < step.Seconds * second)
            {
                throw new BenchException($"{workload.Name}: {step.Name} took {hook.Duration}, which is less than it waits.");
            }

            if (step.DependsOn.Any(name => hooks[name].Start + hooks[name].Duration > hook.Start))
            {
                throw new BenchException($"{workload.Name}: {step.Name} started before all it depends on had ended.");
            }
        }
    }
}
