namespace Hooks.Build.Engine.Staging;

/// <summary>What tells without reading it whether a file was changed.</summary>
/// <param name="Kind">What is there.</param>
/// <param name="Ticks">When it was last written.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="IsExecutable">Whether its owner may execute it.</param>
internal readonly record struct FileStamp(FileKind Kind, long Ticks = 0, long Length = 0, bool IsExecutable = false)
{
    public static FileStamp Of(string path)
    {
        FileInfo file = new(path);
        if (file.LinkTarget is not null)
        {
            return new FileStamp(FileKind.Link, file.LastWriteTimeUtc.Ticks);
        }

        return file.Exists ? new FileStamp(FileKind.File, file.LastWriteTimeUtc.Ticks, file.Length, IsExecutableFile(file))
            : Directory.Exists(path) ? new FileStamp(FileKind.Folder)
            : default;
    }

    private static bool IsExecutableFile(FileInfo file) => !OperatingSystem.IsWindows() && file.UnixFileMode.HasFlag(UnixFileMode.UserExecute);
}

/// <summary>What is at a path.</summary>
internal enum FileKind
{
    /// <summary>Nothing.</summary>
    Nothing = 0,

    /// <summary>A file.</summary>
    File = 1,

    /// <summary>A folder.</summary>
    Folder = 2,

    /// <summary>A symbolic link.</summary>
    Link = 3,
}
