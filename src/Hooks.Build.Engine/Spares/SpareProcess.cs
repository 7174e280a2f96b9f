using Hooks.Build.Engine.Native;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Spares;

/// <summary>The process behind an entry: its number may be another's by now, so it is looked at before it is signalled.</summary>
internal static class SpareProcess
{
    /// <summary>Opens the process of a spare; -1 where that has ended.</summary>
    /// <param name="entry">The spare.</param>
    public static int Open(SpareEntry entry)
    {
        var descriptor = PosixExit.Open(entry.Process);
        // Looked at after it was opened: if it is this one then, it is this one that is open.
        if (descriptor >= 0 && !PosixExit.HasExitedBy(descriptor) && SpareName.Of(entry.Process) == entry.Name)
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

    /// <summary>The path that the process was given, without its number.</summary>
    public static string PathOf(SpareEntry entry) => Path.Combine(Path.GetDirectoryName(entry.Path)!, $"{entry.Purpose}.{entry.Code}.{entry.World}");
}
