using System.Collections.Concurrent;
using Hooks.Build.Engine.Caching.Keys;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>What is known of the last run of each hook in this working tree.</summary>
/// <param name="request">The run.</param>
/// <param name="clock">Tells when it is.</param>
/// <param name="secret">Masks what is kept.</param>
internal sealed class LastRuns(RunRequest request, TimeProvider clock, Lazy<CacheSecret> secret)
{
    // At a commit the usual hook takes less than finding out whether it need run.
    private static readonly TimeSpan Worthwhile = TimeSpan.FromMilliseconds(50);

    // Of each stage by itself: what is staged is not what a build is about.
    private readonly LastRunFile _file = new(Path.Combine(request.LogDirectory, StateFiles.LastRuns, IsHurried(request) ? request.Stage.ToString() : nameof(HookStages.Build)));

    // Asked several times of each hook, the first before any runs, and then of several at once.
    private readonly ConcurrentDictionary<string, TimeSpan?> _durations = new(StringComparer.Ordinal);

    /// <summary>Reads the last run of a hook.</summary>
    public LastRun? Read(PlannedHook hook) => _file.Read(hook.Name);

    /// <summary>Whether finding out what a hook depends on is worth its time.</summary>
    public bool IsWorthwhile(PlannedHook hook) => !IsHurried(request) || IsWorthwhile(request, DurationOf(hook));

    /// <summary>The same for a hook that took a time the last time; nothing where that is not known.</summary>
    public static bool IsWorthwhile(RunRequest request, TimeSpan? duration) => !IsHurried(request) || duration >= Worthwhile;

    /// <summary>How long an answer to the question whether a hook need run may take: no longer than the hook.</summary>
    public TimeSpan Patience(PlannedHook hook)
    {
        var usual = DurationOf(hook) ?? TimeSpan.FromSeconds(1);
        return usual < Worthwhile ? Worthwhile : usual;
    }

    /// <summary>Writes down the run of a hook of which it was not found out what it depends on, where that changes what is done next time.</summary>
    public void KeepDuration(HookReport report)
    {
        if (IsHurried(request) && report.Outcome is HookOutcome.Succeeded or HookOutcome.Failed && report.Duration >= Worthwhile != (DurationOf(report.Hook) >= Worthwhile))
        {
            _file.Write(report.Hook.Name, new LastRun { Time = clock.GetUtcNow(), Duration = report.Duration });
        }
    }

    /// <summary>Writes down the run of a hook, and what had changed since the one before.</summary>
    public void Keep(ResultKey key, FileFingerprints fingerprints, HookReport report, bool isKept)
    {
        var run = LastRun.Of(key, fingerprints, secret.Value, clock.GetUtcNow(), report.Duration, isKept, []);
        var reasons = Read(report.Hook) is { Key.Length: > 0 } before ? KeyDifference.Describe(before, run.Fields, run.Files) : ["nothing was remembered of it"];
        _file.Write(report.Hook.Name, run with { Reasons = reasons });
    }

    private TimeSpan? DurationOf(PlannedHook hook) => _durations.GetOrAdd(hook.Name, static (name, file) => file.Duration(name), _file);

    private static bool IsHurried(RunRequest request) => request.Stage is not (HookStages.Build or HookStages.None or HookStages.Manual);
}
