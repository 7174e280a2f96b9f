using System.Text;

namespace Hooks.Build.Runner.Exports;

/// <summary>Text as XML 1.0 can hold it, in an element or between quotes.</summary>
internal static class XmlText
{
    /// <summary>Escapes a text. What no document may contain, not even escaped, becomes U+FFFD.</summary>
    public static string Of(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '"' => escaped.Append("&quot;"),
                // Readers make spaces of them between quotes.
                '\t' => escaped.Append("&#9;"),
                '\n' => escaped.Append("&#10;"),
                '\r' => escaped.Append("&#13;"),
                < ' ' or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }
}
