using System.Buffers;
using System.Text;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>Finds the value behind a name, in the usual ways to write one in code, configuration and connection strings.</summary>
internal static class AssignedValue
{
    private const int MostBlanks = 32;
    private const int MostOfName = 64;
    private const int MostOfValue = 512;

    private static readonly SearchValues<byte> Name = SearchValues.Create(Encoding.ASCII.GetBytes(SecretText.Alphanumeric + "_-.$"));
    private static readonly string[] Signs = [":::=", "::=", "||=", "??=", ":=", "=>", "?=", ".=", "+=", "=", ":"];
    private static readonly byte[][] SignBytes = Array.ConvertAll(Signs, Encoding.ASCII.GetBytes);

    /// <summary>Finds the value of a name.</summary>
    /// <param name="content">The text.</param>
    /// <param name="start">Where the telling part of the name begins.</param>
    /// <param name="end">Where that ends.</param>
    /// <param name="value">Where the value is.</param>
    /// <param name="isBare">Whether it has neither quotes nor tags around it.</param>
    public static bool TryFind(ReadOnlySpan<byte> content, int start, int end, out Range value, out bool isBare)
    {
        (value, isBare) = (default, false);
        var at = SkipNumber(content, end);
        if (at >= content.Length || SecretText.IsWordAt(content, at) || content[at] == '-')
            return false;

        if (content[at] == '>' && TryReadElement(content, at + 1, out value))
            return true;

        var nameEnd = at;
        at = SkipNameEnd(content, at, out var isQuoted);
        if (PairedValue.TryRead(content, NameStart(content, start), at, out value, out isBare))
            return true;

        if (isQuoted && content[at..].StartsWith("value="u8))
            at += "value".Length;

        at = SkipType(content, at);
        var sign = SignLength(content[at..], isQuoted);
        if (sign == 0)
        {
            isBare = true;
            return !isQuoted
                && SpacedValue.MayFollow(content, NameStart(content, start), nameEnd)
                && (TryReadQuoted(content, at, out value) || SpacedValue.TryRead(content, at, out value));
        }

        var signAt = at;
        var valueAt = SkipBlanks(content, at + sign);
        if (TryReadQuoted(content, valueAt, out value))
            return true;

        isBare = true;
        if (content[signAt] == ',' || !BareValue.TryRead(content, NameStart(content, start), nameEnd, signAt, sign, out value, out var isConnection))
            return false;

        isBare = !isConnection;
        return true;
    }

    /// <summary>The whole name that the telling part is of.</summary>
    public static ReadOnlySpan<byte> NameAt(ReadOnlySpan<byte> content, int start, int end) => content[NameStart(content, start)..end];

    private static int NameStart(ReadOnlySpan<byte> content, int start)
    {
        var before = content[Math.Max(0, start - MostOfName)..start];
        return start - before.Length + before.LastIndexOfAnyExcept(Name) + 1;
    }

    // api_token_2 is a token too.
    private static int SkipNumber(ReadOnlySpan<byte> content, int at)
    {
        var digits = at < content.Length && content[at] == '_' ? at + 1 : at;
        var number = digits;
        while (number < content.Length && number - digits < 4 && char.IsAsciiDigit((char)content[number]))
            number++;

        return number > digits ? number : at;
    }

    // The quotes around a name, those of a text in a text, and the brackets of an index.
    private static int SkipNameEnd(ReadOnlySpan<byte> content, int at, out bool isQuoted)
    {
        var begin = at;
        while (at < content.Length && at - begin < 4 && content[at] is (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'\\' or (byte)']')
            at++;

        isQuoted = at > begin;
        return SkipBlanks(content, at);
    }

    // The type that some languages write behind a name: token: string = "...", var token string = "...".
    private static int SkipType(ReadOnlySpan<byte> content, int at)
    {
        const int mostOfType = 24;
        var type = at < content.Length && content[at] == ':' ? SkipBlanks(content, at + 1) : at;
        var end = type;
        while (end < content.Length
            && end - type < mostOfType
            && (SecretText.IsWordAt(content, end) || content[end] is (byte)'&' or (byte)'*' or (byte)'?' or (byte)'.'))
            end++;

        var sign = SkipBlanks(content, end);
        return end > type && sign < content.Length - 1 && content[sign] == '=' && content[sign + 1] is (byte)' ' or (byte)'"' ? sign : at;
    }

    private static int SignLength(ReadOnlySpan<byte> text, bool isQuoted)
    {
        if (text.StartsWith("=="u8))
            return 0;

        foreach (var sign in SignBytes)
        {
            if (text.StartsWith(sign))
                return sign.Length;
        }

        return isQuoted && text.StartsWith(","u8) ? 1 : 0;
    }

    /// <summary>Where what follows some blanks of a line begins.</summary>
    public static int SkipBlanks(ReadOnlySpan<byte> content, int at)
    {
        var last = Math.Min(content.Length, at + MostBlanks);
        while (at < last && content[at] is (byte)' ' or (byte)'\t')
            at++;

        return at;
    }

    private static bool TryReadElement(ReadOnlySpan<byte> content, int at, out Range value)
    {
        var text = content[at..Math.Min(content.Length, at + MostOfValue)];
        var end = text.IndexOf((byte)'<');
        text = text[..Math.Max(end, 0)];
        var trimmed = text.Trim(" \t\r\n"u8);
        var blanks = text.Length - text.TrimStart(" \t\r\n"u8).Length;
        value = (at + blanks)..(at + blanks + trimmed.Length);
        return trimmed.Length > 0 && !trimmed.Contains((byte)'\n');
    }

    /// <summary>Reads a text in quotes.</summary>
    public static bool TryReadQuoted(ReadOnlySpan<byte> content, int at, out Range value)
    {
        value = default;

        // @"..." of C#, r'...', b'...' and u'...' of Python.
        if (at + 1 < content.Length && content[at] is (byte)'@' or (byte)'r' or (byte)'b' or (byte)'u' && content[at + 1] is (byte)'"' or (byte)'\'')
            at++;

        var isEscaped = at + 1 < content.Length && content[at] == '\\' && content[at + 1] is (byte)'"' or (byte)'\'';
        at += isEscaped ? 1 : 0;
        if (at >= content.Length || content[at] is not ((byte)'"' or (byte)'\'' or (byte)'`'))
            return false;

        var quote = content[at++];
        if (at + 1 < content.Length && content[at] == quote && content[at + 1] == quote)
            at += 2;

        var text = content[at..Math.Min(content.Length, at + MostOfValue)];
        var length = isEscaped ? text.IndexOfAny((byte)'\\', (byte)'\n') : text.IndexOfAny(quote, (byte)'\n');
        value = at..(at + Math.Max(length, 0));
        return length > 0 && text[length] == (isEscaped ? (byte)'\\' : quote);
    }
}
