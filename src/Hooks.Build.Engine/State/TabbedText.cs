using System.Text;

namespace Hooks.Build.Engine.State;

/// <summary>The fields of our own files: separated by tabs, ended by newlines, so both are escaped in them.</summary>
internal static class TabbedText
{
    /// <summary>Makes a text a field.</summary>
    public static string Escape(string text) => text.AsSpan().IndexOfAny('\\', '\t', '\n') < 0
        ? text
        : text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Reads a field.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        StringBuilder plain = new(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            _ = plain.Append(text[i] != '\\' || i + 1 == text.Length ? text[i] : text[++i] switch { 't' => '\t', 'n' => '\n', var other => other });
        }

        return plain.ToString();
    }
}
