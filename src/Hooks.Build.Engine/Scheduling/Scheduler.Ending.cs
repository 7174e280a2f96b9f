using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Scheduling;

/// <content>What follows from an end.</content>
internal sealed partial class Scheduler
{
    private void End(HookReport report)
    {
        _ending.Enqueue(report);
        Settle();
    }

    // Not by recursion: the skipped may be a chain of thousands.
    private void Settle()
    {
        while (_ending.TryDequeue(out var next))
        {
            EndOne(next);
        }
    }

    private void EndOne(HookReport report)
    {
        var index = report.Hook.Index;
        _ended.Add(report);
        foreach (var warning in report.Warnings)
        {
            _observer.Warned(warning);
        }

        _observer.HookEnded(report);
        _waiting.End(index, Now);
        _cleanUps.Ended(report);
        if (report.Stops)
        {
            SkipDependents(report);
        }

        if (report.IsBlocking && (report.Hook.Severity == HookSeverity.Critical || _request.FailFast))
        {
            _profiles.Stop(index);
            StopStopped($"'{report.Hook.Name}' failed and stopped the run");
        }

        foreach (var profile in _profiles.End(index))
        {
            _observer.ProfileEnded(new ProfileReport(profile, [.. _ended.Where(ended => _profiles.Contains(profile, ended.Hook.Index))], Now));
        }
    }

    private void SkipDependents(HookReport cause)
    {
        var why = cause.Outcome == HookOutcome.Skipped ? cause.Reason
            : cause.Outcome == HookOutcome.Cancelled ? $"'{cause.Hook.Name}', which it depends on, was ended"
            : $"'{cause.Hook.Name}', which it depends on, failed";
        foreach (var dependent in _selection.Prerequisites.DependentsOf(cause.Hook.Index))
        {
            Skip(dependent, why);
        }
    }

    private void Skip(int index, string why)
    {
        if (_waiting.Remove(index))
        {
            _ending.Enqueue(NotRun(Hook(index), HookOutcome.Skipped, why));
        }
    }

    private void StopEverything(string why)
    {
        _profiles.StopAll();
        StopStopped(why);
        Settle();
    }

    // Who cleans up runs whatever happens, unless the time for that is over.
    private void StopStopped(string why)
    {
        foreach (var index in _waiting.All.FindAll(MustStop))
        {
            Skip(index, why);
        }

        foreach (var hook in _running.All)
        {
            if (MustStop(hook.Hook.Index))
            {
                hook.Stop();
            }
        }
    }

    private bool MustStop(int index) => Hook(index).Finally ? _cleanUps.IsTimeOver : _profiles.IsStopped(index);

    private HookReport NotRun(PlannedHook hook, HookOutcome outcome, string reason) =>
        new() { Hook = hook, Outcome = outcome, Reason = reason, Start = Now, FileCount = outcome == HookOutcome.NoFiles ? 0 : null };
}
