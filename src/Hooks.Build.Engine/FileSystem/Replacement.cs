namespace Hooks.Build.Engine.FileSystem;

/// <summary>New content for a user's file.</summary>
/// <param name="Path">Absolute path of the file.</param>
/// <param name="Before">How the file was before it was read.</param>
/// <param name="IsBefore">Whether that is what was read.</param>
/// <param name="After">All of its new content.</param>
internal sealed record Replacement(string Path, FileStatus Before, Func<byte[], bool> IsBefore, ReadOnlyMemory<byte> After)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // What runs as its owner must not become another's.
    private const UnixFileMode AsOwner = UnixFileMode.SetUser | UnixFileMode.SetGroup;

    /// <summary>Where the new file is made, in nobody's way if it stays; beside the old one where that is on another file system, or none is named.</summary>
    public string? Drafts { get; init; }

    /// <summary>Its permissions; <see langword="null"/> for as they were.</summary>
    public UnixFileMode? Mode { get; init; }

    /// <summary>Whether it is nowhere else: it waits for the disk then.</summary>
    public bool IsPrecious { get; init; }

    /// <summary>What it is to have the time of; <see langword="null"/> for now.</summary>
    public FileStatus? Time { get; init; }

    /// <summary>Whether the file is as it was read.</summary>
    public bool IsUntouched()
    {
        // Its time of change is new also where only another name of it was replaced.
        var now = FileStatus.Read(Path);
        return now with { Changed = Before.Changed } == Before && Seen.At(Path).Content is { } content && IsBefore(content);
    }

    /// <summary>Writes the new file, with the old one's owner and mode.</summary>
    /// <param name="draft">Its absolute path.</param>
    /// <param name="mode">The old one's mode.</param>
    /// <returns>How it is.</returns>
    public FileStatus Write(string draft, UnixFileMode mode)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Private;
        }

        using (FileStream file = new(draft, options))
        {
            file.Write(After.Span);
            if (!OperatingSystem.IsWindows())
            {
                var isKept = Before.IsDetailed && NativeRename.ChangeOwner((int)file.SafeFileHandle.DangerousGetHandle(), Before.User, Before.Group) == 0;
                mode = Mode ?? mode;
                File.SetUnixFileMode(file.SafeFileHandle, isKept ? mode : mode & ~AsOwner);
            }

            file.Flush(flushToDisk: IsPrecious);
        }

        if (Time is { } time)
        {
            WriteTime.Set(draft, time);
        }

        return FileStatus.Read(draft);
    }
}
