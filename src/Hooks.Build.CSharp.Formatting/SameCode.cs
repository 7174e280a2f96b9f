using Microsoft.CodeAnalysis;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>
/// Whether code is the same but for its white space. Roslyn's formatter takes blanks away as it is told, also one without which two signs are another: <c>a -
/// --b</c>,
/// <c>a / *p</c>.
/// </summary>
internal static class SameCode
{
    /// <summary>Where code becomes other code; <see langword="null"/> where it does not.</summary>
    public static int? EndsAt(SyntaxNode before, SyntaxNode after)
    {
        using var tokens = TokensOf(before).GetEnumerator();
        using var others = TokensOf(after).GetEnumerator();
        var place = 0;
        while (tokens.MoveNext())
        {
            place = tokens.Current.SpanStart;
            if (!others.MoveNext() || others.Current.RawKind != tokens.Current.RawKind)
                return place;
        }

        return others.MoveNext() ? place : null;
    }

    // Of code that is no C# those that are missing may be others.
    private static IEnumerable<SyntaxToken> TokensOf(SyntaxNode root) => root.DescendantTokens().Where(token => token.Span.Length > 0);
}
