namespace Hooks.Build.Engine.FileSystem;

/// <summary>Makes folders of ours: whatever a user's umask allows, nobody else may write there.</summary>
internal static class OwnFolder
{
    /// <summary>What a file of ours may be to others: they read it, as they read the user's other files.</summary>
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>The same of a folder.</summary>
    public const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes a folder and those above it that are missing.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static void Create(string path, UnixFileMode mode = FolderMode)
    {
        if (OperatingSystem.IsWindows())
        {
            _ = Directory.CreateDirectory(path);
            return;
        }

        if (Directory.Exists(path))
        {
            return;
        }

        // .NET gives the mode to the last folder alone.
        if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path)) is { Length: > 0 } parent)
        {
            Create(parent, mode);
        }

        _ = Directory.CreateDirectory(path, mode);
    }

    /// <summary>Opens a file of ours to read and write, made where there is none.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static FileStream Open(string path, FileShare share, UnixFileMode mode = FileMode)
    {
        FileStreamOptions options = new() { Mode = System.IO.FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        return new FileStream(path, options);
    }
}
