namespace Hooks.Build;

/// <summary>In which order files are visited, several at a time: a large one that comes last would be visited alone.</summary>
internal static class VisitOrder
{
    // Among more files the last few count for little, and asking for all sizes for much.
    private const int MostAsked = 1000;

    /// <summary>Large files first, those of one size as they come.</summary>
    public static IReadOnlyList<HookFile> LargeFirst(IReadOnlyList<HookFile> files) =>
        files.Count is < 3 or > MostAsked ? files : [.. files.OrderByDescending(SizeOf)];

    // One that is not there, or that no path leads to, is for the hook to tell.
    private static long SizeOf(HookFile file)
    {
        try
        {
            FileInfo info = new(file.FullPath);
            return info.Exists ? info.Length : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return 0;
        }
    }
}
