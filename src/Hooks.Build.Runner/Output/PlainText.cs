using System.Text;

namespace Hooks.Build.Runner.Output;

/// <summary>Text without what would move the cursor, change colours or clear the screen.</summary>
internal static class PlainText
{
    /// <summary>Takes escape sequences and control characters out; tabs and line ends stay.</summary>
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 && text.AsSpan().IndexOfAnyInRange('\u007F', '\u009F') < 0)
        {
            return text;
        }

        StringBuilder plain = new(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\e')
            {
                i = EndOfSequence(text, i + 1);
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

    // ESC [ parameters final, ESC ] text BEL or ESC \, or ESC and one character.
    private static int EndOfSequence(string text, int at)
    {
        if (at >= text.Length)
        {
            return at;
        }

        if (text[at] == '[')
        {
            at++;
            while (at < text.Length && text[at] is >= ' ' and <= '?')
            {
                at++;
            }

            return at;
        }

        if (text[at] == ']')
        {
            while (at < text.Length && text[at] is not ('\a' or '\e'))
            {
                at++;
            }

            return at + 1 < text.Length && text[at] == '\e' && text[at + 1] == '\\' ? at + 1 : at;
        }

        return at;
    }
}
