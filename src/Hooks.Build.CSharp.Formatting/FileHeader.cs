using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>The comment at the top of a file: its lines without comment marks, and where it starts.</summary>
/// <param name="Start">Where it starts, or where one would be missed.</param>
/// <param name="Lines">Its lines; <see langword="null"/> where there is none.</param>
internal sealed record FileHeader(int Start, IReadOnlyList<string>? Lines)
{
    /// <summary>Reads it: the first block of <c>//</c> lines, or one <c>/* */</c>, before anything else.</summary>
    public static FileHeader Of(SyntaxNode root)
    {
        var missed = 0;
        var start = -1;
        var begun = false;
        var breaks = 0;
        List<string> lines = [];
        foreach (var trivia in root.GetFirstToken(includeZeroWidth: true).LeadingTrivia)
        {
            switch (trivia.Kind())
            {
                case SyntaxKind.WhitespaceTrivia:
                    breaks = 0;
                    continue;
                case SyntaxKind.EndOfLineTrivia when !begun || ++breaks < 2:
                    continue;
                case SyntaxKind.SingleLineCommentTrivia:
                    (begun, breaks) = (true, 0);
                    start = start < 0 ? trivia.FullSpan.Start : start;
                    lines.Add(trivia.ToFullString()[2..].Trim());
                    continue;
                case SyntaxKind.MultiLineCommentTrivia when start < 0:
                    return new FileHeader(trivia.FullSpan.Start, LinesOf(trivia.ToFullString()));
                case var _ when trivia.IsDirective && start < 0:
                    // A directive may stand before the header.
                    (begun, missed) = (true, trivia.FullSpan.End);
                    continue;
            }

            break;
        }

        return start < 0 ? new FileHeader(missed, null) : new FileHeader(start, lines);
    }

    private static string[] LinesOf(string comment)
    {
        var end = comment.LastIndexOf("*/", StringComparison.Ordinal);
        var text = (end < 2 ? comment[2..] : comment[2..end]).Trim();
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        for (var i = 0; i < lines.Length; i++)
            lines[i] = lines[i].TrimStart(' ', '*').Trim();
        return lines;
    }
}
