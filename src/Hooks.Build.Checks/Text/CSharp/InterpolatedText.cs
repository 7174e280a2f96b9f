namespace Hooks.Build.Checks.Text.CSharp;

/// <summary>Finds the ends of interpolated strings, in whose holes there may be strings again.</summary>
internal static class InterpolatedText
{
    private const int MostNested = 32;

    /// <summary>How long an interpolated literal is.</summary>
    /// <param name="text">What begins with it.</param>
    /// <param name="prefix">How many characters stand before its quotes.</param>
    /// <param name="quotes">How many quotes it begins with.</param>
    /// <param name="isVerbatim">Whether it has no escapes.</param>
    /// <param name="depth">In how many others it stands.</param>
    public static int Length(ReadOnlySpan<byte> text, int prefix, int quotes, bool isVerbatim, int depth = 0)
    {
        if (quotes >= 3 && !isVerbatim)
            return EndOfRaw(text, prefix + quotes, quotes) is > 0 and var end ? end : text.Length;

        for (var i = prefix + 1; i < text.Length; i++)
        {
            if (text[i] == '"' && isVerbatim && i + 1 < text.Length && text[i + 1] == '"')
                i++;
            else if (text[i] == '"')
                return i + 1;
            else if (text[i] == '\\' && !isVerbatim)
                i++;
            else if (text[i] == '{' && i + 1 < text.Length && text[i + 1] == '{')
                i++;
            else if (text[i] == '{')
                i += HoleLength(text[i..], depth) - 1;
            else if (!isVerbatim && text[i] is (byte)'\n' or (byte)'\r')
                return i;
        }

        return text.Length;
    }

    /// <summary>Where a raw string ends, behind its quotes; -1 where it does not.</summary>
    public static int EndOfRaw(ReadOnlySpan<byte> text, int from, int quotes)
    {
        for (var i = from; i < text.Length; i++)
        {
            var next = text[i..].IndexOf((byte)'"');
            if (next < 0)
                return -1;

            i += next;
            var run = text[i..].IndexOfAnyExcept((byte)'"');
            run = run < 0 ? text.Length - i : run;
            if (run >= quotes)
                return i + run;

            i += run;
        }

        return -1;
    }

    // Behind the closing brace; a string that is never closed takes the rest.
    private static int HoleLength(ReadOnlySpan<byte> text, int depth)
    {
        var open = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is (byte)'{' or (byte)'(' or (byte)'[')
                open++;
            else if (text[i] is (byte)'}' or (byte)')' or (byte)']' && --open == 0)
                return i + 1;
            else if (text[i] is (byte)'"' or (byte)'\'' or (byte)'$' or (byte)'@')
                i += Math.Max(0, NestedLength(text[i..], depth) - 1);
        }

        return text.Length;
    }

    private static int NestedLength(ReadOnlySpan<byte> text, int depth)
    {
        var prefix = text.IndexOfAnyExcept((byte)'$', (byte)'@');
        if (depth >= MostNested || prefix <= 0 || text[prefix] != '"' || !text[..prefix].Contains((byte)'$'))
            return text[0] is (byte)'"' or (byte)'\'' || (prefix > 0 && text[prefix] == '"') ? CSharpLiteralLength(text) : 0;

        var quotes = text[prefix..].IndexOfAnyExcept((byte)'"');
        return Length(text, prefix, quotes < 0 ? text.Length - prefix : quotes, text[..prefix].Contains((byte)'@'), depth + 1);
    }

    private static int CSharpLiteralLength(ReadOnlySpan<byte> text) =>
        text[0] == '$' || text.StartsWith("@$"u8) ? text.Length : CSharpLiteral.At(text, 0).Length;
}
