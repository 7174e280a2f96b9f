using System.Globalization;
using System.Text;

namespace Hooks.Build.Checks.Text.CSharp;

/// <summary>Reads the escapes of a regular string.</summary>
internal static class CSharpEscapes
{
    /// <summary>The value; <see langword="null"/> where there is an escape that C# does not have.</summary>
    public static string? Decode(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;

        var value = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                value.Append(text[i]);
                continue;
            }

            if (++i == text.Length)
                return null;

            var digits = text[i] switch { 'u' => 4, 'U' => 8, 'x' => HexDigits(text, i + 1), _ => 0 };
            if (digits > 0)
            {
                if (!TryAppend(text, i + 1, digits, value))
                    return null;

                i += digits;
            }
            else if (Simple(text[i]) is { } character)
            {
                value.Append(character);
            }
            else
            {
                return null;
            }
        }

        return value.ToString();
    }

    private static char? Simple(char escape) => escape switch
    {
        '\'' or '"' or '\\' => escape,
        '0' => '\0',
        'a' => '\a',
        'b' => '\b',
        'e' => '\u001B',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        _ => null,
    };

    // \x takes as many as there are, up to four.
    private static int HexDigits(string text, int start)
    {
        var count = 0;
        while (count < 4 && start + count < text.Length && char.IsAsciiHexDigit(text[start + count]))
            count++;

        return count;
    }

    private static bool TryAppend(string text, int start, int digits, StringBuilder value)
    {
        if (start + digits > text.Length
            || !int.TryParse(text.AsSpan(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code is < 0 or > 0x10FFFF)
        {
            return false;
        }

        value.Append(code > 0xFFFF ? char.ConvertFromUtf32(code) : ((char)code).ToString());
        return true;
    }
}
