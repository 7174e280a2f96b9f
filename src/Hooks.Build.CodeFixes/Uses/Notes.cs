using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hooks.Build.CodeFixes.Uses;

/// <summary>What people have written beside the code: comments, and directives such as <c>#if</c>, of which one alone is an error.</summary>
internal static class Notes
{
    /// <summary>Whether a repair loses none of them; one that does is made by hand.</summary>
    /// <param name="before">What is repaired.</param>
    /// <param name="after">What becomes of it.</param>
    public static bool AreKept(SyntaxNode before, SyntaxNode after) => Of(before) == Of(after);

    private static int Of(SyntaxNode node) => node.DescendantTrivia().Count(trivia =>
        trivia.IsDirective
        || trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia or SyntaxKind.DisabledTextTrivia);
}
