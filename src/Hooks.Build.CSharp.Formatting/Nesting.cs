using System.Buffers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>How deeply code is nested. Roslyn formats what is nested very deeply in a time that grows with the square of its depth, or not at all.</summary>
internal static class Nesting
{
    /// <summary>As many levels are formatted. A level is a node of the tree in another: a block, parentheses, an <c>else if</c> (two).</summary>
    public const int MostLevels = 3_000;

    /// <summary>As many links of a chain are formatted, which is nested to its left: <c>a + b + c</c>, <c>a.B().C()</c>.</summary>
    public const int MostLinks = 30_000;

    // So many brackets are not even parsed: of parentheses and of strings within strings the parser looks at each as often as there are others around it.
    private const int MostOpen = 2 * MostLevels;

    private static readonly SearchValues<char> Brackets = SearchValues.Create("()[]{}");

    // Twice as many levels, each of a sign, do not fit into less; below it nothing is looked at.
    private const int ShortText = MostLevels / 2;

    /// <summary>Whether so many brackets are open somewhere, wherever they stand, that a parser would not come to its end in time.</summary>
    public static bool HasTooManyOpen(string text)
    {
        var open = 0;
        var rest = text.AsSpan();
        for (var next = rest.IndexOfAny(Brackets); next >= 0; next = rest.IndexOfAny(Brackets))
        {
            open = rest[next] is '(' or '[' or '{' ? open + 1 : Math.Max(0, open - 1);
            if (open > MostOpen)
                return true;
            rest = rest[(next + 1)..];
        }

        return false;
    }

    /// <summary>Where a file begins to be nested too deeply; <see langword="null"/> where it is not.</summary>
    public static int? TooDeepAt(SyntaxNode root)
    {
        if (root.FullSpan.Length < ShortText)
            return null;

        Stack<(SyntaxNode Node, int Levels, int Links)> open = new();
        open.Push((root, 0, 0));
        while (open.TryPop(out var place))
        {
            var (node, levels, links) = place;
            if (levels > MostLevels || links > MostLinks)
                return node.SpanStart;

            // Not where their spans start: to know that, a node goes down to its first token.
            var start = node.FullSpan.Start;

            foreach (var child in node.ChildNodesAndTokens())
            {
                if (child.AsNode() is { } inner)
                    open.Push(inner.FullSpan.Start == start && IsLink(node) ? (inner, levels, links + 1) : (inner, levels + 1, links));
            }
        }

        return null;
    }

    /// <summary>Whether the parser gave up because the stack had no room left: the tree holds the text, but no code.</summary>
    public static bool IsGivenUp(SyntaxNode root) => root.ContainsDiagnostics && root.GetDiagnostics().Any(diagnostic => diagnostic.Id == "CS8078");

    private static bool IsLink(SyntaxNode node) => node.Kind() is SyntaxKind.InvocationExpression or SyntaxKind.SimpleMemberAccessExpression or SyntaxKind.ElementAccessExpression
        or SyntaxKind.QualifiedName or SyntaxKind.AddExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.LogicalAndExpression or SyntaxKind.BitwiseOrExpression or SyntaxKind.OrPattern;
}
