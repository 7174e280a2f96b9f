using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Output;

/// <summary>For programs: one object at the end, or a line for each hook as it ends and one for the run. Format version 1.</summary>
internal sealed class JsonOutput(Terminal terminal, RunRequest request, bool byLines) : RunOutput
{
    private readonly List<Problem> _warnings = [];

    public override void Warned(Problem problem) => _warnings.Add(problem);

    public override void HookEnded(HookReport report)
    {
        if (byLines)
        {
            terminal.WriteLine(Write(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("version", 1);
                json.WriteString("kind", "hook");
                WriteHook(json, report);
                json.WriteEndObject();
            }));
        }
    }

    public override void End(RunReport report) => terminal.WriteLine(Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        if (byLines)
        {
            json.WriteString("kind", "run");
            WriteRun(json, report);
        }
        else
        {
            json.WriteStartObject("run");
            WriteRun(json, report);
            json.WriteEndObject();
            json.WriteStartArray("hooks");
            foreach (var hook in report.Hooks)
            {
                json.WriteStartObject();
                WriteHook(json, hook);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }));

    private void WriteRun(Utf8JsonWriter json, RunReport report)
    {
        json.WriteString("stage", request.Stage == HookStages.None ? "" : request.Stage.ToString());
        json.WriteNumber("durationMs", Milliseconds(report.Duration));
        json.WriteBoolean("succeeded", report.Succeeded);
        json.WriteBoolean("interrupted", report.Interrupted);
        json.WriteStartObject("counts");
        json.WriteNumber("passed", report.Count(HookOutcome.Succeeded));
        json.WriteNumber("failed", report.Hooks.Count(hook => hook.IsBlocking));
        json.WriteNumber("warned", report.Hooks.Count(hook => hook is { IsFailure: true, IsBlocking: false }));
        json.WriteNumber("skipped", report.Count(HookOutcome.Skipped));
        json.WriteNumber("cancelled", report.Count(HookOutcome.Cancelled));
        json.WriteNumber("withoutFiles", report.Count(HookOutcome.NoFiles));
        json.WriteEndObject();
        json.WriteStartArray("repaired");
        foreach (var file in report.Repaired)
        {
            json.WriteStartObject();
            json.WriteString("file", file.Path);
            json.WriteString("workingCopy", file.WorkingCopy.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteProblems(json, "problems", report.Problems);
        WriteProblems(json, "warnings", _warnings);
    }

    private static void WriteProblems(Utf8JsonWriter json, string name, IEnumerable<Problem> problems)
    {
        json.WriteStartArray(name);
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("code", problem.Code);
            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteHook(Utf8JsonWriter json, HookReport report)
    {
        json.WriteString("name", report.Hook.Name);
        json.WriteString("outcome", report.Outcome.ToString());
        json.WriteNumber("durationMs", Milliseconds(report.Duration));
        json.WriteNumber("wave", report.Hook.Wave);
        json.WriteString("source", report.Source.ToString());
        json.WriteBoolean("speculative", report.IsSpeculative);
        WriteNumber(json, "files", report.FileCount);
        json.WriteNumber("filesRemembered", report.RememberedFiles);
        WriteNumber(json, "exitCode", report.ExitCode);
        json.WriteString("reason", report.Reason);
        json.WriteString("log", report.LogPath);
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("file", RelativePath.Of(finding.File, request.RepositoryRoot));
            json.WriteNumber("line", finding.Line);
            json.WriteNumber("column", finding.Column);
            json.WriteString("code", finding.Code);
            json.WriteString("level", finding.Level.ToString());
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 1);

    private string Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = !byLines, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
