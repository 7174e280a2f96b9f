namespace Hooks.Build.Engine.FileSystem;

/// <summary>What a look at a path found.</summary>
/// <param name="Status">What the system says of it.</param>
/// <param name="Mode">Its permissions, where the system has them.</param>
/// <param name="Content">All of a file; <see langword="null"/> for what is none, or cannot be read.</param>
internal readonly record struct Seen(FileStatus Status, UnixFileMode Mode, byte[]? Content)
{
    /// <summary>Looks at a path. A pipe is not waited for, a link not followed.</summary>
    public static Seen At(string path)
    {
        var status = FileStatus.Read(path);
        try
        {
            return status.Kind == FileKind.File ? new Seen(status, ModeOf(path, status), File.ReadAllBytes(path)) : new Seen(status, default, Content: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Seen(status, default, Content: null);
        }
    }

    /// <summary>The permissions of a file.</summary>
    public static UnixFileMode ModeOf(string path, FileStatus status) =>
        status.IsDetailed || OperatingSystem.IsWindows() ? status.Mode : File.GetUnixFileMode(path);

    /// <summary>Whether another look found the same; only its name may have changed.</summary>
    public bool IsSame(Seen other) =>
        Status == other.Status with { Changed = Status.Changed }
            && (Content is null ? other.Content is null : other.Content is not null && Content.AsSpan().SequenceEqual(other.Content));
}
