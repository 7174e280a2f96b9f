using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Running;

namespace Hooks.Build.Bench.Learning;

/// <summary>Runs a plan again and again, so that the engine learns of it. Nothing is remembered but what hooks took.</summary>
/// <param name="folder">A folder whose log of runs is what is learned from.</param>
/// <param name="cores">Cores the run may use.</param>
/// <param name="maxParallel">How many hooks run at a time at most.</param>
internal sealed class LearningRun(string folder, int cores, int maxParallel)
{
    /// <summary>Runs it.</summary>
    /// <exception cref="BenchException">A hook failed, or started before all it depends on had ended.</exception>
    public async Task<RunReport> RunAsync(HookPlan plan, HookSchedule schedule, CancellationToken cancellation)
    {
        // Hooks that start before what they depend on is done would beat the bound.
        RunRequest request = new()
        {
            RepositoryRoot = folder,
            LogDirectory = Path.Combine(folder, "logs"),
            Schedule = schedule,
            MaxParallel = maxParallel,
            Cores = cores,
        };
        var report = await HookEngine.RunAsync(plan, request, EngineServices.Create(worker: null), new QuietObserver(), cancellation);
        cancellation.ThrowIfCancellationRequested();
        var hooks = report.Hooks.ToDictionary(hook => hook.Hook.Name, StringComparer.Ordinal);
        if (!report.Succeeded || report.Count(HookOutcome.Succeeded) != plan.Hooks.Count)
        {
            throw new BenchException(Texts.Summary(report));
        }

        return plan.Hooks.Any(hook => hook.DependsOn.Any(name => hooks[name].Start + hooks[name].Duration > hooks[hook.Name].Start))
            ? throw new BenchException("A hook started before all it depends on had ended.")
            : report;
    }

    /// <summary>The most hooks of some kind that ran at once.</summary>
    public static int MostAtOnce(IEnumerable<HookReport> hooks)
    {
        List<HookReport> all = [.. hooks];
        return all.Count == 0 ? 0 : all.Max(one => all.Count(other => other.Start <= one.Start && one.Start < other.Start + other.Duration));
    }
}
