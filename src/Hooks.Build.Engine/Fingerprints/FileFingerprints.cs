using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Fingerprints;

/// <summary>
/// Tells what is in files, reading those that are not as they were when they were read last. Nobody else is believed: the id in git's index names what git
/// stores, which is what is on disk only if nothing converted it when it was written, and no setting of today tells that. What is told holds until
/// <see cref="Forget"/>: each file is looked at once between two of these. Safe for several threads.
/// </summary>
/// <param name="root">Where relative paths start.</param>
/// <param name="cacheFile">Where statuses are kept between runs.</param>
internal sealed class FileFingerprints(string root, string cacheFile)
{
    /// <summary>How many links are followed one after another, as Linux does it.</summary>
    public const int MostLinks = 40;

    // Some 2 microseconds each.
    private const int MostLooks = 64;

    // Below that the start of other threads costs more than they gain.
    private const int Many = 200;

    private readonly object _lock = new();
    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, StatEntry>> _kept = new(() => StatCache.Load(cacheFile));
    private readonly ConditionalWeakTable<IReadOnlyList<string>, Summary> _summaries = [];
    private int _epoch = 1;
    private bool _isChanged;

    /// <summary>Something ran: files may have changed since they were looked at.</summary>
    public void Forget() => Interlocked.Increment(ref _epoch);

    /// <summary>Counts what ran: what is told now is of no earlier time.</summary>
    public int Epoch => Volatile.Read(ref _epoch);

    /// <summary>What is at a path, which starts at the root or is absolute.</summary>
    public FileFingerprint Of(string path) => Look(path).Print;

    /// <summary>How the file was when it was looked at; <see langword="null"/> where it may have changed since, unseen.</summary>
    public FileStatus? Settled(string path) => Look(path) is var known && (known.IsSettled || known.Status.Kind == FileKind.None) ? known.Status : null;

    /// <summary>The absolute path of a path that starts at the root or is absolute.</summary>
    public string FullPath(string path) => Path.Combine(root, path);

    /// <summary>Path, kind, executable bit and content of a file.</summary>
    public Fingerprint FingerprintOf(string path)
    {
        var known = Look(path);
        if (known.Mark != default)
        {
            return known.Mark;
        }

        var mark = FileContent.Mark(path, known.Print);
        lock (_lock)
        {
            if (_known[path].Epoch == known.Epoch)
            {
                _known[path] = known with { Mark = mark };
            }
        }

        return mark;
    }

    /// <summary>
    /// The digest of the marks of files, in the order in which they stand. Hooks that are given the same list, which must not change, share it.
    /// </summary>
    public string DigestOf(IReadOnlyList<string> files) => SummaryOf(files).Digest;

    /// <summary>
    /// Whether nobody touched any of some files since an <see cref="Epoch"/> in which they were looked at: not even to write the same once more.
    /// </summary>
    public bool AreUntouchedSince(int epoch, IReadOnlyList<string> files) => SummaryOf(files).Touched <= epoch;

    /// <summary>Those of some files that are not there.</summary>
    public IReadOnlyList<string> AbsentOf(IReadOnlyList<string> files) => SummaryOf(files).Absent;

    /// <summary>Keeps what was learned for the next run.</summary>
    public void Save()
    {
        lock (_lock)
        {
            if (_isChanged)
            {
                StatCache.Save(cacheFile, ToKeep(), _kept.Value);
                _isChanged = false;
            }
        }
    }

    // Of files that nobody looked at some are looked at now, those first that were not for the longest time: all would take longer than most hooks. So what is
    // gone, or changed since, is forgotten
    // sooner or later, and of too much what was not looked at for the longest time.
    private List<string> ToKeep()
    {
        List<string> kept = new(_kept.Value.Count);
        List<string> still = [];
        List<string> seen = [];
        var looks = MostLooks;
        foreach (var (path, entry) in _kept.Value)
        {
            if (_known.TryGetValue(path, out var known))
            {
                if (known.Status.Kind != FileKind.None)
                {
                    seen.Add(path);
                }
            }
            else if (looks-- <= 0)
            {
                kept.Add(path);
            }
            else if (entry.IsStill(FileStatus.Read(FullPath(path))))
            {
                still.Add(path);
            }
        }

        kept.AddRange(still);
        kept.AddRange(seen);
        return kept;
    }

    /// <summary>The absolute path to which a link leads in one step; <see langword="null"/> for what is no link.</summary>
    public string? TargetOf(string path) => Look(path).Target;

