using System.Buffers;
using System.Globalization;
using System.Text;

namespace Hooks.Build.Runner.Output;

/// <summary>Text without what would move the cursor, change colours, clear the screen or show other words than there are.</summary>
internal static class PlainText
{
    // CVE-2021-42574: what turns the direction of writing, and line ends that are none to most.
    private static readonly SearchValues<char> Turning = SearchValues.Create(
        "\u061C\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>
    /// Takes escape sequences and control characters out, and writes what turns the direction of writing as its number; tabs and line ends stay.
    /// </summary>
    public static string Of(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        StringBuilder plain = new(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\e')
            {
                i = EscapeSequence.After(text, i) - 1;
            }
            else if (Turning.Contains(text[i]))
            {
                _ = plain.Append(CultureInfo.InvariantCulture, $"<U+{(int)text[i]:X4}>");
            }
            else if (!char.IsControl(text[i]) || text[i] is '\t' or '\n')
            {
                _ = plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }

    /// <summary>
    /// What names a file, on one line, and so that the file can be found by it: what <see cref="Of"/> takes out, and line ends, is written as git quotes it, an
    /// escape as <c>\033</c>.
    /// </summary>
    public static string OfName(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        StringBuilder shown = new(text.Length);
        foreach (var character in text)
        {
            _ = character switch
            {
                '\n' => shown.Append("\\n"),
                '\r' => shown.Append("\\r"),
                '\t' => shown.Append("\\t"),
                _ when Turning.Contains(character) => shown.Append(CultureInfo.InvariantCulture, $"<U+{(int)character:X4}>"),
                // Git writes the bytes of UTF-8.
                >= '\u0080' and <= '\u009F' => shown.Append("\\302").Append(Octal(character)),
                _ when char.IsControl(character) => shown.Append(Octal(character)),
                _ => shown.Append(character),
            };
        }

        return shown.ToString();
    }

    private static string Octal(char value) => $"\\{Convert.ToString(value, 8).PadLeft(3, '0')}";

    private static bool IsPlain(ReadOnlySpan<char> text) =>
        text.IndexOfAnyInRange('\0', '\u001F') < 0 && text.IndexOfAnyInRange('\u007F', '\u009F') < 0 && text.IndexOfAny(Turning) < 0;
}
