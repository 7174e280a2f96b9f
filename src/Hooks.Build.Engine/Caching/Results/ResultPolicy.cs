using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>Which results are remembered, used and shared.</summary>
/// <param name="request">The run.</param>
internal sealed class ResultPolicy(RunRequest request)
{
    /// <summary>Whether results of a hook can be remembered at all.</summary>
    public static bool IsRememberable(PlannedHook hook, RunRequest request) =>
        !hook.NoCache && !hook.Finally && hook.Hash is not null && HookInputs.AreKnown(hook) && request.Stage != HookStages.CommitMsg;

    /// <summary>
    /// Whether other machines may use a hook's result: not where it depends on all of this one's variables. Nor that of a ready-made check: to know what it
    /// depends on its files are read, after which it takes less than an answer.
    /// </summary>
    public static bool IsShared(PlannedHook hook) => hook.Kind != HookKind.Check && !hook.Environment.Contains("*", StringComparer.Ordinal);

    /// <summary>Whether a remembered result stands for a run. A failure that would be repaired now is not the end of it.</summary>
    public bool IsUsable(CachedResult result, PlannedHook hook) =>
        PlausibleResult.Is(result) && (result.Outcome == HookOutcome.Succeeded || !MayFix(hook)) && MayWrite(hook, result);

    /// <summary>Whether a result is remembered. A failure without a finding may come of anything: a network, a full disk, a tool that is not set up.</summary>
    public bool IsWorthKeeping(HookReport report) =>
        report.Changed.Count == 0
        && (report.Outcome == HookOutcome.Succeeded
            || (report.Outcome == HookOutcome.Failed
                && !MayFix(report.Hook)
                && report.Findings.Any(finding => finding.Level == HookFindingLevel.Error && finding.File.Length > 0)));

    /// <summary>Whether a hook may change files of the repository, as far as it says.</summary>
    public bool MayWrite(PlannedHook hook) => hook.Writes.Count > 0 || MayFix(hook);

    // Somebody else's entry is not to write what the hook itself does not.
    private static bool MayWrite(PlannedHook hook, CachedResult result)
    {
        if (result.Outputs.Count == 0)
        {
            return true;
        }

        var writes = GlobSet.Parse(hook.Writes, []);
        return result.Outputs.All(output => writes.IsMatch(output.Path));
    }

    private bool MayFix(PlannedHook hook) => request.Fixing && (hook.Fix.Count > 0 || hook.FixesItself);
}
