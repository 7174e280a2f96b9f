using System.Text.Json;

namespace Hooks.Build.Checks.Structured.Json;

/// <summary>Says in plain words what is wrong where the parser stopped.</summary>
internal static class JsonFaults
{
    /// <summary>The most levels of objects and arrays.</summary>
    public const int MostLevels = 1000;

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    public static JsonReaderOptions Options(bool allowComments) => new()
    {
        MaxDepth = MostLevels,
        AllowTrailingCommas = allowComments,
        CommentHandling = allowComments ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow,
    };

    /// <summary>Adds a finding about what the parser refused.</summary>
    public static void Add(ReadOnlySpan<byte> text, JsonException refused, in Utf8JsonReader reader, bool allowComments, Findings findings)
    {
        var offset = OffsetOf(text, refused);
        if (text.IndexOfAnyExcept(Blanks) < 0)
        {
            findings.AddAt(text, offset, "the file is empty; JSON has at least one value");
        }
        else if (offset >= text.Length)
        {
            findings.AddAt(text, offset, "the file ends too early; a text, an object or an array is not closed");
        }
        else if (text[offset] is (byte)'}' or (byte)']' && LastBefore(text, offset) is var comma and >= 0 && text[comma] == ',')
        {
            findings.AddAt(text, comma, $"a comma stands before '{(char)text[offset]}'; take it away");
        }
        else
        {
            findings.AddAt(text, offset, Explain(text, offset, in reader, allowComments));
        }
    }

    private static string Explain(ReadOnlySpan<byte> text, int offset, in Utf8JsonReader reader, bool allowComments)
    {
        var shown = TextPlace.Character(text, offset);
        var before = offset > 0 ? text[offset - 1] : (byte)' ';
        var isInside = Blanks.IndexOf(before) < 0 && before is not (byte)'[' and not (byte)'{' and not (byte)',' and not (byte)':';
        return text[offset] switch
        {
            (byte)'{' or (byte)'[' when reader.CurrentDepth >= MostLevels - 1 => $"values are nested deeper than {MostLevels} levels",
            (byte)'/' or (byte)'#' when !allowComments => "JSON has no comments; take it away, or accept comments with --allow-comments",
            (byte)'\'' => "texts stand between double quotation marks, not single ones",
            (byte)'\r' or (byte)'\n' => "a text does not end on its line; close it, or write \\n for the end of a line",
            < (byte)' ' => $"{shown} is not expected here; write control characters of a text as \\u{text[offset]:x4}",
            _ when before == '\\' => $"JSON has no escape \\{(char)text[offset]}; write \\\\ for a backslash",
            _ when before == '0' && char.IsAsciiDigit((char)text[offset]) =>
                "a number may not begin with 0; take the zeros away, or put it between quotation marks",
            _ when reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.None or JsonTokenType.StartArray or JsonTokenType.StartObject) =>
                $"{shown} is not expected here; a file has one value",
            (byte)'"' => $"{shown} is not expected here; a comma is missing before it",
            _ when LastBefore(text, offset) is var last and >= 0 && text[last] == '"' => $"{shown} is not expected here; ':' or ',' is missing before it",
            _ when !isInside && char.IsAsciiLetter((char)text[offset]) => $"{shown} is not expected here; keys and texts stand between double quotation marks",
            _ => $"{shown} is not expected here",
        };
    }

    private static int LastBefore(ReadOnlySpan<byte> text, int offset) => text[..offset].LastIndexOfAnyExcept(Blanks);

    /// <summary>The parser tells the line, from 0, and how many bytes of it were read.</summary>
    private static int OffsetOf(ReadOnlySpan<byte> text, JsonException refused)
    {
        var line = 0;
        for (var skipped = refused.LineNumber ?? 0; skipped > 0; skipped--)
            line += text[line..].IndexOf((byte)'\n') + 1;

        return (int)Math.Min(text.Length, line + (refused.BytePositionInLine ?? 0));
    }
}
