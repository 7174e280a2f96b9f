using System.Text.Json;
using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Runner.Exports;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.LogReports;

/// <summary>What the page draws. All but ASCII letters is escaped, so that no name ends the element in which it stands.</summary>
internal static class PageData
{
    private const int MostRuns = 200;

    /// <summary>Writes it.</summary>
    public static string Write(LogReport report, HookPlan plan)
    {
        var stages = report.History.Runs.GroupBy(run => run.Stage).ToDictionary(runs => runs.Key, runs => runs.TakeLast(MostRuns).ToList());
        return Json.Text(json =>
        {
            json.WriteNumber("count", report.History.Runs.Count);
            json.WriteString("since", report.History.Since.UtcDateTime);
            json.WriteString("until", report.Query.Now.UtcDateTime);
            json.Object("stages", () =>
            {
                foreach (var (stage, runs) in stages)
                {
                    json.Array(stage.ToString(), runs, run => json.WriteStringValue(run.Time.UtcDateTime));
                }
            });
            WriteLastRun(json, plan, report.LastRun);
            json.WriteStartArray("hooks");
            foreach (var stage in stages)
            {
                WriteHooks(json, stage.Value, [.. report.Statistics.Hooks.Where(hook => hook.Stage == stage.Key)]);
            }

            json.WriteEndArray();
            json.Array("advice", report.Advice.Select(advice => advice.Text), json.WriteStringValue);
            json.Array("notes", ReportNotes.Of(report), json.WriteStringValue);
            json.Array("failures", FailedHook.Of(report, plan), failure => json.Object(() =>
            {
                json.WriteString("name", failure.Name);
                json.WriteString("what", failure.What);
                json.WriteString("log", failure.Log);
            }));
        }, indented: false);
    }

    private static void WriteLastRun(Utf8JsonWriter json, HookPlan plan, PastRun? run)
    {
        if (run is null)
        {
            json.WriteNull("run");
            return;
        }

        var hooks = RunTimeline.Of(plan, run);
        json.Object("run", () =>
        {
            json.WriteString("stage", run.Stage.ToString());
            json.WriteString("time", run.Time.UtcDateTime);
            Write(json, "ms", run.Record?.Duration ?? hooks.Max(hook => hook.Hook.Start + hook.Hook.Duration));
            json.WriteNumber("cores", run.Record?.Cores ?? 0);
            json.WriteBoolean("interrupted", run.Record is { Interrupted: true });
            json.Array("hooks", hooks, one => json.Object(() =>
            {
                var hook = one.Hook;
                json.WriteString("name", hook.Hook);
                json.WriteNumber("wave", hook.Wave);
                json.WriteNumber("lane", one.Lane);
                json.WriteBoolean("critical", one.IsCritical);
                Write(json, "start", hook.Start);
                Write(json, "ms", hook.Duration);
                Write(json, "queued", hook.Queued);
                json.WriteString("outcome", hook.Outcome.ToString());
                json.WriteBoolean("remembered", hook.Source is ResultSource.Local or ResultSource.Remote);
                json.NumberOrNull("files", hook.FileCount);
                json.Array("after", one.After, json.WriteNumberValue);
            }));
        });
    }

    private static void WriteHooks(Utf8JsonWriter json, List<PastRun> runs, IReadOnlyList<HookStatistics> hooks)
    {
        var seen = hooks.ToDictionary(hook => hook.Name, _ => new LoggedHook?[runs.Count], StringComparer.Ordinal);
        for (var i = 0; i < runs.Count; i++)
        {
            foreach (var hook in runs[i].Hooks)
            {
                if (seen.TryGetValue(hook.Hook, out var known))
                {
                    known[i] = hook;
                }
            }
        }

        foreach (var hook in hooks)
        {
            json.Object(() =>
            {
                json.WriteString("name", hook.Name);
                json.WriteString("stage", hook.Stage.ToString());
                json.WriteNumber("runs", hook.Runs);
                json.WriteNumber("timed", hook.Durations.Count);
                json.WriteNumber("failed", hook.Failed);
                Write(json, "total", hook.Durations.Total);
                Write(json, "median", hook.Durations.Median);
                Write(json, "p95", hook.Durations.P95);
                Write(json, "queued", hook.Queued.Mean);
                json.NumberOrNull("failureRate", hook.FailureRate);
                json.NumberOrNull("flakeRate", hook.FlakeRate);
                json.NumberOrNull("hitRate", hook.HitRate);
                json.NumberOrNull("cores", hook.CoresUsed);
                json.NumberOrNull("trend", hook.Trend);
                json.WriteString("codes", string.Concat(seen[hook.Name].Select(Code)));
                json.Array("ms", seen[hook.Name], one =>
                {
                    if (one is null || Code(one) is 'n' or 'k')
                    {
                        json.WriteNullValue();
                    }
                    else
                    {
                        json.WriteNumberValue(Math.Round(one.Duration.TotalMilliseconds, 1));
                    }
                });
            });
        }
    }

    // The letters that page.js has words for.
    private static char Code(LoggedHook? hook) => hook switch
    {
        null => '.',
        { Outcome: HookOutcome.Succeeded, Source: ResultSource.Local or ResultSource.Remote } => 'r',
        { Outcome: HookOutcome.Succeeded, PassedOnRetry: true } => 'y',
        { Outcome: HookOutcome.Succeeded } => 's',
        { Outcome: HookOutcome.Cancelled } => 'c',
        { Outcome: HookOutcome.Skipped } => 'k',
        { Outcome: HookOutcome.NoFiles or HookOutcome.NotNeeded } => 'n',
        { Source: ResultSource.Local or ResultSource.Remote } => 'R',
        _ => 'f',
    };

    private static void Write(Utf8JsonWriter json, string name, TimeSpan time) => json.WriteNumber(name, Math.Round(time.TotalMilliseconds, 1));
}
