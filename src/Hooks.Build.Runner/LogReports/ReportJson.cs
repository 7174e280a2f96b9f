using System.Text.Json;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Runner.Exports;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.LogReports;

/// <summary>A report for programs; docs/report.md has the fields.</summary>
internal static class ReportJson
{
    private const int Version = 1;

    /// <summary>Writes it.</summary>
    public static string Write(LogReport report) => Json.Text(json =>
    {
        json.WriteNumber("version", Version);
        json.WriteString("since", report.History.Since.UtcDateTime);
        json.WriteString("until", report.Query.Now.UtcDateTime);
        json.WriteNumber("runs", report.History.Runs.Count);
        json.WriteNumber("runsBefore", report.History.Before.Count);
        json.Array("logs", report.Logs, json.WriteStringValue);
        Write(json, report.Statistics);
        json.Array("advice", report.Advice, advice => Write(json, advice));
        json.Array("notes", ReportNotes.Of(report), json.WriteStringValue);
    });

    /// <summary>Writes the members that have the figures.</summary>
    public static void Write(Utf8JsonWriter json, RunStatistics statistics)
    {
        json.Array("stages", statistics.Stages, stage => json.Object(() =>
        {
            json.WriteString("stage", stage.Stage.ToString());
            json.WriteNumber("runs", stage.Runs);
            json.WriteNumber("failed", stage.Failed);
            json.WriteNumber("interrupted", stage.Interrupted);
            Write(json, stage.Durations, stage.Before, stage.Trend);
            json.NumberOrNull("byLowerBound", stage.ByLowerBound);
        }));
        json.Array("hooks", statistics.Hooks, hook => Write(json, hook));
        json.Array("matrices", statistics.Matrices, hook => Write(json, hook));
    }

    private static void Write(Utf8JsonWriter json, HookStatistics hook) => json.Object(() =>
    {
        json.WriteString("name", hook.Name);
        json.WriteString("matrix", hook.Matrix);
        json.WriteString("stage", hook.Stage.ToString());
        json.WriteNumber("runs", hook.Runs);
        json.WriteNumber("verdicts", hook.Verdicts);
        json.WriteNumber("failed", hook.Failed);
        json.WriteNumber("passedOnRetry", hook.PassedOnRetry);
        json.WriteNumber("lookedUp", hook.LookedUp);
        json.WriteNumber("remembered", hook.Remembered);
        json.NumberOrNull("failureRate", hook.FailureRate);
        json.NumberOrNull("flakeRate", hook.FlakeRate);
        json.NumberOrNull("hitRate", hook.HitRate);
        Write(json, hook.Durations, hook.Before, hook.Trend);
        Write(json, "queuedMs", hook.Queued.Mean);
        Write(json, "queuedTotalMs", hook.Queued.Total);
        json.NumberOrNull("coresUsed", hook.CoresUsed);
        json.NumberOrNull("peakBytes", hook.PeakMemory);
        json.Array("recent", hook.Recent, one => json.Object(() =>
        {
            json.WriteString("time", one.Time.UtcDateTime);
            Write(json, "durationMs", one.Duration);
            json.WriteString("outcome", one.Outcome.ToString());
            json.WriteBoolean("remembered", one.WasRemembered);
        }));
    });

    private static void Write(Utf8JsonWriter json, Advice advice) => json.Object(() =>
    {
        json.WriteString("kind", advice.Kind.ToString());
        json.WriteString("stage", advice.Stage.ToString());
        json.Array("hooks", advice.Hooks, json.WriteStringValue);
        json.WriteNumber("runs", advice.Runs);
        json.NumberOrNull("share", advice.Share);
        json.NumberOrNull("savesMs", advice.Saves?.TotalMilliseconds);
        json.WriteString("text", advice.Text);
    });

    private static void Write(Utf8JsonWriter json, Distribution now, Distribution before, double? trend)
    {
        json.WriteNumber("timed", now.Count);
        Write(json, "totalMs", now.Total);
        Write(json, "meanMs", now.Mean);
        Write(json, "medianMs", now.Median);
        Write(json, "p95Ms", now.P95);
        Write(json, "longestMs", now.Longest);
        json.WriteNumber("timedBefore", before.Count);
        Write(json, "medianBeforeMs", before.Median);
        json.NumberOrNull("trend", trend);
    }

    private static void Write(Utf8JsonWriter json, string name, TimeSpan time) => json.WriteNumber(name, Math.Round(time.TotalMilliseconds, 3));
}
