using System.Globalization;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Reporting;

/// <summary>The words in which outcomes are told, the same at every door.</summary>
public static class Texts
{
    private const int TailLines = 12;
    private const int LongestText = 2000;
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(95);

    /// <summary>Somebody asked for a run in which there is no hook.</summary>
    public static Problem NoHookRuns { get; } = new(Codes.NoHooks, "No hook runs: the plan has none for this stage and these profiles, or all are skipped");

    /// <summary>A text cut to what a console can show; the log has all of it.</summary>
    public static string Shortened(string text) => Graph.Shortened.Of(text, LongestText);

    // Joined and not formatted: the first format of a process sets up a pool of buffers, 1.5 % of what a commit with one hook takes.
    /// <summary>A duration for people: <c>12 ms</c>, <c>0.4 s</c>, <c>75.0 s</c>.</summary>
    public static string Seconds(TimeSpan time) => time < Blink
        ? ((long)Math.Ceiling(time.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture) + " ms"
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    /// <summary>The one line that sums up a run, such as <c>20 passed, 1 failed in 1.2 s</c>.</summary>
    public static string Summary(RunReport report) => Summary(report, _ => HookFindingLevel.Warning);

    /// <summary>The same, where a warning may be no more than information, which is not counted, or an error.</summary>
    /// <param name="report">The run.</param>
    /// <param name="levelOf">What a warning with a code is.</param>
    public static string Summary(RunReport report, Func<string, HookFindingLevel> levelOf)
    {
        const int Most = 3;
        List<string> parts = [];
        var remembered = report.Hooks.Count(hook => hook.Source is ResultSource.Local or ResultSource.Remote);
        var shared = report.Hooks.Count(hook => hook.Source == ResultSource.Remote);
        Add(report.Count(HookOutcome.Succeeded), "passed");
        var raised = report.Hooks.Count(hook => hook.IsFailure
            && !hook.IsBlocking
            && ToProblem(hook) is { } problem
            && levelOf(problem.Code) == HookFindingLevel.Error);
        Add(report.Hooks.Count(hook => hook.IsBlocking) + raised, "failed");
        Add(report.Hooks.Count(hook => hook.IsFailure && !hook.IsBlocking) - raised, "warned");
        Add(report.Count(HookOutcome.Cancelled), "cancelled");
        Add(report.Count(HookOutcome.Skipped), "skipped");
        Add(report.Count(HookOutcome.NoFiles), "without files");
        Add(report.Count(HookOutcome.NotNeeded), "not needed");
        Add(report.LeftOut.Count, $"left out ({NameList.First(report.LeftOut, Most)})");
        var (errors, warnings) = CountWarnings(report, levelOf);
        AddSome(errors + report.Problems.Count, "error");
        AddSome(warnings, "warning");
        var unshown = report.Hooks.Where(hook => hook.Outcome != HookOutcome.Cancelled && hook.DroppedFindings > 0).ToList();
        Add(unshown.Sum(hook => hook.DroppedFindings), unshown.Exists(hook => hook.HasUncounted) ? "and more found" : "more found");
        List<string> more = [];
        if (remembered > 0)
        {
            more.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{remembered} remembered{(shared > 0 ? string.Create(CultureInfo.InvariantCulture, $", {shared} of them from the shared cache") : "")}"));
        }

        if (report is { CheckedFiles: { } files, RepositoryFiles: { } all } && all > files)
        {
            more.Add(string.Create(CultureInfo.InvariantCulture, $"{files:N0} of {all:N0} files"));
        }

        return $"{(parts.Count == 0 ? "nothing to run" : string.Join(", ", parts))} in {Seconds(report.Duration)}{(more.Count == 0 ? "" : $" ({string.Join("; ", more)})")}{(report.Interrupted ? ", interrupted" : "")}";

        void AddSome(int count, string one) => Add(count, count == 1 ? one : one + "s");

        void Add(int count, string what)
        {
            if (count > 0)
            {
                parts.Add(count.ToString(CultureInfo.InvariantCulture) + " " + what);
            }
        }
    }

    private static (int Errors, int Warnings) CountWarnings(RunReport report, Func<string, HookFindingLevel> levelOf)
    {
        var (errors, warnings) = (0, 0);
        foreach (var hook in report.Hooks)
        {
            foreach (var finding in hook.Findings)
            {
                // An error that fails nothing is told as a warning.
                if (finding.Level == HookFindingLevel.Warning
                    || (finding.Level == HookFindingLevel.Error && hook is { IsBlocking: false, Outcome: not HookOutcome.Cancelled }))
                {
                    // What acts on codes acts on the name of a hook whose finding has none.
                    var level = levelOf(finding.Code.Length == 0 ? hook.Hook.Name : finding.Code);
                    errors += level == HookFindingLevel.Error ? 1 : 0;
                    warnings += level == HookFindingLevel.Warning ? 1 : 0;
                }
            }
        }

        return (errors, warnings);
    }

    /// <summary>
    /// A line for each matrix of which not all items passed, such as <c>Test: 6 of 8 passed; failed: api, db</c>. Where one item was selected, its own
    /// block says it all.
    /// </summary>
    public static IEnumerable<string> Matrices(RunReport report)
    {
        foreach (var matrix in report.Matrices.Where(matrix => matrix.Items.Count > 1 && matrix.Items.Any(item => item.IsFailure || item.Stops)))
        {
            List<string> parts = [string.Create(CultureInfo.InvariantCulture, $"{matrix.Name}: {matrix.Passed} of {matrix.Items.Count} passed")];
            Add("failed", item => item.IsBlocking);
            Add("warned", item => item is { IsFailure: true, IsBlocking: false });
            Add("cancelled", item => item.Outcome == HookOutcome.Cancelled);
            Add("skipped", item => item.Outcome == HookOutcome.Skipped);
            Add("without files", item => item.Outcome == HookOutcome.NoFiles);
            yield return string.Join("; ", parts);

            void Add(string what, Func<HookReport, bool> isMeant)
            {
                const int Most = 20;
                var items = matrix.Items.Where(isMeant).Select(item => item.Hook.Item!).ToList();
                if (items.Count > 0)
                {
                    parts.Add($"{what}: {NameList.First(items, Most)}");
                }
            }
        }
    }

    /// <summary>Names of hooks for a summary line, slowest first: <c>Format 0.9 s, Lint 0.2 s and 3 more</c>.</summary>
    public static string Names(IEnumerable<HookReport> hooks)
    {
        const int Most = 12;
        return NameList.First(
            [.. hooks.OrderByDescending(hook => hook.Duration)
                .Select(hook => hook.Duration > TimeSpan.Zero ? $"{hook.Hook.Name} {Seconds(hook.Duration)}{Left(hook)}" : hook.Hook.Name)],
            Most);
    }

    private static string Left(HookReport hook) => hook is { RememberedFiles: > 0 and var remembered, FileCount: { } all }
        ? string.Create(CultureInfo.InvariantCulture, $" on {all - remembered:N0} of {all:N0} files")
        : "";

    /// <summary>The problem that a failed or skipped hook is reported as; <see langword="null"/> where there is nothing to report.</summary>
    public static Problem? ToProblem(HookReport report) =>
        ToHeadline(report) is { } headline ? headline with { Message = headline.Message + More(report) } : null;

    /// <summary>The problem in one sentence, without log and output.</summary>
    public static Problem? ToHeadline(HookReport report)
    {
        var hook = report.Hook;
        var (code, text) = report.Outcome switch
        {
            HookOutcome.Failed when report.Source == ResultSource.Local =>
                (Codes.Failed, $"Hook '{hook.Name}' failed before, and nothing it depends on has changed since (HOOKS_CACHE=0 runs it nevertheless): {report.Reason}"),
            HookOutcome.Failed => (Codes.Failed, $"Hook '{hook.Name}' failed after {Seconds(report.Duration)}: {report.Reason}"),
            HookOutcome.TimedOut => (Codes.TimedOut, $"Hook '{hook.Name}' timed out after {Seconds(report.Duration)}: {report.Reason}"),
            HookOutcome.Crashed => (Codes.Crashed, $"Hook '{hook.Name}' crashed after {Seconds(report.Duration)}: {report.Reason}"),
            HookOutcome.ToolNotFound => (Codes.ToolNotFound, $"Hook '{hook.Name}' could not start: {report.Reason}"),
            HookOutcome.Skipped => (Codes.Skipped, $"Hook '{hook.Name}' was skipped: {report.Reason}"),
            HookOutcome.Cancelled => (Codes.Skipped, $"Hook '{hook.Name}' was ended after {Seconds(report.Duration)}: {report.Reason}"),
            _ => ("", ""),
        };
        return code.Length == 0 ? null : new Problem(code, Shortened(text.TrimEnd('.')) + Attempts(report), hook.File, hook.Line, hook.Column);
    }

    /// <summary>How many findings are not shown, and where they are: <c>200 more, in the log</c>.</summary>
    public static string Dropped(HookReport report) => report.HasUncounted
        ? string.Create(
            CultureInfo.InvariantCulture, $"at least {report.DroppedFindings:N0} more, which is as far as they are counted; the log has as many as it holds")
        : string.Create(CultureInfo.InvariantCulture, $"{report.DroppedFindings:N0} more{(report.LogPath is null ? "" : ", in the log")}");

    /// <summary>
    /// The last lines of a failed hook's output; none where findings tell the reason, which the output would only repeat. Where its <c>Fix</c> failed, the last
    /// of that.
    /// </summary>
    public static IEnumerable<string> Tail(HookReport report) =>
        report.IsFailure && (report.IsRepairFailed || !report.Findings.Any(finding => finding.Level == HookFindingLevel.Error))
            ? report.Tail.Where(line => !IsTrace(line, report)).TakeLast(TailLines)
            : [];

    private static string Attempts(HookReport report) =>
        report.Attempts > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({report.Attempts} attempts)") : "";

    private static string More(HookReport report) =>
        (report.LogPath is null ? "" : $". Log: {report.LogPath}") + string.Concat(Tail(report).Select(line => "\n  | " + line));

    // The trace of an exception is for the log; its text is the reason already.
    private static bool IsTrace(string line, HookReport report) =>
        report.Outcome == HookOutcome.Crashed
            && (line.TrimStart().StartsWith("at ", StringComparison.Ordinal) || report.Reason.StartsWith(line, StringComparison.Ordinal));
}
