using System.Globalization;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Runner.LogReports;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Mcp.Tools;

/// <summary><c>report</c>: the figures of <c>hooks report</c>, those of the hooks with the most time.</summary>
internal static class ReportTool
{
    private const int DefaultLimit = 10;
    private const int MostAdvice = 10;

    /// <summary>Writes the report.</summary>
    /// <exception cref="HooksException">The arguments contradict each other, or a name or a time is none.</exception>
    public static void Write(Utf8JsonWriter json, BuiltHooks built, ToolArguments arguments)
    {
        var report = LogReport.Make(ReportSource.Of(built.Projects), QueryOf(arguments), "hooks");
        json.WriteString("since", report.History.Since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteNumber("runs", report.History.Runs.Count);
        json.Array("stages", report.Statistics.Stages, stage => json.Object(() =>
        {
            json.WriteString("stage", stage.Stage.ToString());
            json.WriteNumber("runs", stage.Runs);
            json.WriteNumber("failed", stage.Failed);
            json.WriteNumber("interrupted", stage.Interrupted);
            Write(json, stage.Durations);
        }));
        WriteHooks(json, report.Statistics.Hooks, arguments.Number("limit", DefaultLimit));
        json.Array("advice", report.Advice.Take(MostAdvice), advice => json.WriteStringValue(advice.Text));
        json.Array("notes", ReportNotes.Of(report), json.WriteStringValue);
        built.WriteStale(json);
    }

    private static void WriteHooks(Utf8JsonWriter json, IReadOnlyList<HookStatistics> hooks, int limit)
    {
        json.Array("hooks", hooks.Take(limit), hook => json.Object(() =>
        {
            json.WriteString("name", hook.Name);
            json.WriteString("stage", hook.Stage.ToString());
            json.WriteNumber("runs", hook.Runs);
            json.WriteNumber("failed", hook.Failed);
            json.WriteNumber("passedOnRetry", hook.PassedOnRetry);
            json.WriteNumber("remembered", hook.Remembered);
            json.WriteNumber("totalMs", Milliseconds(hook.Durations.Total));
            Write(json, hook.Durations);
        }));
        if (hooks.Count > limit)
        {
            json.WriteNumber("moreHooks", hooks.Count - limit);
        }
    }

    private static ReportQuery QueryOf(ToolArguments arguments)
    {
        var (since, last) = (arguments.Text("since"), arguments.Number("last", 0));
        if (since.Length > 0 && last > 0)
        {
            throw new HooksException(Codes.InvalidSetting, "since and last were given together: choose one");
        }

        var now = TimeProvider.System.GetUtcNow();
        return new ReportQuery
        {
            Now = now,
            Since = ReportTime.Since(since.Length > 0 ? since : SettingTable.ReportSince.Default, "since", now),
            Last = last > 0 ? last : null,
            Stage = ToolRequest.StageOf(arguments, HookStages.None) is not HookStages.None and var stage ? stage : null,
            Branch = arguments.Text("branch") is { Length: > 0 } branch ? branch : null,
            Hooks = arguments.Texts("hooks"),
        };
    }

    private static void Write(Utf8JsonWriter json, Distribution times)
    {
        json.WriteNumber("medianMs", Milliseconds(times.Median));
        json.WriteNumber("p95Ms", Milliseconds(times.P95));
    }

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 1);
}
