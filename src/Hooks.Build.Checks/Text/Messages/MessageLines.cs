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
        var all = text.TrimStart('\uFEFF').Split('\n');
        var cleaning = MessageCleaning.Of(all, settings, hasEditor || MessageCleaning.ShowsEditor(all, settings));
        var lines = new List<MessageLine>();
        for (var i = 0; i < cleaning.End; i++)
        {
            var line = Trimmed(all[i]);
            if (!cleaning.IsComment(all[i]) && (line.Length > 0 || lines.Count > 0))
                lines.Add(new MessageLine(i + 1, line));
        }

        while (lines.Count > 0 && lines[^1].Text.Length == 0)
            lines.RemoveAt(lines.Count - 1);

        return lines;
    }

    /// <summary>A line without what git takes for blanks, at its end: no form feed, and none beyond ASCII (sane_ctype in git's ctype.c).</summary>
    public static string Trimmed(string line) => line.TrimEnd(' ', '\t', '\r');
}
