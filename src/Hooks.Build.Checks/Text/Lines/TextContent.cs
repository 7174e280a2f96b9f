namespace Hooks.Build.Checks.Text.Lines;

/// <summary>What the first bytes of a file say about the rest.</summary>
internal static class TextContent
{
    /// <summary>How many bytes are looked at.</summary>
    public const int Start = 1024;

    /// <summary>The byte order mark of UTF-8.</summary>
    public static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>The byte order mark of UTF-16, low byte first.</summary>
    public static ReadOnlySpan<byte> Utf16LowMark => [0xFF, 0xFE];

    /// <summary>The byte order mark of UTF-16, high byte first.</summary>
    public static ReadOnlySpan<byte> Utf16HighMark => [0xFE, 0xFF];

    /// <summary>
    /// Whether lines of the content end with single bytes, so that taking some away does no harm. Not so in UTF-16, with or without a mark, and in
    /// files with NUL bytes, which are no text to git either.
    /// </summary>
    public static bool IsText(ReadOnlySpan<byte> content) =>
        !content.StartsWith(Utf16LowMark) && !content.StartsWith(Utf16HighMark) && !content[..Math.Min(Start, content.Length)].Contains((byte)0);
}
