using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Engine.Statistics;

/// <summary>Advice that promises time: each promise is the difference between runs played as they were and played otherwise.</summary>
internal static class PathAdvice
{
    private const int FewestWithoutFailure = 30;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    /// <summary>Hooks that the end of most runs waits for, where half of their time would be felt.</summary>
    public static IEnumerable<Advice> CriticalPath(StageRuns stage)
    {
        const double Most = 0.5;
        foreach (var (hook, statistics) in Known(stage))
        {
            var on = stage.Replays.Count(replay => replay.CriticalPath.Contains(hook.Index));
            if (on < StageRuns.Fewest || on < Most * stage.Replays.Count
                || stage.Saved(replay => replay.CriticalPath.Contains(hook.Index) && replay.Ran(hook.Index), replay => replay.SavedWithPart(hook.Index, 0.5)) is not { } saving || !stage.IsWorthIt(saving.Time))
            {
                continue;
            }

            var share = (double)on / stage.Replays.Count;
            yield return new Advice(
                AdviceKind.CriticalPath,
                stage.Stage,
                [hook.Name],
                string.Create(CultureInfo.InvariantCulture, $"{hook.Name} is on the critical path of {StageRuns.Percent(share)} of {stage.Replays.Count} runs {stage.Where} and takes {Texts.Seconds(statistics.Durations.Median)}; in half of that a run would take {Texts.Seconds(saving.Time)} less {saving}"),
                stage.Replays.Count) { Saves = saving.Time, Share = share, Weight = saving.Time.TotalSeconds };
        }
    }

    /// <summary>Hooks of a commit that never fail, where a commit without them would be felt.</summary>
    public static IEnumerable<Advice> LaterStage(StageRuns stage)
    {
        if (stage.Stage != HookStages.PreCommit)
        {
            yield break;
        }

        foreach (var (hook, statistics) in Known(stage))
        {
            if (statistics.Verdicts < FewestWithoutFailure || statistics.Failed > 0 || statistics.PassedOnRetry > 0 || statistics.Durations.Median < Long
                || stage.Saved(replay => replay.Ran(hook.Index), replay => replay.SavedWithPart(hook.Index, 0)) is not { } saving || !stage.IsWorthIt(saving.Time))
            {
                continue;
            }

            yield return new Advice(
                AdviceKind.LaterStage,
                stage.Stage,
                [hook.Name],
                string.Create(CultureInfo.InvariantCulture, $"{hook.Name} never failed in {statistics.Verdicts} runs {stage.Where} and takes {Texts.Seconds(statistics.Durations.Median)}; at PrePush it would take {Texts.Seconds(saving.Time)} off a commit {saving}"),
                statistics.Verdicts) { Saves = saving.Time, Weight = saving.Time.TotalSeconds };
        }
    }

    /// <summary>Hooks that wait for what others have, or for cores, where a run would be shorter without the wait.</summary>
    public static IEnumerable<Advice> Waiting(StageRuns stage)
    {
        const double Part = 0.1;
        foreach (var (hook, statistics) in Known(stage))
        {
            var waited = statistics.Queued.Mean;
            if (statistics.Queued.Count < StageRuns.Fewest || waited < TimeSpan.FromMilliseconds(200) || waited < Part * stage.Statistics.Durations.Median)
            {
                continue;
            }

            var apart = stage.Saved(replay => replay.Ran(hook.Index) && replay.Waited(hook.Index) > 0, replay => replay.SavedWithoutConflictsOf(hook.Index));
            var cores = stage.Saved(replay => replay.Ran(hook.Index) && replay.Waited(hook.Index) > 0, replay => replay.SavedWithTwiceTheCores());
            var others = stage.ConflictsOf(hook.Index).Select(index => stage.Plan.Hooks[index].Name).ToList();
            if (apart is not null && stage.IsWorthIt(apart.Time) && others.Count > 0)
            {
                yield return Waits(apart, $"for what {Names(others)} {(others.Count == 1 ? "has" : "have")} (a lock, or files that one of them writes); if they could run at once");
            }
            else if (cores is not null && stage.IsWorthIt(cores.Time))
            {
                yield return Waits(cores, "for cores; on twice as many");
            }

            Advice Waits(Saving saving, string what) => new(
                AdviceKind.Waiting,
                stage.Stage,
                [hook.Name],
                string.Create(CultureInfo.InvariantCulture, $"{hook.Name} waits {Texts.Seconds(waited)} {stage.Where} (mean of {statistics.Queued.Count} runs) {what} a run would take {Texts.Seconds(saving.Time)} less {saving}"),
                statistics.Queued.Count) { Saves = saving.Time, Weight = saving.Time.TotalSeconds };
        }
    }

    private static IEnumerable<(PlannedHook Hook, HookStatistics Statistics)> Known(StageRuns stage) =>
        stage.Hooks.Select(statistics => (stage.Plan.Hooks.First(hook => hook.Name == statistics.Name), statistics));

    private static string Names(List<string> names)
    {
        const int Most = 3;
        return names.Count <= Most ? string.Join(" and ", names) : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(Most))} and {names.Count - Most} more");
    }
}
