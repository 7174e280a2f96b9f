using System.Buffers;

namespace Hooks.Build.Checks.Text.Lines;

/// <summary>What a line ends with.</summary>
internal enum LineEnd
{
    Lf,
    CrLf,
    Cr,
}

/// <summary>Bytes and names of the ends of lines.</summary>
internal static class LineEnds
{
    public static ReadOnlySpan<byte> Bytes(this LineEnd end) => end switch
    {
        LineEnd.Lf => "\n"u8,
        LineEnd.CrLf => "\r\n"u8,
        _ => "\r"u8,
    };

    public static string Name(this LineEnd end) => end switch
    {
        LineEnd.Lf => "LF",
        LineEnd.CrLf => "CRLF",
        _ => "CR",
    };

    /// <summary>The kind of a name as it is written in options and in .editorconfig.</summary>
    public static LineEnd? Parse(string name) => name switch
    {
        "lf" => LineEnd.Lf,
        "crlf" => LineEnd.CrLf,
        "cr" => LineEnd.Cr,
        _ => null,
    };

    /// <summary>How long the first of some newlines is.</summary>
    public static int LengthOfFirst(ReadOnlySpan<byte> newlines) => newlines.StartsWith("\r\n"u8) ? 2 : Math.Min(1, newlines.Length);

    /// <summary>What the first line of a text ends with; \n where nothing does.</summary>
    public static LineEnd OfFirst(ReadOnlySpan<byte> text)
    {
        var first = text.IndexOfAny((byte)'\r', (byte)'\n');
        return first < 0 || text[first] == '\n' ? LineEnd.Lf : LengthOfFirst(text[first..]) == 2 ? LineEnd.CrLf : LineEnd.Cr;
    }

    /// <summary>Writes the lines of a content with another end. A last line without an end keeps having none.</summary>
    public static void Rewrite(ReadOnlySpan<byte> content, LineEnd end, IBufferWriter<byte> output)
    {
        for (int length; (length = content.IndexOfAny((byte)'\r', (byte)'\n')) >= 0;)
        {
            output.Write(content[..length]);
            output.Write(end.Bytes());
            content = content[(length + LengthOfFirst(content[length..]))..];
        }

        output.Write(content);
    }
}
