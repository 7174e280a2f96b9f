using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>Makes a result of a report, and a report of a result. A result names files by their path from the root, so that another checkout can use it.</summary>
/// <param name="root">Absolute path of the repository's root.</param>
internal sealed class ReportedResult(string root)
{
    /// <summary>What is kept of a report.</summary>
    public CachedResult Keep(HookReport report, IReadOnlyList<CachedFile> outputs)
    {
        List<Finding> findings = new(report.Findings.Count);
        foreach (var finding in report.Findings)
        {
            findings.Add(finding with { File = Relative(finding.File), Message = PlausibleResult.Clean(finding.Message) });
        }

        return new CachedResult
        {
            Outcome = report.Outcome,
            Reason = PlausibleResult.Clean(report.Reason),
            ExitCode = report.ExitCode,
            Duration = report.Duration,
            Findings = findings,
            DroppedFindings = report.DroppedFindings,
            Tail = report.Tail,
            Outputs = outputs,
        };
    }

    /// <summary>The report of a hook that did not run because its result is remembered.</summary>
    public HookReport Replay(PlannedHook hook, CachedResult result, ResultSource source)
    {
        List<Finding> findings = new(result.Findings.Count);
        foreach (var finding in result.Findings)
        {
            findings.Add(finding with { File = finding.File.Length == 0 ? "" : Path.GetFullPath(Path.Combine(root, finding.File)) });
        }

        return new HookReport
        {
            Hook = hook,
            Outcome = result.Outcome,
            Reason = result.Reason,
            ExitCode = result.ExitCode,
            Findings = findings,
            DroppedFindings = result.DroppedFindings,
            Tail = result.Tail,
            Source = source,
        };
    }

    private string Relative(string file) =>
        file.Length > root.Length && file.StartsWith(root, StringComparison.Ordinal) && file[root.Length] == Path.DirectorySeparatorChar
            ? file[(root.Length + 1)..].Replace(Path.DirectorySeparatorChar, '/')
            : file;
}
