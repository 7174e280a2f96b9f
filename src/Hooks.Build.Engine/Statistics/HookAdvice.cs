using System.Globalization;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Statistics;

/// <summary>Advice that tells what the log and the plan have, and promises no time.</summary>
internal static class HookAdvice
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    /// <summary>Hooks that take long and run whatever was changed.</summary>
    public static IEnumerable<Advice> NoFiles(StageRuns stage)
    {
        const double Mostly = 0.5;
        foreach (var statistics in stage.Hooks)
        {
            var hook = stage.Planned(statistics);
            if (hook.Kind is HookKind.Command or HookKind.Method && hook.Files.Count + hook.Reads.Count == 0 && !hook.Finally
                && statistics.Durations.Count >= StageRuns.Fewest && statistics.Durations.Median >= Long && statistics.Verdicts >= Mostly * statistics.Runs)
            {
                yield return stage.Advise(
                    AdviceKind.NoFiles,
                    [hook.Name],
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{hook.Name} has neither Files nor Reads: it ran in {statistics.Verdicts} of {statistics.Runs} runs {stage.Where}, whatever was changed, for {Texts.Seconds(statistics.Durations.Median)} each and {Texts.Seconds(statistics.Durations.Total)} in all"),
                    statistics.Runs,
                    share: (double)statistics.Verdicts / statistics.Runs,
                    weight: statistics.Durations.Median.TotalSeconds / 2);
            }
        }
    }

    /// <summary>Several hooks that start <c>dotnet</c>, each for itself.</summary>
    public static IEnumerable<Advice> SeparateStarts(StageRuns stage)
    {
        var hooks = stage.Hooks.Select(statistics => stage.Planned(statistics))
            .Where(hook => hook.Kind == HookKind.Command && hook.Command.Any(step => IsDotnet(step[0])))
            .OrderBy(hook => hook.Index)
            .ToList();
        var together = stage.Replays.Select(replay => hooks.Where(hook => replay.Ran(hook.Index)).ToList()).ToList();
        double[] seconds = [.. stage.Replays.Zip(together)
            .Where(pair => pair.Second.Count > 1)
            .Select(pair => pair.Second.Sum(hook => pair.First.Seconds(hook.Index)))];
        if (seconds.Length < StageRuns.Fewest)
        {
            yield break;
        }

        var names = hooks.Where(hook => together.Exists(ran => ran.Count > 1 && ran.Contains(hook))).Select(hook => hook.Name).ToList();
        var time = TimeSpan.FromSeconds(History.HookSamples.Median(seconds));
        yield return stage.Advise(
            AdviceKind.SeparateStarts,
            names,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{names.Count} hooks start dotnet each for itself {stage.Where} ({string.Join(", ", names)}): {Texts.Seconds(time)} a run together (median of {seconds.Length} runs). C# hooks share one process, and so do those of Hooks.Build.CSharp"),
            seconds.Length,
            weight: time.TotalSeconds / 10);
    }

    /// <summary>Hooks that fail and pass on the same files.</summary>
    public static IEnumerable<Advice> Flaky(StageRuns stage)
    {
        const int Few = 2;
        const double Seldom = 0.02;
        return stage.Hooks.Where(hook => hook.Verdicts >= StageRuns.Fewest && hook.PassedOnRetry >= Few && hook.FlakeRate >= Seldom)
            .Select(hook => stage.Advise(
                AdviceKind.Flaky,
                [hook.Name],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{hook.Name} failed first and passed when it was tried again on the same files, in {hook.PassedOnRetry} of {hook.Verdicts} runs {stage.Where} ({StageRuns.Percent(hook.FlakeRate!.Value)}): its verdict depends on something else than what it checks"),
                hook.Verdicts,
                share: hook.FlakeRate,
                weight: hook.Durations.Median.TotalSeconds * hook.FlakeRate!.Value));
    }

    /// <summary>Hooks that take longer than in the window before.</summary>
    public static IEnumerable<Advice> Slower(StageRuns stage)
    {
        const double Much = 0.25;
        return stage.Hooks
            .Where(hook => hook.Durations.Count >= StageRuns.Fewest
                && hook.Before.Count >= StageRuns.Fewest
                && hook.Trend >= Much
                && stage.IsWorthIt(hook.Durations.Median - hook.Before.Median))
            .Select(hook => stage.Advise(
                AdviceKind.Slower,
                [hook.Name],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{hook.Name} takes {Texts.Seconds(hook.Durations.Median)} {stage.Where}, {StageRuns.Percent(hook.Trend!.Value)} more than the {Texts.Seconds(hook.Before.Median)} of the window before (medians of {hook.Durations.Count} and {hook.Before.Count} runs)"),
                hook.Durations.Count,
                share: hook.Trend,
                weight: (hook.Durations.Median - hook.Before.Median).TotalSeconds));
    }

    private static bool IsDotnet(string program) =>
        Path.GetFileNameWithoutExtension(program.Replace('\\', '/')).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
}
