using System.Buffers;

namespace Hooks.Build.Checks;

/// <summary>Finds the value behind a name, in the usual ways to write one in code, configuration and connection strings.</summary>
internal static class AssignedValue
{
    private const int MostBlanks = 32;
    private const int MostOfValue = 256;

    private static readonly SearchValues<byte> BareEnds = SearchValues.Create(";\"' \t\r\n"u8);
    private static readonly SearchValues<byte> Capitals = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"u8);

    /// <summary>Finds the value of a name.</summary>
    /// <param name="content">The text.</param>
    /// <param name="start">Where the telling part of the name begins.</param>
    /// <param name="end">Where the name ends.</param>
    /// <param name="value">Where the value is.</param>
    public static bool TryFind(ReadOnlySpan<byte> content, int start, int end, out Range value)
    {
        value = default;
        var at = end;
        if (at >= content.Length || SecretText.IsWordAt(content, at) || content[at] == '-')
            return false;

        if (content[at] == '>')
            return TryReadUntil(content, at + 1, (byte)'<', out value);

        var isQuoted = content[at] is (byte)'"' or (byte)'\'';
        while (at < content.Length && content[at] is (byte)'"' or (byte)'\'' or (byte)']')
            at++;

        var afterName = at;
        at = SkipBlanks(content, at);
        if (isQuoted && content[at..].StartsWith("value="u8))
            at += "value".Length;

        var sign = SignLength(content[at..]);
        if (sign == 0)
            return false;

        var afterSign = at + sign;
        at = SkipBlanks(content, afterSign);

        // @"..." of C#, r'...', b'...' and u'...' of Python.
        var isPrefixed = at + 1 < content.Length
            && content[at] is (byte)'@' or (byte)'r' or (byte)'b' or (byte)'u'
            && content[at + 1] is (byte)'"' or (byte)'\'';
        at += isPrefixed ? 1 : 0;

        if (at < content.Length && content[at] is (byte)'"' or (byte)'\'' or (byte)'`')
            return TryReadUntil(content, at + 1, content[at], out value);

        return at == afterName + 1 && content[afterName] == '=' && IsBareAllowed(content, start, end) && TryReadBare(content, at, out value);
    }

    private static int SignLength(ReadOnlySpan<byte> text) =>
        text.StartsWith("=="u8) ? 0
        : text.StartsWith(":="u8) || text.StartsWith("=>"u8) ? 2
        : text.Length > 0 && text[0] is (byte)'=' or (byte)':' ? 1
        : 0;

    private static int SkipBlanks(ReadOnlySpan<byte> content, int at)
    {
        var last = Math.Min(content.Length, at + MostBlanks);
        while (at < last && content[at] is (byte)' ' or (byte)'\t')
            at++;

        return at;
    }

    private static bool TryReadUntil(ReadOnlySpan<byte> content, int at, byte close, out Range value)
    {
        var text = content[at..Math.Min(content.Length, at + MostOfValue)];
        var length = text.IndexOfAny(close, (byte)'\n');
        value = at..(at + Math.Max(length, 0));
        return length > 0 && text[length] == close;
    }

    private static bool TryReadBare(ReadOnlySpan<byte> content, int at, out Range value)
    {
        var text = content[at..Math.Min(content.Length, at + MostOfValue)];
        var length = text.IndexOfAny(BareEnds);
        length = length < 0 ? text.Length : length;
        value = at..(at + length);
        return length > 0;
    }

    // Without quotes a value may be code. It is none in a connection string, and behind a name in capitals that begins its line.
    private static bool IsBareAllowed(ReadOnlySpan<byte> content, int start, int end)
    {
        var lineStart = content[Math.Max(0, start - MostOfValue)..start].LastIndexOf((byte)'\n') is >= 0 and var newline
            ? Math.Max(0, start - MostOfValue) + newline + 1
            : Math.Max(0, start - MostOfValue);
        var before = content[lineStart..end];
        if (before.StartsWith("export "u8))
            before = before["export ".Length..];

        if (before.IndexOfAnyExcept(Capitals) < 0)
            return true;

        var around = content[lineStart..Math.Min(content.Length, end + MostOfValue)];
        var lineEnd = around.IndexOf((byte)'\n');
        around = lineEnd < 0 ? around : around[..lineEnd];
        return around.Contains((byte)';')
            && (SecretText.Has(around, "server="u8) || SecretText.Has(around, "source="u8) || SecretText.Has(around, "host="u8)
                || SecretText.Has(around, "user id="u8) || SecretText.Has(around, "uid="u8) || SecretText.Has(around, "username="u8));
    }
}
