namespace Hooks.Build.Engine.Installing;

/// <summary>Two builds of one repository may install at once: one after the other they do no harm.</summary>
internal static class InstallTurn
{
    private const string Name = "hooks-build.lock";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits for the turn, which ends with the stream. The system gives it back where a process was killed.</summary>
    public static FileStream Take(string folder)
    {
        var path = Path.Combine(folder, Name);
        var start = TimeProvider.System.GetTimestamp();
        using ManualResetEventSlim pause = new();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (Exception e) when (IsTaken(e) && TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                _ = pause.Wait(Pause);
            }
        }
    }

    // What can never be written has exceptions of other types; but on Windows a file that is just being deleted may not be opened either.
    private static bool IsTaken(Exception e) => e.GetType() == typeof(IOException) || (OperatingSystem.IsWindows() && e is UnauthorizedAccessException);
}
