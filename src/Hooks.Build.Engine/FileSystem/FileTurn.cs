namespace Hooks.Build.Engine.FileSystem;

/// <summary>Two processes may want to change one file at once: one after the other they do no harm.</summary>
internal sealed class FileTurn : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly string _path;
    private readonly FileStream _file;

    private FileTurn(string path, FileStream file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>Waits for the turn. The system gives it back where a process was killed.</summary>
    /// <param name="path">Absolute path of the file that stands for the turn, and is there only as long.</param>
    /// <exception cref="IOException">Others kept it for ten seconds, or the file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made.</exception>
    public static FileTurn Take(string path)
    {
        var start = TimeProvider.System.GetTimestamp();
        using ManualResetEventSlim pause = new();
        while (true)
        {
            try
            {
                // What a link leads to is not ours, and to open a pipe waits for somebody.
                if (!KeptFile.CanBe(path))
                {
                    throw new UnauthorizedAccessException($"{path} is in the way, and no file of Hooks.Build: remove it");
                }

                FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
                if (IsThere(path, file))
                {
                    return new FileTurn(path, file);
                }

                file.Dispose();
                if (TimeProvider.System.GetElapsedTime(start) > Patience)
                {
                    throw new IOException($"{path} is another file each time it is opened");
                }
            }
            catch (Exception e) when (IsTaken(e) && TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                _ = pause.Wait(Pause);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(_path);
        }

        _file.Dispose();
    }

    // Who had the turn may have taken the file away after it was opened here: whoever comes next makes another.
    private static bool IsThere(string path, FileStream file)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var (ours, there) = (FileStatus.OfDescriptor((int)file.SafeFileHandle.DangerousGetHandle()), FileStatus.Read(path));
        return there.Kind == FileKind.File && ours.Inode == there.Inode;
    }

    // What can never be written has exceptions of other types; but on Windows a file that is just being deleted may not be opened either.
    private static bool IsTaken(Exception e) => e.GetType() == typeof(IOException) || (OperatingSystem.IsWindows() && e is UnauthorizedAccessException);
}
