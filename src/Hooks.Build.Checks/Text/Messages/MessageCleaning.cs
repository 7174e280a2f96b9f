namespace Hooks.Build.Checks.Text.Messages;

/// <summary>
/// What git leaves out of a message when it commits, as far as a commit-msg hook can know: git tells it by <c>GIT_EDITOR=:</c> that no editor was used, and
/// what is set up can be asked; what was said by <c>--cleanup</c> is seen by what git wrote into the message, if at all.
/// </summary>
internal sealed class MessageCleaning
{
    private const string Scissors = " ------------------------ >8 ------------------------";

    // In the order in which git tries them for core.commentChar=auto.
    private const string AutoComments = "#;@!$%^&|:";

    private readonly bool _stripsComments;

    private MessageCleaning(string comment, bool stripsComments, int end)
    {
        (Comment, _stripsComments, End) = (comment, stripsComments, end);
    }

    /// <summary>What comments begin with.</summary>
    public string Comment { get; }

    /// <summary>How many lines there are before git cuts the message off.</summary>
    public int End { get; }

    /// <summary>Whether a line is left out.</summary>
    public bool IsComment(string line) => _stripsComments && Comment.Length > 0 && line.StartsWith(Comment, StringComparison.Ordinal);

    /// <summary>Finds out how git cleans a message, see cleanup_message in git's sequencer.c.</summary>
    /// <param name="lines">All lines of its file.</param>
    /// <param name="settings">How git is set up.</param>
    /// <param name="hasEditor">Whether it was written in an editor.</param>
    public static MessageCleaning Of(IReadOnlyList<string> lines, MessageSettings settings, bool hasEditor)
    {
        var comment = settings.Comment == "auto" ? AutoComment(lines, hasEditor) : settings.Comment;
        var cut = hasEditor ? CutOf(lines, comment) : lines.Count;
        return new MessageCleaning(comment, StripsComments(lines, settings, comment, cut, hasEditor), cut);
    }

    /// <summary>Whether git wrote its own comments into a message, as it does for an editor: <c>GIT_EDITOR=:</c> may be the wish of somebody, too.</summary>
    public static bool ShowsEditor(IReadOnlyList<string> lines, MessageSettings settings)
    {
        var last = LastBefore(lines, lines.Count);
        var comment = settings.Comment == "auto" ? AutoComment(lines, hasEditor: true) : settings.Comment;
        var cut = CutOf(lines, comment);
        if (cut + 1 < lines.Count && lines[cut + 1].StartsWith(comment, StringComparison.Ordinal))
            return true;

        // The last lines, one of them without a word, and one that lists a file or says what the lines are for.
        if (comment.Length == 0 || !last.StartsWith(comment, StringComparison.Ordinal))
            return false;

        var own = lines.Reverse()
            .SkipWhile(line => MessageLines.Trimmed(line).Length == 0)
            .TakeWhile(line => line.StartsWith(comment, StringComparison.Ordinal))
            .ToList();
        return own.Exists(line => MessageLines.Trimmed(line) == MessageLines.Trimmed(comment))
            && own.Exists(line => line.StartsWith(comment + "\t", StringComparison.Ordinal)
                || line.StartsWith(comment + " Please enter the commit message", StringComparison.Ordinal));
    }

    private static bool StripsComments(IReadOnlyList<string> lines, MessageSettings settings, string comment, int cut, bool hasEditor)
    {
        if (settings.Cleanup is "whitespace" or "verbatim" || (settings.Cleanup != "strip" && !hasEditor))
            return false;

        // Git's own comments, the last of them empty, stand right above the scissors of --verbose, and below those of --cleanup=scissors.
        if (settings.Cleanup == "scissors" || (cut < lines.Count && MessageLines.Trimmed(LastBefore(lines, cut)) != MessageLines.Trimmed(comment)))
            return false;

        // What git writes for --cleanup=whitespace and verbatim.
        return !lines.Take(cut).Any(line => line.StartsWith(comment, StringComparison.Ordinal)
            && line.Contains("will be kept; you may remove them yourself", StringComparison.Ordinal));
    }

    // Without an editor git writes no comments.
    private static string AutoComment(IReadOnlyList<string> lines, bool hasEditor)
    {
        if (!hasEditor)
            return "";

        foreach (var line in lines)
        {
            if (line.Length == Scissors.Length + 1
                && line.EndsWith(Scissors, StringComparison.Ordinal)
                && AutoComments.Contains(line[0], StringComparison.Ordinal))
                return line[..1];
        }

        var last = LastBefore(lines, lines.Count);
        return last.Length > 0 && AutoComments.Contains(last[0], StringComparison.Ordinal) ? last[..1] : "#";
    }

    private static int CutOf(IReadOnlyList<string> lines, string comment)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i] == comment + Scissors)
                return i;
        }

        return lines.Count;
    }

    private static string LastBefore(IReadOnlyList<string> lines, int end)
    {
        for (var i = end - 1; i >= 0; i--)
        {
            if (MessageLines.Trimmed(lines[i]).Length > 0)
                return lines[i];
        }

        return "";
    }
}
