using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Native;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Spares;

/// <summary>The process behind an entry: its number may be another's by now, so it is looked at before it is signalled.</summary>
internal static class SpareProcess
{
    /// <summary>Opens the process of a spare; -1 where that has ended.</summary>
    /// <param name="entry">The spare, by the path at which it was found.</param>
    public static int Open(SpareEntry entry)
    {
        var descriptor = PosixExit.Open(entry.Process);
        if (descriptor >= 0 && !PosixExit.HasExitedBy(descriptor) && IsIt(entry))
        {
            return descriptor;
        }

        SpareSocket.Close(descriptor);
        return -1;
    }

    /// <summary>Ends a spare with its group, however it is.</summary>
    public static void Kill(SpareEntry entry)
    {
        var descriptor = Open(entry);
        if (descriptor >= 0)
        {
            _ = Libc.Kill(-entry.Process, Libc.SigKill);
            SpareSocket.Close(descriptor);
        }
    }

    // Its command line has the path at which it waits. For a moment after its start it has none.
    private static bool IsIt(SpareEntry entry)
    {
        const int Attempts = 100;
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                if (File.ReadAllBytes($"/proc/{entry.Process}/cmdline") is { Length: > 0 } line)
                {
                    return PathText.Decode(line).Split('\0').Contains(PathOf(entry), StringComparer.Ordinal);
                }

                Thread.Sleep(1);
            }

            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The path that the process was given, without its number.</summary>
    public static string PathOf(SpareEntry entry) => Path.Combine(Path.GetDirectoryName(entry.Path)!, $"{entry.Purpose}.{entry.Code}.{entry.World}");
}
