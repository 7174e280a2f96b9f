using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Fingerprints;

/// <summary>Reads what is in a file.</summary>
internal static class FileContent
{
    /// <summary>A link with what it leads to: who reads it reads that.</summary>
    public static FileFingerprint Through(FileFingerprint link, FileFingerprint target)
    {
        Span<byte> both = stackalloc byte[2 + (2 * Sha1.Size)];
        both[0] = (byte)target.Kind;
        both[1] = target.IsExecutable ? (byte)1 : (byte)0;
        link.Content.Write(both[2..]);
        target.Content.Write(both[(2 + Sha1.Size)..]);
        return link with { Content = ContentHash.Of(both) };
    }

    /// <summary>What is at an absolute path; <see langword="null"/> where it cannot be read.</summary>
    /// <param name="full">The path.</param>
    /// <param name="status">How it is.</param>
    /// <param name="before">When that was asked.</param>
    /// <param name="kept">What is known of it since a run before.</param>
    public static FileFingerprint? Read(string full, FileStatus status, FileTime before, StatEntry kept)
    {
        if (status.Kind is not (FileKind.File or FileKind.Link))
        {
            return new FileFingerprint(status.Kind == FileKind.None ? FileKind.None : FileKind.Other, IsExecutable: false, default);
        }

        return (kept.IsStill(status) ? kept.Content : ContentOf(full, status, before)) is { } content
            ? new FileFingerprint(status.Kind, status.IsExecutable, content)
            : null;
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
            ? ContentHash.Of(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"\0{full}\0{status.Size} {status.Inode} {status.Modified} {status.Changed}")))
            : null;
    }

    /// <summary>Equal to nothing, so that whoever depends on it is never taken for unchanged.</summary>
    public static ContentId Unreadable()
    {
        var bytes = Guid.NewGuid().ToByteArray();
        return new ContentId(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(8)), uint.MaxValue);
    }

    /// <summary>What tells one state of a file from another: its path, kind, executable bit and content.</summary>
    public static Fingerprint Mark(string path, FileFingerprint print)
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
        return Fingerprint.Of(digest);
    }
}
