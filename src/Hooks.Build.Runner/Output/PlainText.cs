using System.Buffers;
using System.Globalization;
using System.Text;

namespace Hooks.Build.Runner.Output;

/// <summary>Text without what would move the cursor, change colours, clear the screen or show other words than there are.</summary>
internal static class PlainText
{
    // CVE-2021-42574: what turns the direction of writing, and line ends that are none to most.
    private static readonly SearchValues<char> Turning = SearchValues.Create("\u061C\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>Takes escape sequences and control characters out, and writes what turns the direction of writing as its number; tabs and line ends stay.</summary>
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 && text.AsSpan().IndexOfAnyInRange('\u007F', '\u009F') < 0 && text.AsSpan().IndexOfAny(Turning) < 0)
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

    /// <summary>The same on one line: names of files can hold line ends.</summary>
    public static string OfName(string text) => Of(text).Replace("\n", "\\n", StringComparison.Ordinal);
}
