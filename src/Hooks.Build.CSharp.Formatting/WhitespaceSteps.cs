using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>The steps of <c>dotnet format whitespace</c>, in its order.</summary>
internal static class WhitespaceSteps
{
    /// <summary>Takes all of them.</summary>
    public static void Apply(Draft draft, CancellationToken cancellation)
    {
        Space(draft, cancellation);
        draft.Become(EndLastLine(draft.Text, draft.Style), "FINALNEWLINE", "Fix final newline.");
        draft.Become(EndLines(draft.Text, draft.Style), "ENDOFLINE", "Fix end of line marker.");
        draft.Become(CharsetStep.Recode(draft), "CHARSET", "Fix file encoding.");
    }

    private static void Space(Draft draft, CancellationToken cancellation)
    {
        var text = Format(draft, cancellation);
        if (ReferenceEquals(text, draft.Text))
            return;

        var tree = ParsedFiles.Parse(text, draft.Job.Path, cancellation);
        if (SameCode.EndsAt(draft.Root(cancellation), tree.GetRoot(cancellation)) is { } place)
            draft.Refuse(
                place,
                "WHITESPACE",
                "Formatting takes a blank away here without which this is other code: the white space of the file stays as it is. Put the operand in parentheses, or let .editorconfig keep the blank.");
        else
            draft.Become(text, "WHITESPACE", "Fix whitespace formatting.", tree);
    }

    // As dotnet format has it: one way to tell what would change, another to change it, and they do not always agree.
    private static SourceText Format(Draft draft, CancellationToken cancellation)
    {
        var root = draft.Root(cancellation);
        if (!draft.Job.Fix)
        {
            var changes = RoslynInternals.Instance.Changes(root, draft.Style.Formatting, cancellation);
            if (changes.Count == 0)
                return draft.Text;

            // Nothing is found that a fix would not change. Of code that is no C# the formatter gives changes that contradict each other.
            var fixedText = Formatted(draft, root, cancellation);
            return fixedText.ContentEquals(draft.Text) ? draft.Text : AreApart(changes) ? draft.Text.WithChanges(changes) : fixedText;
        }

        return Formatted(draft, root, cancellation);
    }

    private static bool AreApart(IList<TextChange> changes)
    {
        var end = 0;
        foreach (var span in changes.Select(change => change.Span).OrderBy(span => span.Start).ThenBy(span => span.End))
        {
            if (span.Start < end)
                return false;
            end = span.End;
        }

        return true;
    }

    private static SourceText Formatted(Draft draft, SyntaxNode root, CancellationToken cancellation)
    {
        var formatted = RoslynInternals.Instance.Formatted(root, draft.Style.Formatting, cancellation);
        return formatted == root ? draft.Text : SourceText.From(formatted.ToFullString(), draft.Text.Encoding, draft.Text.ChecksumAlgorithm);
    }

    /// <summary>Gives all lines the line break that is set.</summary>
    public static SourceText EndLines(SourceText text, FileStyle style)
    {
        if (style.EndOfLine is not { } wanted)
            return text;

        List<TextChange> changes = [];
        foreach (var line in text.Lines)
        {
            var end = TextSpan.FromBounds(line.End, line.EndIncludingLineBreak);
            if (!end.IsEmpty && !IsAt(text, end, wanted))
                changes.Add(new TextChange(end, wanted));
        }

        return changes.Count == 0 ? text : text.WithChanges(changes);
    }

    private static bool IsAt(SourceText text, TextSpan span, string wanted)
    {
        if (span.Length != wanted.Length)
            return false;

        for (var i = 0; i < wanted.Length; i++)
        {
            if (text[span.Start + i] != wanted[i])
                return false;
        }

        return true;
    }

    private static SourceText EndLastLine(SourceText text, FileStyle style)
    {
        if (style.Flag("insert_final_newline") is not { } wanted)
            return text;

        var lines = text.Lines;
        var isEnded = lines[^1].Span.IsEmpty;
        if (wanted)
            return isEnded ? text : text.WithChanges(new TextChange(new TextSpan(text.Length, 0), style.NewLine));

        // All empty lines at the end go, not the last alone.
        var last = lines.Count - 1;
        while (last > 0 && lines[last].Span.IsEmpty)
            last--;
        var end = TextSpan.FromBounds(lines[last].End, text.Length);
        return end.IsEmpty ? text : text.WithChanges(new TextChange(end, ""));
    }
}
