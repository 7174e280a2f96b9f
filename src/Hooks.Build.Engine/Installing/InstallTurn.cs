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
            catch (IOException e) when (e.GetType() == typeof(IOException) && TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                // Somebody else's turn. What can never be written has exceptions of other types.
                _ = pause.Wait(Pause);
            }
        }
    }
}
