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
            // Who may open it can keep it: as far as the umask lets them that is who shares the repository, and nobody else.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        }

        try
        {
            return new FileTurn(new FileStream(file, options));
        }
        catch (IOException e) when (e.HResult == Taken)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _held.Dispose();

    // ERROR_SHARING_VIOLATION, or EWOULDBLOCK.
    private static int Taken => OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsMacOS() ? 35 : 11;
}
