using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hooks.Build.Tasks;

/// <summary>Tells MSBuild what happens in a run: findings and failures as errors and warnings, the rest for the binary log.</summary>
internal sealed class RunLog(TaskLoggingHelper log, RunHooks task) : IRunObserver
{
    public void Warned(Problem problem) => task.LogWarning(problem);

    public void HookStarted(PlannedHook hook) => log.LogMessage(MessageImportance.Low, "Hook '{0}' starts (wave {1})", hook.Name, hook.Wave);

    public void HookEnded(HookReport report)
    {
        log.LogMessage(MessageImportance.Low, "Hook '{0}' ends: {1} {2}{3}", report.Hook.Name, report.Outcome, report.Source is ResultSource.Local or ResultSource.Remote ? "as remembered" : "after " + Texts.Seconds(report.Duration), report.LogPath is null ? "" : ", log " + report.LogPath);
        // What a hook wrote that was ended by the run's stop is noise: it is not the cause.
        if (report.Outcome != HookOutcome.Cancelled)
        {
            foreach (var finding in report.Findings)
            {
                LogFinding(finding, report);
            }

            LogDropped(report);
        }

        if (Texts.ToProblem(report) is { } problem)
        {
            Log(problem, report);
        }
    }

    public void ProfileEnded(ProfileReport report)
    {
        RunReport run = new(report.Hooks, report.Duration, Interrupted: false);
        log.LogMessage(MessageImportance.High, "Profile '{0}': {1}", report.Profile, Texts.Summary(run));
    }

    public void Summarise(RunReport report, bool isAskedFor)
    {
        if (report.Interrupted)
        {
            log.LogMessage(MessageImportance.High, "Hooks: {0}", Texts.Summary(report));
            return;
        }

        if (report.Hooks.Count == 0)
        {
            if (isAskedFor)
            {
                task.LogWarning(Texts.NoHookRuns);
            }

            return;
        }

        foreach (var line in StagedTexts.Repaired(report.Repaired))
        {
            task.Tell($"hooks: {line}");
        }

        foreach (var problem in report.Problems)
        {
            task.LogError(problem);
        }

        var ran = report.Hooks.Where(hook => hook.Outcome is not (HookOutcome.Skipped or HookOutcome.NoFiles) && hook.Source is not (ResultSource.Local or ResultSource.Remote)).ToList();
        var skipped = report.Hooks.Where(hook => hook.Outcome == HookOutcome.Skipped).ToList();
        task.Tell($"hooks: {Texts.Summary(report, IsSilenced)}{(ran.Count == 0 ? "" : " (" + Texts.Names(ran) + ")")}{(skipped.Count == 0 ? "" : "; skipped: " + Texts.Names(skipped))}{task.ProjectMark}");
    }

    // NoWarn is a list as people write it: C# takes numbers without their CS, and no hook has such.
    private bool IsSilenced(Finding finding, HookReport report) =>
        task.Silenced.SelectMany(codes => codes.Split([',', ' ', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Contains(CodeOf(finding, report), StringComparer.OrdinalIgnoreCase);

    // NoWarn and its like act on codes: a finding without one goes by its hook's name.
    private static string CodeOf(Finding finding, HookReport report) => finding.Code.Length == 0 ? report.Hook.Name : finding.Code;

    private void Log(Problem problem, HookReport report)
    {
        if (report.IsBlocking)
        {
            task.LogError(problem);
        }
        else if (report.IsFailure)
        {
            task.LogWarning(problem);
        }
        else
        {
            task.LogMessage(problem, MessageImportance.High);
        }
    }

    private void LogFinding(Finding finding, HookReport report)
    {
        var code = CodeOf(finding, report);
        var file = finding.File.Length == 0 ? null : finding.File;
        if (finding.Level == HookFindingLevel.Info)
        {
            log.LogMessage(null, code, null, file, finding.Line, finding.Column, finding.EndLine, finding.EndColumn, MessageImportance.Normal, "{0}", Texts.Shortened(finding.Message));
        }
        else if (finding.Level == HookFindingLevel.Error && report.IsBlocking)
        {
            log.LogError(null, code, null, null, file, finding.Line, finding.Column, finding.EndLine, finding.EndColumn, "{0}", Texts.Shortened(finding.Message));
        }
        else
        {
            log.LogWarning(null, code, null, null, file, finding.Line, finding.Column, finding.EndLine, finding.EndColumn, "{0}", Texts.Shortened(finding.Message));
        }
    }

    private void LogDropped(HookReport report)
    {
        if (report.DroppedFindings > 0)
        {
            task.LogWarning(new Problem(Codes.Failed, $"Hook '{report.Hook.Name}' found {Texts.Dropped(report)} more than can be shown; they are in {report.LogPath}"));
        }
    }
}
