namespace Hooks.Build.Checks;

/// <summary>A line of a commit message.</summary>
/// <param name="Number">Where it stands in the file, from 1.</param>
/// <param name="Text">Its text, without blanks at the end.</param>
internal readonly record struct MessageLine(int Number, string Text);

/// <summary>Reads what of a message file git keeps.</summary>
internal static class MessageLines
{
    // What git writes above the changes that `git commit --verbose` shows.
    private const string Scissors = "# ------------------------ >8 ------------------------";

    /// <summary>The lines from the first to the last that is not empty, without comments and without what stands below the scissors.</summary>
    public static List<MessageLine> Read(string text)
    {
        var lines = new List<MessageLine>();
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (line == Scissors)
                break;

            var isEmpty = string.IsNullOrWhiteSpace(line);
            if (!line.StartsWith('#') && (!isEmpty || lines.Count > 0))
                lines.Add(new MessageLine(number, line.TrimEnd()));
        }

        while (lines.Count > 0 && lines[^1].Text.Length == 0)
            lines.RemoveAt(lines.Count - 1);

        return lines;
    }
}
