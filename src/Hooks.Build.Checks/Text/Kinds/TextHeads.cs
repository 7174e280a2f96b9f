namespace Hooks.Build.Checks.Text.Kinds;

/// <summary>
/// Formats that begin with lines of text and go on with data, or with bytes that are counted: a small or flat picture may have nothing else in it that tells.
/// Where the head says that all of it is text, it is. Formats that always have a NUL are told by that and are not here: cpio, farbfeld, FBX, bundles of git,
/// ...
/// </summary>
internal static class TextHeads
{
    private const int LongestHead = 64 * 1024;

    /// <summary>Whether content begins as such a format does.</summary>
    public static bool Begin(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(content.Length, LongestHead)];
        return head[0] switch
        {
            (byte)'P' => IsPicture(head),
            (byte)'N' => head.StartsWith("NRRD000"u8) || IsMetaImage(head),
            (byte)'O' or (byte)'C' => IsMetaImage(head),
            (byte)'V' => IsPointCloud(head),
            (byte)'#' => IsBehindComment(head),
            (byte)'S' => head.StartsWith("SVN-fs-dump-format-version:"u8),
            (byte)'L' => head.StartsWith("LBLSIZE="u8),
            (byte)'F' => head.StartsWith("FCS2.0 "u8) || head.StartsWith("FCS3."u8),
            (byte)'Y' => head.StartsWith("YUV4MPEG2 "u8),
            (byte)'{' => head.StartsWith("{\nHEADER_BYTES="u8) || head.StartsWith("{\nHeaderID"u8) || head.StartsWith("{\r\nHeaderID"u8),
            (byte)'!' => head.StartsWith("!<thin>\n"u8),
            (byte)'i' => head.StartsWith("id=ImageMagick"u8),
            (byte)'p' => (IsLine(head, "ply"u8) && head.IndexOf("format binary_"u8) is > 0 and < 1024) || IsFastExport(head),
            (byte)'b' or (byte)'c' or (byte)'r' or (byte)'f' or (byte)'o' or (byte)'t' => head.StartsWith("filedesc://"u8) || IsFastExport(head),
            // What is sent to a printer
            0x1B => head.StartsWith("\x1B%-12345X"u8) || head.StartsWith("\x1BE\x1B"u8),
            _ => false,
        };
    }

    // P1 to P6 of Netpbm, PF and Pf: width and height follow, with comments before, between and on the line of the name; P7 has words. Text that begins so goes
    // on otherwise.
    private static bool IsPicture(ReadOnlySpan<byte> head)
    {
        if (head[1] == (byte)'7')
            return IsWordyPicture(head[2..]);
        if (head[1] is not ((>= (byte)'1' and <= (byte)'6') or (byte)'F' or (byte)'f'))
            return false;

        var rest = head[2..];
        return TrySkipNumber(ref rest) && TrySkipNumber(ref rest);
    }

    private static bool IsWordyPicture(ReadOnlySpan<byte> rest)
    {
        rest = BehindComments(rest);
        return rest.StartsWith("WIDTH "u8)
            || rest.StartsWith("HEIGHT "u8)
            || rest.StartsWith("DEPTH "u8)
            || rest.StartsWith("MAXVAL "u8)
            || rest.StartsWith("TUPLTYPE "u8)
            || rest.StartsWith("332"u8);
    }

    private static bool TrySkipNumber(ref ReadOnlySpan<byte> text)
    {
        var number = BehindComments(text);
        var length = number.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (number.Length == text.Length || length <= 0)
            return false;

        text = number[length..];
        return true;
    }

    private static ReadOnlySpan<byte> BehindComments(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            text = text.TrimStart(" \t\r\n\v\f"u8);
            if (text.IsEmpty || text[0] != (byte)'#')
                return text;

            var end = text.IndexOfAny((byte)'\r', (byte)'\n');
            text = end < 0 ? default : text[end..];
        }
    }

    // Its data may be in a file of its own: then the head is all there is, and text.
    private static bool IsMetaImage(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("ObjectType"u8) && !head.StartsWith("NDims"u8) && !head.StartsWith("Comment"u8))
            return false;

        var at = head.IndexOf("\nElementDataFile"u8);
        return at > 0 && head[(at + "\nElementDataFile".Length)..].TrimStart(" \t="u8).StartsWith("LOCAL"u8);
    }

    private static bool IsBehindComment(ReadOnlySpan<byte> head) =>
        head.StartsWith("###CBF:"u8)
        || head.StartsWith("#INRIMAGE-4#{"u8)
        || head.StartsWith("#!TDV"u8)
        || (head.StartsWith("# vtk DataFile Version"u8) && IsLine(Behind(Behind(head)), "BINARY"u8))
        || IsPointCloud(head);

    private static bool IsPointCloud(ReadOnlySpan<byte> head) =>
        (head.StartsWith("# .PCD"u8) || head.StartsWith("VERSION ."u8) || head.StartsWith("VERSION 0."u8)) && head.IndexOf("\nDATA binary"u8) >= 0;

    // What git fast-export writes: `data` and a number of bytes.
    private static bool IsFastExport(ReadOnlySpan<byte> head)
    {
        if (!IsLine(head, "blob"u8) && !head.StartsWith("commit refs/"u8) && !head.StartsWith("reset refs/"u8) && !head.StartsWith("tag "u8)
            && !head.StartsWith("feature "u8) && !head.StartsWith("option "u8) && !head.StartsWith("progress "u8))
        {
            return false;
        }

        for (int at; (at = head.IndexOf("\ndata "u8)) >= 0;)
        {
            head = head[(at + "\ndata ".Length)..];
            var length = head.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (length > 0 && head[length] == (byte)'\n')
                return true;
        }

        return false;
    }

    private static bool IsLine(ReadOnlySpan<byte> text, ReadOnlySpan<byte> line) =>
        text.StartsWith(line) && (text.Length == line.Length || text[line.Length] is (byte)'\r' or (byte)'\n' or (byte)' ');

    private static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> text) => text.IndexOf((byte)'\n') is >= 0 and var end ? text[(end + 1)..] : default;
}
