using System.Collections.Concurrent;
using Hooks.Build.Engine.Caching.Keys;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>What is known of the last run of each hook in this working tree.</summary>
/// <param name="request">The run.</param>
/// <param name="clock">Tells when it is.</param>
/// <param name="secret">Masks what is kept.</param>
/// <param name="git">The repository; <see langword="null"/> outside of one.</param>
internal sealed class LastRuns(RunRequest request, TimeProvider clock, Lazy<CacheSecret> secret, GitProgram? git)
{
    // At a commit the usual hook takes less than finding out whether it need run, for which git lists all files: 205 ms in a repository of 50,000.
    private static readonly TimeSpan Worthwhile = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ForEachFile = TimeSpan.FromMicroseconds(3);

    private readonly LastRunFile _file = new(Folder(request));
    private readonly FileLists _lists = new(Folder(request) + ".files");
    private readonly object _lock = new();
    private readonly Dictionary<(string, string, string, string), IReadOnlyList<string>> _differences = [];
    private readonly Lazy<TimeSpan> _least = new(() => Worthwhile + ((git is null ? 0 : GitIndex.Count(git.Repository.IndexFile) ?? 0) * ForEachFile));
    private bool _writesLists;

    // Asked several times of each hook, the first before any runs, and then of several at once.
    private readonly ConcurrentDictionary<string, TimeSpan?> _durations = new(StringComparer.Ordinal);

    /// <summary>Reads the last run of a hook.</summary>
    public LastRunRecord? Read(PlannedHook hook) => _file.Read(hook.Name);

    /// <summary>Whether finding out what a hook depends on is worth its time.</summary>
    public bool IsWorthwhile(PlannedHook hook) => !IsHurried(request) || IsLong(DurationOf(hook));

    /// <summary>How long a hook must have taken for that, at a stage for which people wait.</summary>
    public TimeSpan Least => _least.Value;

    /// <summary>How long an answer to the question whether a hook need run may take: no longer than the hook.</summary>
    public TimeSpan Patience(PlannedHook hook)
    {
        var usual = DurationOf(hook) ?? TimeSpan.FromSeconds(1);
        return usual < Worthwhile ? Worthwhile : usual;
    }

    /// <summary>Writes down the run of a hook of which it was not found out what it depends on, where that changes what is done next time.</summary>
    public void KeepDuration(HookReport report)
    {
        if (IsHurried(request) && report.Outcome is HookOutcome.Succeeded or HookOutcome.Failed && IsLong(report.Duration) != IsLong(DurationOf(report.Hook)))
        {
            _file.Write(report.Hook.Name, new LastRunRecord { Time = clock.GetUtcNow(), Duration = report.Duration });
        }
    }

    /// <summary>Writes down the run of a hook, and what had changed since the one before.</summary>
    /// <param name="key">What it depends on.</param>
    /// <param name="fingerprints">Knows how files are.</param>
    /// <param name="report">What came of it.</param>
    /// <param name="ended">When it ended.</param>
    /// <param name="isKept">Whether its result is remembered.</param>
    public void Keep(ResultKey key, FileFingerprints fingerprints, HookReport report, DateTimeOffset ended, bool isKept)
    {
        LastRunRecord run = new()
        {
            Time = ended,
            Duration = report.Duration,
            Key = secret.Value.Mask(key.Digest),
            IsRemembered = isKept,
            Fields = LastRunRecord.Masked(key.Fields, secret.Value),
        };
        run = run with { Given = DigestOf(key.Given, fingerprints), Beside = DigestOf(key.Beside, fingerprints) };
        lock (_lock)
        {
            _writesLists |= run.Given.Length > 0 && _lists.Write(run.Given, Prints(key.Given, fingerprints));
            _writesLists |= run.Beside.Length > 0 && _lists.Write(run.Beside, Prints(key.Beside, fingerprints));
            var reasons = Read(report.Hook) is { Key.Length: > 0 } before ? Changes(before, run, Prints(key, fingerprints)) : null;
            _file.Write(report.Hook.Name, run with { Reasons = reasons ?? ["nothing was remembered of it"] });
        }
    }

    /// <summary>What has changed since a run, one sentence a change; <see langword="null"/> where what it depended on is no longer known.</summary>
    public IReadOnlyList<string>? ChangesSince(LastRunRecord before, ResultKey key, FileFingerprints fingerprints)
    {
        LastRunRecord now = new()
        {
            Time = default,
            Duration = default,
            Fields = LastRunRecord.Masked(key.Fields, secret.Value),
            Given = DigestOf(key.Given, fingerprints),
            Beside = DigestOf(key.Beside, fingerprints),
        };
        lock (_lock)
        {
            return Changes(before, now, Prints(key, fingerprints));
        }
    }

    /// <summary>
    /// Removes lists of files that no last run names any more. One that another run has just written and not named yet may be among them: it does not know then
    /// why a hook ran.
    /// </summary>
    public void Trim()
    {
        try
        {
            if (_writesLists)
            {
                _lists.KeepOnly(_file.Lists());
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody takes the folder away just now, or may not let it be read: left for the next time.
        }
    }

    private IReadOnlyList<string>? Changes(LastRunRecord before, LastRunRecord now, IEnumerable<(string Path, string Print)> files)
    {
        // Many hooks are given the same files, and were.
        (string, string, string, string) lists = (before.Given, before.Beside, now.Given, now.Beside);
        try
        {
            if (!_differences.TryGetValue(lists, out var differences))
            {
                differences = before.Given == now.Given && before.Beside == now.Beside
                    ? []
                    : KeyDifference.OfFiles(FileDifference.Between(FileDifference.Joined(Kept(before.Given), Kept(before.Beside)), files));
                _differences.Add(lists, differences);
            }

            return [.. KeyDifference.OfFields(before.Fields, now.Fields), .. differences];
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private IEnumerable<(string Path, string Print)> Kept(string list) => list.Length == 0 ? [] : _lists.Read(list);

    private static IEnumerable<(string Path, string Print)> Prints(ResultKey key, FileFingerprints fingerprints) =>
        FileDifference.Joined(Prints(key.Given, fingerprints), Prints(key.Beside, fingerprints));

    // What is gone stands behind what is there.
    private static IEnumerable<(string Path, string Print)> Prints(IReadOnlyList<string> files, FileFingerprints fingerprints) =>
        (IsOrdered(files) ? files.AsEnumerable() : files.Order(StringComparer.Ordinal)).Select(path => (path, fingerprints.Of(path).ToString()));

    private static bool IsOrdered(IReadOnlyList<string> files)
    {
        for (var i = 1; i < files.Count; i++)
        {
            if (string.CompareOrdinal(files[i - 1], files[i]) > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static string DigestOf(IReadOnlyList<string> files, FileFingerprints fingerprints) => files.Count == 0 ? "" : fingerprints.DigestOf(files);

    // Of each stage by itself: what is staged is not what a build is about.
    private static string Folder(RunRequest request) =>
        Path.Combine(request.LogDirectory, StateFiles.LastRuns, IsHurried(request) ? EnumNames.NameOf(request.Stage) : nameof(HookStages.Build));

    private bool IsLong(TimeSpan? duration) => duration >= Worthwhile && duration >= Least;

    private TimeSpan? DurationOf(PlannedHook hook) => _durations.GetOrAdd(hook.Name, static (name, file) => file.Duration(name), _file);

    private static bool IsHurried(RunRequest request) => request.Stage is not (HookStages.Build or HookStages.None or HookStages.Manual);
}
