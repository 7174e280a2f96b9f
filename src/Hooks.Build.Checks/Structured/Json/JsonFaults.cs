using System.Text.Json;

namespace Hooks.Build.Checks.Json;

/// <summary>Says in plain words what is wrong where the parser stopped.</summary>
internal static class JsonFaults
{
    /// <summary>The most levels of objects and arrays.</summary>
    public const int MostLevels = 1000;

    public static JsonReaderOptions Options(bool allowComments) => new()
    {
        MaxDepth = MostLevels,
        AllowTrailingCommas = allowComments,
        CommentHandling = allowComments ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow,
    };

    /// <summary>Adds a finding about what the parser refused.</summary>
    public static void Add(ReadOnlySpan<byte> text, JsonException refused, int depth, bool allowComments, Findings findings)
    {
        var offset = OffsetOf(text, refused);
        findings.AddAt(text, offset, Explain(text, offset, depth, allowComments));
    }

    private static string Explain(ReadOnlySpan<byte> text, int offset, int depth, bool allowComments)
    {
        if (text.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return "the file is empty; JSON has at least one value";
        if (offset >= text.Length)
            return "the file ends too early; a text, an object or an array is not closed";

        var shown = TextPlace.Character(text, offset);
        var before = LastBefore(text, offset);
        return text[offset] switch
        {
            (byte)'{' or (byte)'[' when depth >= MostLevels => $"values are nested deeper than {MostLevels} levels",
            (byte)'/' or (byte)'#' when !allowComments => "JSON has no comments; take it away, or accept comments with --allow-comments",
            (byte)'\'' => "texts stand between double quotation marks, not single ones",
            (byte)'}' or (byte)']' when before == ',' => $"a comma stands before {shown}; take it away",
            < (byte)' ' when offset > 0 && text[offset] is not (byte)'\n' and not (byte)'\r' || before == '"' => $"{shown} is not expected here; write control characters of a text as \\u{text[offset]:x4}",
            _ when offset > 0 && text[offset - 1] == '\\' => $"JSON has no escape \\{(char)text[offset]}; write \\\\ for a backslash",
            _ => $"{shown} is not expected here",
        };
    }

    private static byte LastBefore(ReadOnlySpan<byte> text, int offset)
    {
        var last = text[..offset].LastIndexOfAnyExcept(" \t\r\n"u8);
        return last < 0 ? (byte)0 : text[last];
    }

    /// <summary>The parser tells the line, from 0, and how many bytes of it were read.</summary>
    private static int OffsetOf(ReadOnlySpan<byte> text, JsonException refused)
    {
        var line = 0;
        for (var skipped = refused.LineNumber ?? 0; skipped > 0; skipped--)
        {
            line += text[line..].IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(text.Length, line + (refused.BytePositionInLine ?? 0));
    }
}
