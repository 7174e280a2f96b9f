using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Engine.Statistics;

/// <summary>Advice that promises time: each promise is the difference between runs played as they were and played otherwise.</summary>
internal static class PathAdvice
{
    private const int FewestWithoutFailure = 30;

    // Hooks of one kind of advice: each is played in fifty runs.
    private const int MostTried = 5;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(200);

    /// <summary>Hooks that the end of most runs waits for, where half of their time would be felt.</summary>
    public static IEnumerable<Advice> CriticalPath(StageRuns stage)
    {
        const double Most = 0.5;
        var counts = stage.Replays.SelectMany(replay => replay.CriticalPath).GroupBy(hook => hook).ToDictionary(hook => hook.Key, hook => hook.Count());
        foreach (var (hook, statistics) in Known(stage)
            .Where(pair => counts.GetValueOrDefault(pair.Hook.Index) >= Math.Max(StageRuns.Fewest, Most * stage.Replays.Count))
            .Take(MostTried))
        {
            var on = counts[hook.Index];
            if (stage.Saved(
                replay => replay.CriticalPath.Contains(hook.Index) && replay.Ran(hook.Index),
                replay => replay.SavedWithPart(hook.Index, 0.5)) is not { } saving || !stage.IsWorthIt(saving.Time))
            {
                continue;
            }

            var share = (double)on / stage.Replays.Count;
            yield return stage.Advise(
                AdviceKind.CriticalPath,
                [hook.Name],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{hook.Name} is on the critical path of {StageRuns.Percent(share)} of {stage.Replays.Count} runs {stage.Where} and takes {Texts.Seconds(statistics.Durations.Median)}; in half of that a run would take {Texts.Seconds(saving.Time)} less {saving}"),
                stage.Replays.Count,
                saves: saving.Time,
                share: share,
                weight: saving.Time.TotalSeconds);
        }
    }

    /// <summary>Hooks of a commit that never fail, where a commit without them would be felt.</summary>
    public static IEnumerable<Advice> LaterStage(StageRuns stage)
    {
        if (stage.Stage != HookStages.PreCommit)
        {
            yield break;
        }

        foreach (var (hook, statistics) in Known(stage)
            .Where(pair => pair.Statistics is { Verdicts: >= FewestWithoutFailure, Failed: 0, PassedOnRetry: 0 } statistics
                && statistics.Durations.Median >= Long)
            .Take(MostTried))
        {
            if (stage.Saved(replay => replay.Ran(hook.Index), replay => replay.SavedWithPart(hook.Index, 0)) is not { } saving || !stage.IsWorthIt(saving.Time))
            {
                continue;
            }

            yield return stage.Advise(
                AdviceKind.LaterStage,
                [hook.Name],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{hook.Name} never failed in {statistics.Verdicts} runs {stage.Where} and takes {Texts.Seconds(statistics.Durations.Median)}; at PrePush it would take {Texts.Seconds(saving.Time)} off a commit {saving}"),
                statistics.Verdicts,
                saves: saving.Time,
                weight: saving.Time.TotalSeconds);
        }
    }

    /// <summary>Hooks that wait for what others have, where a run would be shorter if they could run at once.</summary>
    public static IEnumerable<Advice> WaitingForOthers(StageRuns stage)
    {
        foreach (var (hook, statistics) in Waiting(stage).Where(pair => stage.ConflictsOf(pair.Hook.Index).Count > 0).Take(MostTried))
        {
            if (stage.Saved(
                replay => replay.Ran(hook.Index) && replay.Waited(hook.Index) > 0,
                replay => replay.SavedWithoutConflictsOf(hook.Index)) is not { } saving || !stage.IsWorthIt(saving.Time))
            {
                continue;
            }

            var others = stage.ConflictsOf(hook.Index).Select(index => stage.Plan.Hooks[index].Name).ToList();
            yield return stage.Advise(
                AdviceKind.Waiting,
                [hook.Name],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{hook.Name} waits {Texts.Seconds(statistics.Queued.Mean)} {stage.Where} (mean of {statistics.Queued.Count} runs), also for what {Names(others)} {(others.Count == 1 ? "has" : "have")} (a lock, or files that one of them writes); if they could run at once a run would take {Texts.Seconds(saving.Time)} less {saving}"),
                statistics.Queued.Count,
                saves: saving.Time,
                weight: saving.Time.TotalSeconds);
        }
    }

    /// <summary>Hooks that wait for cores, all of a stage in one sentence.</summary>
    public static IEnumerable<Advice> WaitingForCores(StageRuns stage)
    {
        var waiting = Waiting(stage).ToList();
        if (waiting.Count > 0 && stage.Saved(replay => true, replay => replay.SavedWithTwiceTheCores()) is { } saving && stage.IsWorthIt(saving.Time))
        {
            yield return stage.Advise(
                AdviceKind.Waiting,
                [.. waiting.Select(pair => pair.Hook.Name)],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Names([.. waiting.Select(pair => pair.Hook.Name)])} {(waiting.Count == 1 ? "waits" : "wait")} {stage.Where}{(waiting.Count == 1 ? "" : ", " + waiting[0].Hook.Name)} {Texts.Seconds(waiting[0].Statistics.Queued.Mean)} (mean of {waiting[0].Statistics.Queued.Count} runs); on twice as many cores a run would take {Texts.Seconds(saving.Time)} less {saving}"),
                waiting[0].Statistics.Queued.Count,
                saves: saving.Time,
                weight: saving.Time.TotalSeconds / 2);
        }
    }

    // Those that wait longest first.
    private static IEnumerable<(PlannedHook Hook, HookStatistics Statistics)> Waiting(StageRuns stage)
    {
        const double Part = 0.1;
        return Known(stage)
            .Where(pair => pair.Statistics.Queued.Count >= StageRuns.Fewest
                && pair.Statistics.Queued.Mean >= ShortestWait
                && pair.Statistics.Queued.Mean >= Part * stage.Statistics.Durations.Median)
            .OrderByDescending(pair => pair.Statistics.Queued.Mean).ThenBy(pair => pair.Hook.Index);
    }

    // Those that take most time in all first.
    private static IEnumerable<(PlannedHook Hook, HookStatistics Statistics)> Known(StageRuns stage) =>
        stage.Hooks.Select(statistics => (stage.Planned(statistics), statistics));

    private static string Names(List<string> names)
    {
        const int Most = 3;
        return names.Count <= Most ? string.Join(" and ", names) : NameList.First(names, Most);
    }
}
