using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Exports;

/// <summary>The documents in which a whole run can be written.</summary>
internal static class ExportFormats
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> All { get; } = [RunFormats.Json, RunFormats.Sarif, RunFormats.GitLab, RunFormats.JUnit, RunFormats.Trace];

    /// <summary>Writes a document.</summary>
    public static byte[] Write(string format, ExportedRun run) => format switch
    {
        RunFormats.Sarif => SarifLog.Write(run),
        RunFormats.GitLab => CodeQualityReport.Write(run),
        RunFormats.JUnit => JUnitReport.Write(run),
        RunFormats.Trace => RunTrace.Write(run),
        _ => WriteJson(run),
    };

    private static byte[] WriteJson(ExportedRun run)
    {
        using MemoryStream stream = new();
        using JsonOutput output = new(new EventStream(new Terminal(() => stream, isInteractive: false, hasColours: false)), run.Request, byLines: false);
        foreach (var problem in run.Warnings)
        {
            output.Warned(problem);
        }

        output.End(run.Report);
        return stream.ToArray();
    }
}
