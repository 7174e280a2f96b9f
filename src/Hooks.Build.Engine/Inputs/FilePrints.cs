using System.Globalization;
using System.Text;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Remembering;

namespace Hooks.Build.Engine.Inputs;

/// <summary>
/// Tells what is in files, reading only those of which neither the cache of their status nor git's index knows it. What is told holds until
/// <see cref="Forget"/>: each file is looked at once between two of these. Safe for several threads.
/// </summary>
/// <param name="root">Where relative paths start.</param>
/// <param name="cacheFile">Where statuses are kept between runs.</param>
internal sealed class FilePrints(string root, string cacheFile)
{
    /// <summary>How many links are followed one after another, as Linux does it.</summary>
    public const int MostLinks = 40;

    private readonly object _lock = new();
    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, StatEntry>> _kept = new(() => StatCache.Load(cacheFile));
    private IReadOnlyDictionary<string, StatEntry> _index = new Dictionary<string, StatEntry>(StringComparer.Ordinal);
    private readonly Dictionary<IReadOnlyList<string>, (int Epoch, string Digest)> _digests = new(ReferenceEqualityComparer.Instance);
    private int _epoch;
    private bool _isChanged;

    /// <summary>How many of some files the kept statuses do not know.</summary>
    public int CountUnknown(IReadOnlyList<string> paths)
    {
        var unknown = 0;
        foreach (var path in paths)
        {
            unknown += _kept.Value.ContainsKey(path) ? 0 : 1;
        }

        return unknown;
    }

    /// <summary>Lets git's index tell of files that nothing else knows.</summary>
    public void Use(IReadOnlyDictionary<string, StatEntry> index) => _index = index;

    /// <summary>Something ran: files may have changed since they were looked at.</summary>
    public void Forget() => Interlocked.Increment(ref _epoch);

    /// <summary>What is at a path, which starts at the root or is absolute.</summary>
    public FilePrint Of(string path) => Look(path).Print;

    /// <summary>How the file was when it was looked at; <see langword="null"/> where it may have changed since, unseen.</summary>
    public FileStatus? Settled(string path) => Look(path) is var known && (known.IsSettled || known.Status.Kind == FileKind.None) ? known.Status : null;

    /// <summary>The absolute path of a path that starts at the root or is absolute.</summary>
    public string FullPath(string path) => Path.Combine(root, path);

    /// <summary>Path, kind, executable bit and content of a file.</summary>
    public FileMark MarkOf(string path)
    {
        var known = Look(path);
        if (known.Mark is { } mark)
        {
            return mark;
        }

        mark = Mark(path, known.Print);
        lock (_lock)
        {
            _known[path] = known with { Mark = mark };
        }

        return mark;
    }

    /// <summary>The digest of the marks of files, in the order in which they stand. Hooks that are given the same list, which must not change, share it.</summary>
    public string DigestOf(IReadOnlyList<string> files)
    {
        int epoch;
        lock (_lock)
        {
            epoch = Volatile.Read(ref _epoch);
            if (_digests.TryGetValue(files, out var known) && known.Epoch == epoch)
            {
                return known.Digest;
            }
        }

        var digest = ResultKey.DigestOf(files, MarkOf);
        lock (_lock)
        {
            // What was forgotten meanwhile may be part of it: the next who asks finds another epoch.
            _digests[files] = (epoch, digest);
        }

        return digest;
    }

    /// <summary>Keeps what was learned for the next run.</summary>
    public void Save()
    {
        lock (_lock)
        {
            if (_isChanged)
            {
                StatCache.Save(cacheFile, _kept.Value);
                _isChanged = false;
            }
        }
    }

    /// <summary>The absolute path to which a link leads in one step; <see langword="null"/> for what is no link.</summary>
    public string? TargetOf(string path) => Look(path).Target;

    private Known Look(string path, int depth = 0)
    {
        lock (_lock)
        {
            var epoch = Volatile.Read(ref _epoch);
            if (_known.TryGetValue(path, out var known) && known.Epoch == epoch)
            {
                return known;
            }

            var before = StatMargin.Now();
            var full = Path.Combine(root, path);
            var status = FileStatus.Read(full);
            // Within a run a file that is as it was is the same, if it had settled when it was read.
            if (known.IsSettled && known.Status == status && known.Target is null)
            {
                known = known with { Epoch = epoch };
            }
            else
            {
                var read = Read(path, full, status, before);
                var print = read ?? new FilePrint(status.Kind, status.IsExecutable, Unreadable());
                var target = status.Kind == FileKind.Link && depth < MostLinks ? Target(full) : null;
                print = target is null ? print : Through(print, Look(target, depth + 1).Print);
                known = new Known(epoch, status, print, read is not null && StatMargin.IsSettled(status, before), Mark: null, target);
            }

            _known[path] = known;
            return known;
        }
    }

