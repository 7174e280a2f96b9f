using Hooks.Build.Runner.Exports;
using Hooks.Build.Runner.LogReports;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Machine;

/// <summary>A report of all repositories for programs; docs/report.md has the fields.</summary>
internal static class MachineJson
{
    private const int Version = 1;

    /// <summary>Writes it.</summary>
    public static string Write(MachineReport report) => Json.Text(json =>
    {
        json.WriteNumber("version", Version);
        json.WriteString("until", report.Query.Now.UtcDateTime);
        json.WriteNumber("runs", report.Runs);
        json.WriteNumber("runsBefore", report.RunsBefore);
        json.Array("repositories", report.Repositories, repository => json.Object(() =>
        {
            json.WriteString("repository", repository.Root);
            json.WriteString("since", repository.History.Since.UtcDateTime);
            json.WriteNumber("runs", repository.History.Runs.Count);
            json.WriteNumber("runsBefore", repository.History.Before.Count);
            json.WriteNumber("totalMs", Math.Round(repository.Total.TotalMilliseconds, 3));
            json.Array("logs", repository.Logs, json.WriteStringValue);
            ReportJson.Write(json, repository.Statistics);
        }));
        json.Array("notes", report.Notes, json.WriteStringValue);
    });
}
