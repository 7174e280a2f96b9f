using System.Globalization;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.LogReports;

/// <summary>A report for people.</summary>
internal static class ReportText
{
    private const int MostHooks = 50;
    private const double Notable = 0.1;

    /// <summary>What is told of a stage.</summary>
    public static IReadOnlyList<TextColumn> StageColumns { get; } = [
        new("Runs"),
        new("Total", 5),
        new("Mean", 3),
        new("Median"),
        new("p95", 7),
        new("Failed", 8),
        new("Interrupted", 1),
        new("Of the bound", 2),
        new("Trend", 6)];

    /// <summary>What is told of a hook.</summary>
    public static IReadOnlyList<TextColumn> HookColumns { get; } =
    [
        new("Stage", 9, ToTheRight: false), new("Runs", 7), new("Total", 8), new("Mean", 2), new("Median"), new("p95", 10), new("Failed", 11),
        new("Flaky", 4), new("Remembered", 6), new("Waited", 3), new("Cores", 1), new("Trend", 5),
        new("History", 8, ToTheRight: false),
    ];

    /// <summary>Its lines.</summary>
    /// <param name="report">The report.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="paint">Makes a text of a colour.</param>
    public static IEnumerable<string> Lines(LogReport report, int width, Func<Colour, string, string> paint)
    {
        if (report.History.Runs.Count > 0)
        {
            foreach (var line in Wrapped(Head(report), width))
            {
                yield return line;
            }

            foreach (var line in Stages(report).Lines(width, paint).Prepend(""))
            {
                yield return line;
            }

            var hooks = report.Statistics.Hooks.Concat(report.Statistics.Matrices)
                .OrderByDescending(hook => hook.Durations.Total)
                .ThenBy(hook => hook.Name, StringComparer.Ordinal)
                .ToList();
            var told = hooks.Where(hook => hook.Verdicts + hook.Remembered > 0).Take(MostHooks).ToList();
            foreach (var line in Hooks(told).Lines(width, paint).Prepend(""))
            {
                yield return line;
            }

            if (hooks.Count > told.Count)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"and {hooks.Count - told.Count:N0} rows of less time or none: --hook NAME, --stage STAGE or --format json tell of them");
            }
        }

        foreach (var line in Sentences(report.Advice.Select(advice => advice.Text), "advice", width, text => paint(Colour.Yellow, text)))
        {
            yield return line;
        }

        foreach (var line in Sentences(ReportNotes.Of(report), "note", width, text => paint(Colour.Grey, text)))
        {
            yield return line;
        }
    }

    private static string Head(LogReport report)
    {
        var (now, before) = (report.History.Runs.Count, report.History.Before.Count);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{now:N0} {(now == 1 ? "run" : "runs")} since {ReportTime.Of(report.History.Since)}{(report.Query.Branch is { } branch ? $" on {PlainText.OfName(branch)}" : "")}, {before:N0} in the window before");
    }

    private static TextTable Stages(LogReport report) =>
        new(
            [new("Stage", ToTheRight: false), .. StageColumns],
            [.. report.Statistics.Stages.Select(stage => (TextCell[])[NameOf(stage.Stage), .. Cells(stage)])]);

    private static TextTable Hooks(IReadOnlyList<HookStatistics> hooks)
    {
        // Where a hook has rows of several stages, nothing else tells them apart.
        var isShared = hooks.DistinctBy(NameOf, StringComparer.Ordinal).Count() < hooks.Count;
        return new(
            [new("Hook", ToTheRight: false), .. isShared ? [HookColumns[0] with { Importance = TextColumn.Always }, .. HookColumns.Skip(1)] : HookColumns],
            [.. hooks.Select(hook => (TextCell[])[NameOf(hook), .. Cells(hook)])]);
    }

    /// <summary>The figures of a stage, as <see cref="StageColumns"/> has them.</summary>
    public static IEnumerable<TextCell> Cells(StageStatistics stage) =>
    [
        Number(stage.Runs),
        Time(stage.Durations, stage.Durations.Total),
        Time(stage.Durations, stage.Durations.Mean),
        Time(stage.Durations, stage.Durations.Median),
        Time(stage.Durations, stage.Durations.P95),
        Rate(stage.Durations.Count == 0 ? null : (double)stage.Failed / stage.Durations.Count),
        Number(stage.Interrupted),
        stage.ByLowerBound?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-",
        Trend(stage.Trend),
    ];

    /// <summary>The figures of a hook, as <see cref="HookColumns"/> has them.</summary>
    public static IEnumerable<TextCell> Cells(HookStatistics hook) =>
    [
        NameOf(hook.Stage),
        Number(hook.Runs),
        Time(hook.Durations, hook.Durations.Total),
        Time(hook.Durations, hook.Durations.Mean),
        Time(hook.Durations, hook.Durations.Median),
        Time(hook.Durations, hook.Durations.P95),
        Rate(hook.FailureRate),
        Rate(hook.FlakeRate, Colour.Yellow),
        hook.HitRate is { } hits ? Percent(hits) : "-",
        Time(hook.Queued, hook.Queued.Mean),
        hook.CoresUsed is { } cores ? string.Create(CultureInfo.InvariantCulture, $"{cores:0.0}") : "-",
        Trend(hook.Trend),
        Sparkline.Of(hook.Recent.Select(run => (run.IsTimed ? run.Duration : (TimeSpan?)null, run.Failed))),
    ];

    /// <summary>What a stage is called.</summary>
    public static string NameOf(HookStages stage) => stage == HookStages.None ? "all" : stage.ToString();

    /// <summary>What a hook is called.</summary>
    public static string NameOf(HookStatistics hook) => VisibleText.Of(hook.Name) + (hook.IsMatrix ? " (as one)" : "");

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(Distribution times, TimeSpan time) => times.Count == 0 ? "-" : time <= TimeSpan.Zero ? "0" : Texts.Seconds(time);

    private static string Percent(double part) =>
        part is > 0 and < 0.01 ? "<1 %" : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * part):0} %");

    private static TextCell Rate(double? rate, Colour colour = Colour.Red) =>
        rate is not { } known ? "-" : known == 0 ? "0" : new TextCell(Percent(known), colour);

    private static TextCell Trend(double? trend) => trend is not { } known ? "-" : new TextCell(
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * known):+0;-0;0} %"),
        known >= Notable ? Colour.Red : known <= -Notable ? Colour.Green : null);

    /// <summary>Sentences, each with what it is before it.</summary>
    public static IEnumerable<string> Sentences(IEnumerable<string> sentences, string what, int width, Func<string, string> paint)
    {
        var isFirst = true;
        foreach (var sentence in sentences)
        {
            if (isFirst)
            {
                yield return "";
                isFirst = false;
            }

            foreach (var (line, i) in Wrapped($"{what}: {VisibleText.Of(sentence)}", width).Select((line, i) => (line, i)))
            {
                yield return i == 0 ? paint(what) + line[what.Length..] : "  " + line;
            }
        }
    }

    /// <summary>A text in lines that are no wider than the terminal.</summary>
    public static IEnumerable<string> Wrapped(string text, int width)
    {
        const int Indent = 2;
        const int Narrowest = 20;
        var most = Math.Max(Narrowest, width) - Indent;
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && DisplayWidth.Of(line) + 1 + DisplayWidth.Of(word) > most)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
        }

        yield return line;
    }
}
