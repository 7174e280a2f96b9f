namespace Hooks.Build.Checks.Structured.Yaml;

/// <summary>Takes the blanks out of lines that have nothing else.</summary>
/// <remarks>
/// YamlDotNet refuses a block scalar whose first line is blanks (yaml-test-suite JEF9/01, as <c>run: |</c> in many CI files). Such a line counts for nothing
/// unless it is indented deeper than the first line of the scalar: whether there is one is known when the scalar is.
/// </remarks>
internal static class YamlBlankLines
{
    /// <summary>Moves the rest of the text together.</summary>
    /// <param name="text">The text.</param>
    /// <param name="deep">Takes the lines that were indented deeper than what follows.</param>
    /// <returns>How many characters are left. Lines and columns of what is no blank line are what they were.</returns>
    public static int Shorten(Span<char> text, List<DeepBlanks> deep)
    {
        var (written, begin, lines) = (0, 0, 0);
        var (next, indentation) = (0, 0);
        for (var start = 0; start < text.Length;)
        {
            var line = Line(text[start..]);
            var blanks = Blanks(text.Slice(start, line));
            var isBlank = IsBlank(text.Slice(start, line), blanks);
            if (isBlank && blanks > 0 && start >= next)
                (next, indentation) = Next(text, start + line);
            if (isBlank && blanks > indentation && (deep.Count == 0 || deep[^1].Begin != begin))
                deep.Add(new DeepBlanks(begin, lines));
            var skipped = isBlank ? blanks : 0;
            if (skipped > 0 || written != start)
                text.Slice(start + skipped, line - skipped).CopyTo(text[written..]);
            written += line - skipped;
            start += line;
            (begin, lines) = isBlank ? (begin, lines + 1) : (written, 0);
        }

        return written;
    }

    /// <summary>Length of the first line with its end.</summary>
    private static int Line(ReadOnlySpan<char> text) => text.IndexOf('\n') is >= 0 and var end ? end + 1 : text.Length;

    private static int Blanks(ReadOnlySpan<char> line) => line.IndexOfAnyExcept(' ') is >= 0 and var end ? end : line.Length;

    private static bool IsBlank(ReadOnlySpan<char> line, int blanks) => line[blanks..] is "" or "\n" or "\r\n";

    /// <summary>Where the next line is that has more than blanks, and how deep it is indented; without one, deeper than any.</summary>
    private static (int Start, int Indentation) Next(ReadOnlySpan<char> text, int start)
    {
        while (start < text.Length)
        {
            var line = text.Slice(start, Line(text[start..]));
            var blanks = Blanks(line);
            if (!IsBlank(line, blanks))
                return (start, blanks);
            start += line.Length;
        }

        return (start, int.MaxValue);
    }
}
