using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Hooks.Build.Checks.Toml;

/// <summary>Reads texts: basic and literal, on one line and on several.</summary>
internal static class TomlTexts
{
    private static readonly SearchValues<byte> BasicStops = Stops("\"\\"u8);
    private static readonly SearchValues<byte> LiteralStops = Stops("'"u8);

    /// <summary>Reads <c>"text"</c>.</summary>
    /// <returns>Whether it has escapes.</returns>
    public static bool ReadBasic(ref TomlCursor cursor)
    {
        var start = cursor.At++;
        var isEscaped = false;
        while (GoTo(ref cursor, BasicStops, start) == '\\')
        {
            isEscaped = true;
            ReadEscape(ref cursor);
        }

        EndLine(ref cursor, (byte)'"', start);
        return isEscaped;
    }

    /// <summary>Reads <c>'text'</c>.</summary>
    public static void ReadLiteral(ref TomlCursor cursor)
    {
        var start = cursor.At++;
        GoTo(ref cursor, LiteralStops, start);
        EndLine(ref cursor, (byte)'\'', start);
    }

    /// <summary>Reads a text of several lines, behind three quotation marks to behind the last three.</summary>
    public static void ReadLines(ref TomlCursor cursor, byte quote)
    {
        var start = cursor.At;
        cursor.At += 3;
        var stops = quote == '"' ? BasicStops : LiteralStops;
        while (true)
        {
            var stop = GoTo(ref cursor, stops, start);
            if (stop == quote)
            {
                if (TryEndLines(ref cursor, quote))
                    return;
            }
            else if (stop == '\\')
            {
                if (!TryContinueLine(ref cursor))
                    ReadEscape(ref cursor);
            }
            else if (!cursor.TrySkipLineEnd())
            {
                FailAtControl(ref cursor);
            }
        }
    }

    /// <summary>Writes what a basic text stands for. It was read before, and so is valid.</summary>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> plain)
    {
        var written = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                plain[written++] = text[i];
                continue;
            }

            var escape = text[++i];
            var digits = escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
            _ = Utf8Parser.TryParse(text.Slice(i + 1, digits), out uint value, out _, 'x');
            written += (digits > 0 ? new Rune(value) : new Rune(escape switch { (byte)'b' => '\b', (byte)'t' => '\t', (byte)'n' => '\n', (byte)'f' => '\f', (byte)'r' => '\r', _ => (char)escape })).EncodeToUtf8(plain[written..]);
            i += digits;
        }

        return written;
    }

    private static byte GoTo(ref TomlCursor cursor, SearchValues<byte> stops, int start)
    {
        var length = cursor.Rest.IndexOfAny(stops);
        if (length < 0)
            throw new FormatFault(start, "the text that begins here has no end; close it with its quotation mark");
        cursor.At += length;
        return cursor.Next;
    }

    private static void EndLine(ref TomlCursor cursor, byte quote, int start)
    {
        if (cursor.Next == '\n' || (cursor.Next == '\r' && cursor.Ahead(1) == '\n'))
            throw new FormatFault(start, "the text that begins here does not end on its line; close it, or use three quotation marks for several lines");
        if (cursor.Next != quote)
            FailAtControl(ref cursor);
        cursor.At++;
    }

    /// <summary>Up to two quotation marks may stand right before the three that close the text.</summary>
    private static bool TryEndLines(ref TomlCursor cursor, byte quote)
    {
        var count = 1;
        while (count < 5 && cursor.Ahead(count) == quote)
        {
            count++;
        }

        cursor.At += count;
        return count >= 3;
    }

    /// <summary>A backslash at the end of a line takes away all white space up to the next character.</summary>
    private static bool TryContinueLine(ref TomlCursor cursor)
    {
        var backslash = cursor.At++;
        cursor.SkipBlanks();
        if (!cursor.TrySkipLineEnd())
        {
            cursor.At = backslash;
            return false;
        }

        do
        {
            cursor.SkipBlanks();
        }
        while (cursor.TrySkipLineEnd());
        return true;
    }

    private static void ReadEscape(ref TomlCursor cursor)
    {
        var escape = cursor.Ahead(1);
        if (escape is (byte)'"' or (byte)'\\' or (byte)'b' or (byte)'t' or (byte)'n' or (byte)'f' or (byte)'r')
        {
            cursor.At += 2;
            return;
        }

        var digits = escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
        if (digits == 0)
            cursor.Fail("TOML knows no such escape; write \\\\ for a backslash, or put the text between ' instead of \"");
        if (cursor.Rest.Length < digits + 2 || !Utf8Parser.TryParse(cursor.Rest.Slice(2, digits), out uint value, out var read, 'x') || read != digits)
            cursor.Fail($"{digits} hexadecimal digits belong behind \\{(char)escape}");
        else if (!Rune.IsValid(value))
            cursor.Fail($"U+{value:X4} is no character");
        cursor.At += digits + 2;
    }

    private static void FailAtControl(ref TomlCursor cursor) =>
        cursor.Fail($"the control character {cursor.Shown()} may not stand in a text; write it as \\u{cursor.Next:X4} between \"");

    private static SearchValues<byte> Stops(ReadOnlySpan<byte> others)
    {
        List<byte> all = [.. others, 127];
        for (byte control = 0; control < ' '; control++)
        {
            if (control != '\t')
                all.Add(control);
        }

        return SearchValues.Create([.. all]);
    }
}
