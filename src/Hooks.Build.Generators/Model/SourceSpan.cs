using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Hooks.Build.Generators.Model;

/// <summary>A place in the source, without the syntax tree that a <see cref="Location"/> keeps alive.</summary>
/// <param name="FilePath">Path of the file, as the compiler knows it.</param>
/// <param name="Span">The characters.</param>
/// <param name="Lines">The same as lines and columns, from 0.</param>
internal sealed record SourceSpan(string FilePath, TextSpan Span, LinePositionSpan Lines)
{
    /// <summary>The place of a node. <c>#line</c> does not count: the plan names files that exist.</summary>
    public static SourceSpan Of(SyntaxNode node) => new(node.SyntaxTree.FilePath, node.Span, node.SyntaxTree.GetLineSpan(node.Span).Span);

    /// <summary>The place of a member's name, in the file in which an attribute of it is.</summary>
    public static SourceSpan OfName(ISymbol member, SyntaxNode attribute)
    {
        var location = member.Locations.FirstOrDefault(candidate => candidate.SourceTree == attribute.SyntaxTree);
        return location is null
            ? Of(attribute)
            : new SourceSpan(attribute.SyntaxTree.FilePath, location.SourceSpan, attribute.SyntaxTree.GetLineSpan(location.SourceSpan).Span);
    }
}
