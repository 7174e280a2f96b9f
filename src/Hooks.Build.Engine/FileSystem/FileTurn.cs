namespace Hooks.Build.Engine.FileSystem;

/// <summary>
/// Two processes may want to change files of one folder at once: one after the other they do no harm. The turn is a lock on a file of ours, which the system
/// takes back from a process that is killed. Not on the folder itself: that others lock, too (<c>flock DIR command</c>), and it need not be writable for it.
/// </summary>
internal sealed class FileTurn : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly FileStream _held;

    private FileTurn(FileStream held) => _held = held;

    /// <summary>Waits for the turn.</summary>
    /// <param name="file">Absolute path of the file that stands for it, made where there is none, and never deleted: who waits has it open already.</param>
    /// <exception cref="IOException">Others kept it for ten seconds, or the file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static FileTurn Take(string file)
    {
        var start = TimeProvider.System.GetTimestamp();
        using ManualResetEventSlim pause = new();
        while (true)
        {
#pragma warning disable CA2000 // It is returned: the analyzer does not see that through the loop.
            var turn = TryTake(file);
#pragma warning restore CA2000
            if (turn is not null)
            {
                return turn;
            }

            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                throw new IOException($"another process keeps {file} locked");
            }

            _ = pause.Wait(Pause);
        }
    }

    /// <summary>Takes the turn; <see langword="null"/> where another has it.</summary>
    /// <inheritdoc cref="Take"/>
    public static FileTurn? TryTake(string file)
    {
        // What a link leads to is not ours, and to open a pipe waits for somebody.
        if (!KeptFile.CanBe(file))
        {
            throw new UnauthorizedAccessException($"{file} is in the way, and no file of Hooks.Build: remove it");
        }

        // .NET locks what it opens for itself alone (flock), and says so at once where another has it.
        FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Shared(file);
        }

        try
        {
            FileStream held = Open(file, options);
            Share(held, file);
            return new FileTurn(held);
        }
        catch (IOException e) when (e.HResult == Taken)
        {
            return null;
        }
    }

    // Of another user it may be readable alone, where whoever made it was killed before it was shared, and to lock it that is enough.
    private static FileStream Open(string file, FileStreamOptions options)
    {
        try
        {
            return new FileStream(file, options);
        }
        catch (UnauthorizedAccessException) when (File.Exists(file))
        {
            return new FileStream(file, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.None, BufferSize = 0 });
        }
    }

    // Who may open it can keep it: that is who may write into its folder, as all do who share a repository (core.sharedRepository), and nobody else.
    private static UnixFileMode Shared(string file)
    {
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        const UnixFileMode OfGroup = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        const UnixFileMode OfOthers = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        var folder = Path.GetDirectoryName(file) is { } above && !OperatingSystem.IsWindows() && Directory.Exists(above)
            ? File.GetUnixFileMode(above)
            : UnixFileMode.None;
        return Own | (folder.HasFlag(UnixFileMode.GroupWrite) ? OfGroup : 0) | (folder.HasFlag(UnixFileMode.OtherWrite) ? OfOthers : 0);
    }

    // The umask takes away what it was made with, and folders may be shared later.
    private static void Share(FileStream held, string file)
    {
        if (OperatingSystem.IsWindows() || File.GetUnixFileMode(held.SafeFileHandle) == Shared(file))
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(held.SafeFileHandle, Shared(file));
        }
        catch (UnauthorizedAccessException)
        {
            // It is another's, who let us open it.
        }
        catch (IOException)
        {
            // The same, or a file system without modes.
        }
    }

    /// <inheritdoc />
    public void Dispose() => _held.Dispose();

    // ERROR_SHARING_VIOLATION, or EWOULDBLOCK.
    private static int Taken => OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsMacOS() ? 35 : 11;
}
