namespace Hooks.Build.Checks.Text.Messages;

/// <summary>A line of a commit message.</summary>
/// <param name="Number">Where it stands in the file, from 1.</param>
/// <param name="Text">Its text, without blanks at the end.</param>
internal readonly record struct MessageLine(int Number, string Text);

/// <summary>Reads what of a message file git keeps.</summary>
internal static class MessageLines
{
    /// <summary>The lines from the first to the last that is not empty, without what git leaves out.</summary>
    /// <param name="text">The message file.</param>
    /// <param name="settings">How git is set up.</param>
    /// <param name="hasEditor">Whether it was written in an editor.</param>
    public static List<MessageLine> Read(string text, MessageSettings settings, bool hasEditor)
    {
        var all = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var cleaning = MessageCleaning.Of(all, settings, hasEditor || MessageCleaning.ShowsEditor(all, settings));
        var lines = new List<MessageLine>();
        for (var i = 0; i < cleaning.End; i++)
        {
            var isEmpty = string.IsNullOrWhiteSpace(all[i]);
            if (!cleaning.IsComment(all[i]) && (!isEmpty || lines.Count > 0))
                lines.Add(new MessageLine(i + 1, all[i].TrimEnd()));
        }

        while (lines.Count > 0 && lines[^1].Text.Length == 0)
            lines.RemoveAt(lines.Count - 1);

        return lines;
    }
}
