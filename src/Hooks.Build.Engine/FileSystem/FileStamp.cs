namespace Hooks.Build.Engine.FileSystem;

/// <summary>What tells without reading it whether a file was changed.</summary>
/// <param name="Kind">What is there.</param>
/// <param name="Modified">When it was last written.</param>
/// <param name="Changed">When anything of it was last changed, where the system tells.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="IsExecutable">Whether its owner may execute it.</param>
internal readonly record struct FileStamp(FileKind Kind, FileTime Modified = default, FileTime Changed = default, long Length = 0, bool IsExecutable = false)
{
    public static FileStamp Of(string path) => Of(FileStatus.Read(path));

    // The times of a folder tell of what is in it.
    public static FileStamp Of(FileStatus status) =>
        status.Kind == FileKind.Folder ? new FileStamp(FileKind.Folder) : new FileStamp(status.Kind, status.Modified, status.Changed, status.Size, status.IsExecutable);
}
