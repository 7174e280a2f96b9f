using System.Globalization;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Exports;

/// <summary>
/// A run as trace events, which Perfetto and the browsers' own viewers open: a lane for as many hooks as ran at a time, and one for the chain of hooks that the
/// end waited for, with what each of them waited for cores and locks. Times are in microseconds since the run began.
/// </summary>
internal static class RunTrace
{
    private const int Process = 1;
    private const int CriticalLane = 1;

    /// <summary>Writes the document.</summary>
    public static byte[] Write(ExportedRun run) => Json.Write(json => json.Object(() =>
    {
        json.WriteString("displayTimeUnit", "ms");
        json.Object("otherData", () =>
        {
            json.WriteString("program", $"Hooks.Build {BuildInformation.Version}");
            json.WriteString("stage", run.Stage);
            json.WriteNumber("durationMs", run.Report.Duration.TotalMilliseconds);
        });
        json.WriteStartArray("traceEvents");
        WriteName(json, "process_name", CriticalLane, run.Stage.Length == 0 ? "hooks" : $"hooks {run.Stage}");
        WriteName(json, "thread_name", CriticalLane, "critical path");
        foreach (var hook in RunLanes.CriticalPath(run.Plan, run.Report))
        {
            if (hook.Queued > TimeSpan.Zero)
            {
                WriteSlice(
                    json, CriticalLane, $"{hook.Hook.Name} waits for cores, locks or its profile's turn", hook.Start - hook.Queued, hook.Queued, () => { });
            }

            WriteHook(json, CriticalLane, hook);
        }

        var thread = CriticalLane;
        foreach (var lane in RunLanes.Of(run.Report))
        {
            thread++;
            WriteName(json, "thread_name", thread, string.Create(CultureInfo.InvariantCulture, $"lane {thread - CriticalLane}"));
            foreach (var hook in lane)
            {
                WriteHook(json, thread, hook);
            }
        }

        json.WriteEndArray();
    }));

    private static void WriteName(Utf8JsonWriter json, string kind, int thread, string name) => json.Object(() =>
    {
        json.WriteString("ph", "M");
        json.WriteString("name", kind);
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", thread);
        json.Object("args", () => json.WriteString("name", name));
    });

    private static void WriteHook(Utf8JsonWriter json, int thread, HookReport hook) => WriteSlice(json, thread, hook.Hook.Name, hook.Start, hook.Duration, () =>
    {
        json.WriteString("outcome", hook.Outcome.ToString());
        json.WriteString("source", hook.Source.ToString());
        json.WriteNumber("wave", hook.Hook.Wave);
        json.WriteNumber("queuedMs", hook.Queued.TotalMilliseconds);
        json.WriteNumber("cores", hook.Cores);
        json.WriteNumber("attempts", hook.Attempts);
        json.WriteNumber("findings", hook.Findings.Count);
        if (hook.ProcessorTime is { } time)
        {
            json.WriteNumber("processorMs", time.TotalMilliseconds);
        }

        if (hook.FileCount is { } files)
        {
            json.WriteNumber("files", files);
        }
    });

    private static void WriteSlice(Utf8JsonWriter json, int thread, string name, TimeSpan start, TimeSpan duration, Action arguments) => json.Object(() =>
    {
        json.WriteString("ph", "X");
        json.WriteString("cat", "hook");
        json.WriteString("name", name);
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", thread);
        json.WriteNumber("ts", start.TotalMicroseconds);
        json.WriteNumber("dur", duration.TotalMicroseconds);
        json.Object("args", arguments);
    });
}
