namespace Hooks.Build.Checks.Text.Lines;

/// <summary>Knows text of UTF-16: by its mark or, without one, by the zeros between Latin letters.</summary>
public static class Utf16
{
    private const int Looked = 32;
    private const int Least = 8;

    /// <summary>Whether a file is such text.</summary>
    /// <param name="start">Its first bytes.</param>
    public static bool Is(ReadOnlySpan<byte> start) => Is(start, out _);

    /// <summary>Whether a file is such text.</summary>
    /// <param name="start">Its first bytes.</param>
    /// <param name="isBigEndian">Whether the high byte of a character comes first.</param>
    public static bool Is(ReadOnlySpan<byte> start, out bool isBigEndian)
    {
        isBigEndian = start.StartsWith(TextContent.Utf16HighMark);
        if (isBigEndian || start.StartsWith(TextContent.Utf16LowMark))
            return true;

        start = start[..(Math.Min(start.Length, Looked) & ~1)];
        isBigEndian = start.Length > 0 && start[0] == 0;
        return start.Length >= Least && HasZeros(start, isBigEndian ? 0 : 1);
    }

    private static bool HasZeros(ReadOnlySpan<byte> start, int at)
    {
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] == 0 != ((i & 1) == at))
                return false;
        }

        return true;
    }
}
