namespace Hooks.Build.Engine.Native;

/// <summary>The three descriptors that a process is started with.</summary>
internal static class StandardStreams
{
    /// <summary>Whether the caller has closed standard output: what is written there reaches nobody.</summary>
    public static bool HadNoOutput { get; private set; }

    /// <summary>
    /// Opens those that the caller has closed, as nothing. The next file that is opened would have their number, and be taken for them: what is told would go
    /// into it.
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
            if (Libc.Control(descriptor, GetFlags, 0) >= 0)
            {
                continue;
            }

            // The lowest number that is free, which is this one.
            HadNoOutput |= descriptor == 1;
            if (Libc.Open("/dev/null", ReadWrite) < 0)
            {
                return;
            }
        }
    }
}
