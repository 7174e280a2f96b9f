namespace Hooks.Build.Engine.FileSystem;

/// <summary>What helps against what the system said: room is asked for only where there is none.</summary>
internal static class Remedy
{
    /// <summary>What helps where the disk is full.</summary>
    public const string OfRoom = "Free some space there, or set TMPDIR to another folder";

    /// <summary>What helps where nothing more can be opened.</summary>
    public const string OfDescriptors = "Raise the limit of open files (ulimit -n)";

    /// <summary>What helps where a file for a run could not be written.</summary>
    /// <param name="e">What went wrong.</param>
    /// <param name="hasRoom">Whether its disk has room by itself.</param>
    /// <returns>Sentence without its full stop.</returns>
    public static string For(Exception e, bool hasRoom = true) =>
        IsLackOfRoom(e) || IsLackOfRoom(e.Message) || !hasRoom ? OfRoom
        : IsLackOfDescriptors(e) ? OfDescriptors
        : "Set TMPDIR to another folder";

    /// <summary>Whether the disk, or what the user may have of it, is full.</summary>
    public static bool IsLackOfRoom(Exception e) => Number(e) is var number && (OperatingSystem.IsWindows()
        ? number is 39 or 112 or 1295 // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL, ERROR_DISK_QUOTA_EXCEEDED
        : number == 28 || number == (OperatingSystem.IsMacOS() ? 69 : 122)); // ENOSPC, EDQUOT

    /// <summary>The same by the words of another program.</summary>
    public static bool IsLackOfRoom(string words) =>
        words.Contains("No space left", StringComparison.OrdinalIgnoreCase) || words.Contains("quota exceeded", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this process, or the system, has as many files open as it may.</summary>
    public static bool IsLackOfDescriptors(Exception e) =>
        IsLackOfDescriptors(Number(e)) || (!OperatingSystem.IsWindows() && e.Message.Contains("Too many open files", StringComparison.Ordinal));

    /// <summary>The same by the system's number.</summary>
    public static bool IsLackOfDescriptors(int number) => !OperatingSystem.IsWindows() && (number is 23 or 24); // ENFILE, EMFILE

    // .NET has the system's own number in it.
    private static int Number(Exception e) => e.HResult & 0xFFFF;
}
