using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Scheduling;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Statistics;

/// <summary>
/// Says what may be better otherwise, from the log and the plan alone. Time is promised only where runs, played again as they were, take as long as they did.
/// </summary>
public static class Advisor
{
    private static readonly IReadOnlyList<Func<StageRuns, IEnumerable<Advice>>> Rules =
        [PathAdvice.CriticalPath, PathAdvice.LaterStage, PathAdvice.WaitingForOthers, PathAdvice.WaitingForCores, HookAdvice.NoFiles, HookAdvice.SeparateStarts, HookAdvice.Flaky, HookAdvice.Slower];

    /// <summary>Looks for advice.</summary>
    /// <param name="plan">The plan as it is now.</param>
    /// <param name="history">The runs.</param>
    /// <param name="statistics">Their figures.</param>
    /// <param name="fixes">Whether hooks repair files at a stage, so that some must not run beside others.</param>
    /// <returns>What is worth most first.</returns>
    public static IReadOnlyList<Advice> Of(HookPlan plan, RunHistory history, RunStatistics statistics, Func<HookStages, bool> fixes)
    {
        var indices = plan.Hooks.ToDictionary(hook => hook.Name, hook => hook.Index, StringComparer.Ordinal);
        List<Advice> advice = [];
        foreach (var stage in statistics.Stages.Where(stage => stage.Durations.Count >= StageRuns.Fewest))
        {
            var runs = history.Runs.Where(run => run.Stage == stage.Stage).TakeLast(StageRuns.MostPlayed).ToList();
            var known = runs.SelectMany(run => run.Hooks).Select(hook => hook.Hook).ToHashSet(StringComparer.Ordinal);
            ConflictTable conflicts = new(HookSelection.OfPast(plan, [.. plan.Hooks.Select(hook => known.Contains(hook.Name))]), fixes(stage.Stage));
            StageRuns context = new(
                plan,
                indices,
                stage,
                [.. statistics.Hooks.Where(hook => hook.Stage == stage.Stage && indices.ContainsKey(hook.Name))],
                [.. runs.Select(run => RunReplay.Of(plan, indices, run, conflicts)).OfType<RunReplay>()],
                conflicts);
            advice.AddRange(Rules.SelectMany(rule => rule(context)));
        }

        return [.. advice.OrderByDescending(one => one.Weight).ThenBy(one => one.Kind).ThenBy(one => one.Hooks[0], StringComparer.Ordinal)];
    }

    /// <summary>Why there is no advice, where that is for want of runs; <see langword="null"/> where there are enough.</summary>
    public static string? TooFew(RunStatistics statistics)
    {
        var most = statistics.Stages.MaxBy(stage => stage.Durations.Count);
        return most is null || most.Durations.Count >= StageRuns.Fewest
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"advice needs {StageRuns.Fewest} whole runs of a stage; the most there are is {most.Durations.Count}{(most.Stage == HookStages.None ? "" : $", of {most.Stage}")}");
    }
}
