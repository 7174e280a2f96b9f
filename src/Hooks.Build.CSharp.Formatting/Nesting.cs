using System.Buffers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

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

    // What is shorter than all of these does not nest as deeply as to be looked at: a level takes a sign at least, and more where it ends a statement.
    private const int ShortText = 20_000;
    private const int ShortStatement = MostLevels / 2;
    private const int FewOpen = 100;
    private const int LongestChunk = 16_384;

    private static readonly SearchValues<char> Signs = SearchValues.Create("()[]{};");

    /// <summary>Whether so many brackets are open somewhere in the code that a parser would not come to its end in time.</summary>
    public static bool HasTooManyOpen(SourceText text) => Measure(text).Open > MostOpen && CodeBrackets.MostOpen(text.ToString()) > MostOpen;

    /// <summary>Where a file begins to be nested too deeply; <see langword="null"/> where it is not.</summary>
    /// <param name="root">Root of the file.</param>
    /// <param name="text">Its text.</param>
    public static int? TooDeepAt(SyntaxNode root, SourceText text)
    {
        if (text.Length <= ShortText && Measure(text) is { Open: <= FewOpen, Statement: <= ShortStatement })
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

    // Signs in strings and comments count as well: a guess, which is off by as many as stand there alone. By chunks: not each text is one string.
    private static (int Open, int Statement) Measure(SourceText text)
    {
        var chunk = ArrayPool<char>.Shared.Rent(Math.Min(text.Length, LongestChunk));
        var (open, mostOpen, longest, start) = (0, 0, 0, 0);
        for (var read = 0; read < text.Length;)
        {
            var count = Math.Min(chunk.Length, text.Length - read);
            text.CopyTo(read, chunk, 0, count);
            read += count;
            var rest = chunk.AsSpan(0, count);
            for (var next = rest.IndexOfAny(Signs); next >= 0; next = rest.IndexOfAny(Signs))
            {
                var sign = rest[next];
                rest = rest[(next + 1)..];
                if (sign is '(' or '[' or '{')
                    mostOpen = Math.Max(mostOpen, ++open);
                else if (sign is not ';')
                    open = Math.Max(0, open - 1);
                if (sign is '{' or '}' or ';')
                {
                    var end = read - rest.Length;
                    (longest, start) = (Math.Max(longest, end - start), end);
                }
            }
        }

        ArrayPool<char>.Shared.Return(chunk);
        return (mostOpen, Math.Max(longest, text.Length - start));
    }

    private static bool IsLink(SyntaxNode node) =>
        node.Kind() is SyntaxKind.InvocationExpression or SyntaxKind.SimpleMemberAccessExpression or SyntaxKind.ElementAccessExpression
            or SyntaxKind.QualifiedName or SyntaxKind.AddExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.LogicalAndExpression
            or SyntaxKind.BitwiseOrExpression or SyntaxKind.OrPattern;
}
