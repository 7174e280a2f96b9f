using System.Text.Json;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Exports;

/// <summary>
/// A run as GitLab's code quality report: what merge requests show. Each entry must have a file, so that a failed hook without a finding stands at its
/// declaration.
/// </summary>
internal static class CodeQualityReport
{
    /// <summary>Writes the document.</summary>
    public static byte[] Write(ExportedRun run) => Json.Write(json =>
    {
        json.WriteStartArray();
        foreach (var finding in RunFinding.Of(run))
        {
            if (finding.Place is { } place)
            {
                Write(
                    json,
                    finding.Message.Length == 0 ? finding.Rule : finding.Message,
                    finding.Rule,
                    finding.Fingerprint,
                    finding.Level,
                    place.Path,
                    finding.Line);
            }
        }

        foreach (var hook in run.Report.Hooks)
        {
            if (hook.IsFailure && Texts.ToHeadline(hook) is { File: { } file } problem)
            {
                var level = hook.IsBlocking ? AnnotationLevel.Error : AnnotationLevel.Warning;
                Write(
                    json,
                    PlainText.Of(problem.Message),
                    problem.Code,
                    $"{problem.Code}:{hook.Hook.Name}",
                    level,
                    SourcePlace.Of(file, run.Request.RepositoryRoot).Path,
                    problem.Line);
            }
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, string description, string check, string fingerprint, AnnotationLevel level, string path, int line) =>
        json.Object(() =>
        {
            json.WriteString("description", description);
            json.WriteString("check_name", check);
            json.WriteString("fingerprint", fingerprint);
            json.WriteString("severity", level switch
            {
                AnnotationLevel.Error => "major",
                AnnotationLevel.Warning => "minor",
                _ => "info",
            });
            json.Object("location", () =>
            {
                json.WriteString("path", path);
                json.Object("lines", () => json.WriteNumber("begin", Math.Max(1, line)));
            });
        });
}
