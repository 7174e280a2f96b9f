using System.Globalization;
using System.Text;

namespace Hooks.Build.Runner.Output;

/// <summary>Text of which everything can be seen: what would move a cursor is taken out, and what turns the direction of writing is written as its number.</summary>
internal static class VisibleText
{
    /// <summary>Makes a text visible, on one line.</summary>
    public static string Of(string text)
    {
        var plain = PlainText.OfName(text).Replace('\t', ' ');
        if (string.IsNullOrWhiteSpace(plain) && text.Length > 0)
        {
            return "?";
        }

        if (!plain.Any(TurnsDirection))
        {
            return plain;
        }

        StringBuilder visible = new(plain.Length);
        foreach (var character in plain)
        {
            _ = TurnsDirection(character) ? visible.Append(CultureInfo.InvariantCulture, $"<U+{(int)character:X4}>") : visible.Append(character);
        }

        return visible.ToString();
    }

    private static bool TurnsDirection(char character) => character is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
