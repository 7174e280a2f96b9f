using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>
/// Makes a result of a report, and a report of a result. A result names files by their path from the root, so that another checkout can use it.
/// </summary>
/// <param name="root">Absolute path of the repository's root.</param>
internal sealed class ReportedResult(string root)
{
    /// <summary>What is kept of a report.</summary>
    public CachedResult Keep(HookReport report, IReadOnlyList<CachedFile> outputs) => new()
    {
        Outcome = report.Outcome,
        Reason = PlausibleResult.Clean(report.Reason),
        ExitCode = report.ExitCode,
        Duration = report.Duration,
        Findings = [.. report.Findings.Select(finding => finding with { File = Relative(finding.File), Message = PlausibleResult.Clean(finding.Message) })],
        DroppedFindings = report.DroppedFindings,
        Tail = report.Tail,
        Outputs = outputs,
    };

    /// <summary>The report of a hook that did not run because its result is remembered.</summary>
    public HookReport Replay(PlannedHook hook, CachedResult result, ResultSource source) => new()
    {
        Hook = hook,
        Outcome = result.Outcome,
        Reason = result.Reason,
        ExitCode = result.ExitCode,
        Findings = [.. result.Findings.Select(finding => finding with { File = finding.File.Length == 0
            ? ""
            : Path.GetFullPath(Path.Combine(root, finding.File)) })],
        DroppedFindings = result.DroppedFindings,
        Tail = result.Tail,
        Source = source,
    };

    private string Relative(string file) =>
        file.Length > root.Length && file.StartsWith(root, StringComparison.Ordinal) && file[root.Length] == Path.DirectorySeparatorChar
            ? file[(root.Length + 1)..].Replace(Path.DirectorySeparatorChar, '/')
            : file;
}