    private Summary SummaryOf(IReadOnlyList<string> files)
    {
        var epoch = Epoch;
        if (_summaries.TryGetValue(files, out var known) && known.Epoch == epoch)
        {
            return known;
        }

        if (files.Count >= Many)
        {
            lock (_lock)
            {
                // Grown step by step it would leave behind as much again.
                _ = _known.EnsureCapacity(Math.Max(_known.Count, files.Count));
            }

            _ = Parallel.For(0, files.Count, i => FingerprintOf(files[i]));
        }

        var touched = 0;
        List<string> absent = [];
        var digest = Fingerprint.DigestOf(files, file =>
        {
            var mark = FingerprintOf(file);
            var seen = Look(file);
            touched = Math.Max(touched, seen.Touched);
            if (seen.Status.Kind == FileKind.None)
            {
                absent.Add(file);
            }

            return mark;
        });
        // What was forgotten meanwhile may be part of it: the next who asks finds another epoch.
        known = new Summary(epoch, digest, touched, absent);
        _summaries.AddOrUpdate(files, known);
        return known;
    }

    private Known Look(string path, int depth = 0)
    {
        Known known;
        StatEntry kept;
        int epoch;
        lock (_lock)
        {
            epoch = Volatile.Read(ref _epoch);
            if (_known.TryGetValue(path, out known) && known.Epoch == epoch)
            {
                return known;
            }

            kept = _kept.Value.GetValueOrDefault(path);
        }

        var before = StatMargin.Now();
        var full = Path.Combine(root, path);
        var status = FileStatus.Read(full);
        // Within a run a file that is as it was is the same, if it had settled when it was read.
        var isSame = known.IsSettled && known.Status == status && known.Target is null;
        var (found, own) = isSame ? (known with { Epoch = epoch }, kept.Content) : LookAnew(full, status, before, kept, epoch, depth);
        // Of a file system that counts seconds the status hides what was done in the second in which it was asked for.
        if (known.Epoch > 0 && known.Status == status && known.Print == found.Print && (known.IsSettled || StatMargin.IsFine(known.Status)))
        {
            found = found with { Touched = Math.Max(known.Touched, found.Target is { } target ? Look(target, depth + 1).Touched : 0) };
        }

        lock (_lock)
        {
            // Who looked at the same time and was first is right for all.
            if (_known.TryGetValue(path, out known) && known.Epoch >= epoch)
            {
                return known;
            }

            _known[path] = found;
            if (!isSame && found.IsSettled && status.Kind is FileKind.File or FileKind.Link && !kept.IsStill(status))
            {
                _kept.Value[path] = StatEntry.Of(status, own);
                _isChanged = true;
            }

            return found;
        }
    }

    private (Known Found, ContentId Own) LookAnew(string full, FileStatus status, FileTime before, StatEntry kept, int epoch, int depth)
    {
        var read = FileContent.Read(full, status, before, kept);
        var print = read ?? new FileFingerprint(status.Kind, status.IsExecutable, FileContent.Unreadable());
        var own = print.Content;
        var target = status.Kind == FileKind.Link && depth < MostLinks ? Target(full) : null;
        print = target is null ? print : FileContent.Through(print, Look(target, depth + 1).Print);
        // Read again: what changed while it was read is not what the first status was of.
        var isSettled = read is not null && StatMargin.IsSettled(status, before) && (kept.IsStill(status) || FileStatus.Read(full) == status);
        return (new Known(epoch, epoch, status, print, isSettled, Mark: default, target), own);
    }

    /// <summary>The absolute path to which the link at an absolute path leads in one step; <see langword="null"/> where that cannot be told.</summary>
    /// <remarks>Its <c>..</c> stay: where a folder on the way is a link only the kernel knows what is above.</remarks>
    public static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget is { } target ? Path.Combine(Path.GetDirectoryName(link)!, target) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Of each file one, so nothing is in it that can be told otherwise; of a mark that was not made yet there are only zeros.
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Known(int Epoch, int Touched, FileStatus Status, FileFingerprint Print, bool IsSettled, Fingerprint Mark, string? Target);

    /// <summary>What is told of a list of files.</summary>
    /// <param name="Epoch">When.</param>
    /// <param name="Digest">Of their marks.</param>
    /// <param name="Touched">In which epoch one of them was first seen as it is.</param>
    /// <param name="Absent">Those that are not there.</param>
    private sealed record Summary(int Epoch, string Digest, int Touched, IReadOnlyList<string> Absent);
}
