using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>What tells without reading it whether a file was changed.</summary>
/// <param name="Kind">What is there.</param>
/// <param name="IsExecutable">Whether its owner may execute it.</param>
/// <param name="Modified">When it was last written.</param>
/// <param name="Changed">When anything of it was last changed, where the system tells.</param>
/// <param name="Inode">Which of the file system's files it is, where the system tells.</param>
/// <param name="Size">Its size in bytes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileState(
    FileKind Kind, bool IsExecutable = false, FileTime Modified = default, FileTime Changed = default, ulong Inode = 0, long Size = 0)
{
    /// <summary>The state of what is at a path.</summary>
    public static FileState Of(string path) => Of(FileStatus.Read(path));

    /// <summary>The state that a status tells. The times of a folder tell of what is in it.</summary>
    public static FileState Of(FileStatus status) =>
        status.Kind == FileKind.Folder
            ? new FileState(FileKind.Folder)
            : new FileState(status.Kind, status.IsExecutable, status.Modified, status.Changed, status.Inode, status.Size);
}
