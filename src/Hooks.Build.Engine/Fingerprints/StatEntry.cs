using System.Runtime.InteropServices;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Fingerprints;

/// <summary>How a file was when its content was last known: as long as it is that way, its content is known without reading it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StatEntry(FileKind Kind, bool IsExecutable, FileTime Changed, FileTime Modified, ulong Inode, long Size, ContentId Content)
{
    /// <summary>Makes the entry of a file that has been read.</summary>
    public static StatEntry Of(FileStatus status, ContentId content) =>
        new(status.Kind, status.IsExecutable, status.Changed, status.Modified, status.Inode, status.Size, content);

    /// <summary>Whether the file is still that way.</summary>
    public bool IsStill(FileStatus status) =>
        Kind == status.Kind && Size == status.Size && Inode == status.Inode && Modified == status.Modified && Changed == status.Changed && IsExecutable == status.IsExecutable;
}
