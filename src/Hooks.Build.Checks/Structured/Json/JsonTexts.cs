using System.Buffers.Text;
using System.Text;

namespace Hooks.Build.Checks.Structured.Json;

/// <summary>What texts of JSON stand for. Python keeps halves of surrogate pairs as characters; here they have three bytes, as in WTF-8.</summary>
internal static class JsonTexts
{
    /// <summary>Writes what a text with escapes stands for; never longer than the escapes.</summary>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> plain)
    {
        var written = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
                plain[written++] = text[i];
            else
                written += Write(ReadEscape(text, ref i), plain[written..]);
        }

        return written;
    }

    /// <summary>Reads the escape at a backslash, and goes to its last byte.</summary>
    public static int ReadEscape(ReadOnlySpan<byte> text, ref int i)
    {
        var escape = text[++i];
        if (escape != 'u')
            return escape switch { (byte)'b' => '\b', (byte)'t' => '\t', (byte)'n' => '\n', (byte)'f' => '\f', (byte)'r' => '\r', _ => escape };

        var unit = Unit(text[(i + 1)..]);
        i += 4;
        if (char.IsHighSurrogate(unit) && text[(i + 1)..].StartsWith("\\u"u8) && Unit(text[(i + 3)..]) is var low && char.IsLowSurrogate(low))
        {
            i += 6;
            return char.ConvertToUtf32(unit, low);
        }

        return unit;
    }

    /// <summary>Writes a character, or half of a surrogate pair.</summary>
    public static int Write(int character, Span<byte> bytes)
    {
        if (Rune.TryCreate(character, out var rune))
            return rune.EncodeToUtf8(bytes);

        bytes[0] = (byte)(0xE0 | (character >> 12));
        bytes[1] = (byte)(0x80 | ((character >> 6) & 0x3F));
        bytes[2] = (byte)(0x80 | (character & 0x3F));
        return 3;
    }

    private static char Unit(ReadOnlySpan<byte> digits)
    {
        _ = Utf8Parser.TryParse(digits[..4], out ushort unit, out _, 'x');
        return (char)unit;
    }
}
