namespace Hooks.Build.Engine.FileSystem;

/// <summary>
/// Two processes may want to change files of one folder at once: one after the other they do no harm. The turn is a lock on the folder itself, or on Windows
/// a file that is gone with whoever has it: a process that is killed leaves nothing behind.
/// </summary>
internal sealed class FileTurn : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly IDisposable _held;

    private FileTurn(IDisposable held) => _held = held;

    /// <summary>Waits for the turn.</summary>
    /// <param name="folder">Absolute path of the folder, which is there.</param>
    /// <param name="name">Name of the file that stands for the turn on Windows.</param>
    /// <exception cref="IOException">Others kept it for ten seconds, or the folder cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made.</exception>
    public static FileTurn Take(string folder, string name)
    {
        var start = TimeProvider.System.GetTimestamp();
        using ManualResetEventSlim pause = new();
        while (true)
        {
            try
            {
                if (TryTake(folder, name) is { } held)
                {
                    return new FileTurn(held);
                }

                if (TimeProvider.System.GetElapsedTime(start) > Patience)
                {
                    throw new IOException($"another process keeps {folder} locked");
                }
            }
            catch (Exception e) when (OperatingSystem.IsWindows() && IsTaken(e) && TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                // Until it is free.
            }

            _ = pause.Wait(Pause);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _held.Dispose();

    private static IDisposable? TryTake(string folder, string name) => OperatingSystem.IsWindows() ? TakeFile(Path.Combine(folder, name)) : TryTakeFolder(folder);

    private static OpenFolder? TryTakeFolder(string path)
    {
        var folder = OpenFolder.TryOpen(path, followsLinks: true) ?? throw new IOException($"{path} cannot be opened");
        if (folder.TryLock() && folder.Status.Inode == FileStatus.Read(path, followsLinks: true).Inode)
        {
            return folder;
        }

        folder.Dispose();
        return null;
    }

    // What a link leads to is not ours, and to open a pipe waits for somebody.
    private static FileStream TakeFile(string path) => KeptFile.CanBe(path)
        ? new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose)
        : throw new UnauthorizedAccessException($"{path} is in the way, and no file of Hooks.Build: remove it");

    // What can never be written has exceptions of other types; but a file that is just being deleted may not be opened either.
    private static bool IsTaken(Exception e) => e.GetType() == typeof(IOException) || e is UnauthorizedAccessException;
}
