namespace Hooks.Build.Engine.Native;

/// <summary>The three descriptors that a process is started with.</summary>
internal static class StandardStreams
{
    /// <summary>
    /// Opens those that the caller has closed, as nothing. The next file that is opened would have their number, and be taken for them: what is told would go into it.
    /// </summary>
    public static void OpenClosed()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const int GetFlags = 1;
        const int ReadWrite = 2;
        for (var descriptor = 0; descriptor < 3; descriptor++)
        {
            // The lowest number that is free, which is this one.
            if (Libc.Control(descriptor, GetFlags, 0) < 0 && Libc.Open("/dev/null", ReadWrite) < 0)
            {
                return;
            }
        }
    }
}
