using System.Text.Unicode;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text.EditorConfig;

/// <summary>What the first bytes of a file have to be for a charset.</summary>
internal static class CharsetRule
{
    // Fewer may be anything.
    private const int Fewest = 8;

    /// <summary>The content without the marks of UTF-8 that are repaired.</summary>
    public static ReadOnlySpan<byte> TextOf(string charset, ReadOnlySpan<byte> content)
    {
        while (IsUtf8(charset) && content.StartsWith(TextContent.Utf8Mark))
            content = content[TextContent.Utf8Mark.Length..];

        return content;
    }

    /// <summary>Whether the file has no mark of UTF-8 where it should have one, or one where it should have none.</summary>
    public static bool IsUtf8MarkWrong(string charset, ReadOnlySpan<byte> content)
    {
        var marks = content.Length - TextOf(charset, content).Length;
        return IsUtf8(charset) && marks != (charset == "UTF-8-BOM" ? TextContent.Utf8Mark.Length : 0);
    }

    public static bool IsUtf8(string charset) => charset is "UTF-8" or "UTF-8-BOM";

    /// <summary>What is wrong with the beginning of a file; <see langword="null"/> where nothing is.</summary>
    public static string? Problem(string charset, ReadOnlySpan<byte> start)
    {
        if (charset.Length == 0 || start.IsEmpty)
            return null;

        var found = start.StartsWith(TextContent.Utf8Mark) ? "UTF-8-BOM"
            : start.StartsWith(TextContent.Utf16LowMark) ? "UTF-16LE"
            : start.StartsWith(TextContent.Utf16HighMark) ? "UTF-16BE"
            : "";
        if (found.Length > 0 && found != charset)
            return $"begins with the mark of {Shown(found)}, but .editorconfig says charset = {Shown(charset)}; save the file as that";

        if (found.Length == 0 && charset.StartsWith("UTF-16", StringComparison.Ordinal) && IsOfBytes(start))
            return $"is text of an 8-bit encoding, but .editorconfig says charset = {Shown(charset)}; save the file as that";

        return IsUtf8MarkWrong(charset, start)
            ? $"does not begin with one mark of UTF-8, but .editorconfig says charset = {Shown(charset)}; save the file as that"
            : null;
    }

    // UTF-16 without its mark has a zero byte in each line end, blank and letter of English. What has none may be some words of Chinese, whose bytes are no
    // UTF-8 but by chance, and have a line end's value likewise.
    private static bool IsOfBytes(ReadOnlySpan<byte> start) =>
        start.Length >= Fewest && TextContent.IsText(start) && (Utf8.IsValid(start) || start.Count((byte)'\n') > start.Length / 256);

#pragma warning disable CA1308 // charsets are written in small letters
    private static string Shown(string charset) => charset.ToLowerInvariant();
#pragma warning restore CA1308
}
