using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>
/// The file header that <c>file_header_template</c> asks for, where its severity (IDE0073) is such that <c>dotnet format style</c> would act.
/// </summary>
internal static class HeaderStep
{
    /// <summary>Adds the header, or replaces one that differs.</summary>
    public static void Apply(Draft draft, CancellationToken cancellation)
    {
        var root = draft.Root(cancellation);
        // The system starts a file by its first line, so nothing goes above #!.
        if (Template(draft.Style) is not { } template || root.FullSpan.IsEmpty || root.GetLeadingTrivia().Any(SyntaxKind.ShebangDirectiveTrivia))
            return;

        var wanted = template.Replace("{fileName}", Path.GetFileName(draft.Job.Path), StringComparison.Ordinal).Split('\n');
        var header = FileHeader.Of(root);
        if ((header.Lines is { } lines && IsSame(lines, wanted)) || HeaderSeverity.IsSuppressed(root, header.Start))
            return;

        var trivia = root.GetLeadingTrivia();
        var (indent, kept) = header.Lines is null ? ("", BehindBlanks(trivia)) : BehindHeader(trivia);
        var newLine = draft.Style.NewLine;
        var comment = string.Join(newLine, wanted.Select(line => line.Length == 0 ? indent + "//" : $"{indent}// {line}"));
        var leading = SyntaxFactory.ParseLeadingTrivia(comment + newLine + newLine).AddRange(kept);
        var text = SourceText.From(root.WithLeadingTrivia(leading).ToFullString(), draft.Text.Encoding, draft.Text.ChecksumAlgorithm);
        draft.Become(text, draft.Text.Lines.GetLinePosition(header.Start), HeaderSeverity.Id, header.Lines is null
            ? "A source file is missing a required header."
            : "A source file contains a header that does not match the required text.");
    }

    private static string? Template(FileStyle style) =>
        style.Settings.TryGetValue("file_header_template", out var template) && template.Length > 0 && template != "unset" && HeaderSeverity.IsWanted(style)
            ? template.Replace("\\r\\n", "\n", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal)
            : null;

    private static bool IsSame(IReadOnlyList<string> lines, string[] wanted)
    {
        if (lines.Count != wanted.Length)
            return false;

        for (var i = 0; i < wanted.Length; i++)
        {
            if (lines[i] != wanted[i].Trim())
                return false;
        }

        return true;
    }

    // Empty lines at the top go; the indentation of what stays does not.
    private static SyntaxTriviaList BehindBlanks(SyntaxTriviaList trivia)
    {
        var first = 0;
        for (var i = 0; i < trivia.Count && trivia[i].Kind() is SyntaxKind.EndOfLineTrivia or SyntaxKind.WhitespaceTrivia; i++)
        {
            if (trivia[i].IsKind(SyntaxKind.EndOfLineTrivia))
                first = i + 1;
        }

        return new SyntaxTriviaList(trivia.Skip(first));
    }

    // A block of // lines goes up to the first empty line behind it; a /* */ stays, below the new header. The new one is indented as the old one was.
    private static (string Indent, SyntaxTriviaList Kept) BehindHeader(SyntaxTriviaList trivia)
    {
        var (indent, blank) = ("", "");
        var atLineStart = false;
        var end = 0;
        for (; end < trivia.Count; end++)
        {
            switch (trivia[end].Kind())
            {
                case SyntaxKind.SingleLineCommentTrivia:
                    indent = blank.Length > 0 ? blank : indent;
                    atLineStart = false;
                    continue;
                case SyntaxKind.WhitespaceTrivia:
                    blank = indent.Length == 0 ? trivia[end].ToFullString() : blank;
                    continue;
                case SyntaxKind.EndOfLineTrivia when !atLineStart:
                    (blank, atLineStart) = ("", true);
                    continue;
                case SyntaxKind.EndOfLineTrivia:
                    end++;
                    break;
            }

            break;
        }

        return (indent, new SyntaxTriviaList(trivia.Skip(end)));
    }
}
