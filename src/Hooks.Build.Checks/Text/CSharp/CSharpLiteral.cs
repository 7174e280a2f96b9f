using System.Text;

namespace Hooks.Build.Checks.Text.CSharp;

/// <summary>A literal of C#: strings in all their forms, and characters.</summary>
/// <param name="Length">How many bytes it has; 0 where there is none.</param>
/// <param name="Value">The value of a string; <see langword="null"/> for one that is not known, such as an interpolated one, and for bytes.</param>
internal readonly record struct CSharpLiteral(int Length, string? Value)
{
    /// <summary>The literal at a position.</summary>
    public static CSharpLiteral At(ReadOnlySpan<byte> content, int position)
    {
        var text = content[position..];
        if (text[0] == '\'')
            return new CSharpLiteral(EndOfRegular(text, 0, (byte)'\''), null);

        var prefix = text.IndexOfAnyExcept((byte)'$', (byte)'@');
        if (prefix < 0 || text[prefix] != '"')
            return default;

        var quotes = text[prefix..].IndexOfAnyExcept((byte)'"');
        quotes = quotes < 0 ? text.Length - prefix : quotes;
        var isVerbatim = text[..prefix].Contains((byte)'@');
        if (text[..prefix].Contains((byte)'$'))
            return new CSharpLiteral(InterpolatedText.Length(text, prefix, quotes, isVerbatim), null);

        if (quotes >= 3 && !isVerbatim)
            return Raw(text, quotes);

        var length = isVerbatim ? EndOfVerbatim(text, prefix) : EndOfRegular(text, prefix, (byte)'"');
        var isClosed = length > prefix + 1 && text[length - 1] == '"';
        if (!isClosed)
            return new CSharpLiteral(length, null);

        var value = Encoding.UTF8.GetString(text[(prefix + 1)..(length - 1)]);
        return WithSuffix(text, length, isVerbatim ? value.Replace("\"\"", "\"", StringComparison.Ordinal) : CSharpEscapes.Decode(value));
    }

    /// <summary>Where a literal with escapes ends: behind its quote, or at the end of the line.</summary>
    public static int EndOfRegular(ReadOnlySpan<byte> text, int open, byte quote)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == quote)
                return i + 1;
            if (text[i] is (byte)'\n' or (byte)'\r')
                return i;
            if (text[i] == '\\')
                i++;
        }

        return text.Length;
    }

    private static int EndOfVerbatim(ReadOnlySpan<byte> text, int open)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] != '"')
                continue;
            if (i + 1 >= text.Length || text[i + 1] != '"')
                return i + 1;
            i++;
        }

        return text.Length;
    }

    private static CSharpLiteral Raw(ReadOnlySpan<byte> text, int quotes)
    {
        var close = InterpolatedText.EndOfRaw(text, quotes, quotes);
        if (close < 0)
            return new CSharpLiteral(text.Length, null);

        return WithSuffix(text, close, RawText.Value(Encoding.UTF8.GetString(text[quotes..(close - quotes)])));
    }

    // A literal of bytes is no string.
    private static CSharpLiteral WithSuffix(ReadOnlySpan<byte> text, int length, string? value) =>
        text[length..].StartsWith("u8"u8) || text[length..].StartsWith("U8"u8) ? new CSharpLiteral(length + 2, null) : new CSharpLiteral(length, value);
}