    /// <summary>The absolute path to which the link at an absolute path leads in one step; <see langword="null"/> where that cannot be told.</summary>
    public static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget is { } target ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(link)!, target)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Who reads a link reads what it leads to.
    private static FilePrint Through(FilePrint link, FilePrint target)
    {
        Span<byte> both = stackalloc byte[2 + (2 * Sha1.Size)];
        both[0] = (byte)target.Kind;
        both[1] = target.IsExecutable ? (byte)1 : (byte)0;
        link.Content.Write(both[2..]);
        target.Content.Write(both[(2 + Sha1.Size)..]);
        return link with { Content = ContentHash.Of(both) };
    }

    // Nothing where it cannot be read.
    private FilePrint? Read(string path, string full, FileStatus status, FileTime before)
    {
        if (status.Kind is not (FileKind.File or FileKind.Link))
        {
            return new FilePrint(status.Kind == FileKind.None ? FileKind.None : FileKind.Other, IsExecutable: false, default);
        }

        if (_kept.Value.TryGetValue(path, out var kept) && kept.IsStill(status))
        {
            return new FilePrint(status.Kind, status.IsExecutable, kept.Content);
        }

        if (!_index.TryGetValue(path, out var entry) || !IsStillInIndex(entry, status))
        {
            if (ContentOf(full, status, before) is not { } content)
            {
                return null;
            }

            entry = StatEntry.Of(status, content);
        }

        // Read again: what changed while it was read is not what the first status was of.
        if (StatMargin.IsSettled(status, before) && FileStatus.Read(full) == status)
        {
            _kept.Value[path] = StatEntry.Of(status, entry.Content);
            _isChanged = true;
        }

        return new FilePrint(status.Kind, status.IsExecutable, entry.Content);
    }

    // Reading gigabytes takes longer than most hooks: of a file as large as that its status tells, on this machine and in this place alone.
    private static ContentId? ContentOf(string full, FileStatus status, FileTime before)
    {
        const long Large = 64 * 1024 * 1024;
        if (status.Kind == FileKind.Link)
        {
            return ContentHash.OfLink(full);
        }

        if (status.Size <= Large)
        {
            return ContentHash.OfFile(full);
        }

        return StatMargin.IsSettled(status, before)
            ? ContentHash.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\0{full}\0{status.Size} {status.Inode} {status.Modified} {status.Changed}")))
            : null;
    }

    // Git keeps 32 bits of each.
    private static bool IsStillInIndex(StatEntry entry, FileStatus status) =>
        status.Kind == entry.Kind && status.IsExecutable == entry.IsExecutable && (uint)status.Size == entry.Size && (uint)status.Inode == entry.Inode
        && entry.Modified.Seconds == (uint)status.Modified.Seconds && entry.Modified.Nanoseconds == status.Modified.Nanoseconds
        && entry.Changed.Seconds == (uint)status.Changed.Seconds && entry.Changed.Nanoseconds == status.Changed.Nanoseconds;

    // Equal to nothing, so that whoever depends on it is never taken for unchanged.
    private static ContentId Unreadable()
    {
        var bytes = Guid.NewGuid().ToByteArray();
        return new ContentId(BinaryPrimitives.ReadUInt128BigEndian(bytes), uint.MaxValue);
    }

    private static FileMark Mark(string path, FilePrint print)
    {
        Sha256 hash = new();
        Span<byte> tail = stackalloc byte[2 + Sha1.Size];
        tail[0] = (byte)print.Kind;
        tail[1] = print.IsExecutable ? (byte)1 : (byte)0;
        print.Content.Write(tail[2..]);
        // Of fixed length and first, so that no name can look like it.
        hash.Append(tail);
        hash.Append(PathText.Encode(path));
        Span<byte> digest = stackalloc byte[Sha256.Size];
        hash.Finish(digest);
        return FileMark.Of(digest);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Known(int Epoch, FileStatus Status, FilePrint Print, bool IsSettled, FileMark? Mark, string? Target);
}
