using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Parsing;

/// <summary>Finds out whether a C# hook can know that it should repair: only then does it change files, and only then must others wait for it.</summary>
internal static class FixingReader
{
    /// <summary>Whether the method takes no context, or uses it for nothing but members of its type other than <c>Fixing</c>.</summary>
    public static bool NeverFixes(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.Parameters.Length == 0)
            return true;

        // Another generator may write the body.
        if (method.IsPartialDefinition)
            return false;

        var context = method.Parameters[0];
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            foreach (var identifier in reference.GetSyntax(cancellation).DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                if (identifier.Identifier.ValueText == context.Name && !IsOtherMember(identifier, context.Type))
                    return false;
            }
        }

        return true;
    }

    /// <summary>Whether the method itself uses <c>Fixing</c> of its context.</summary>
    public static bool AsksToFix(IMethodSymbol method, CancellationToken cancellation) =>
        method.Parameters.Length > 0 && method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation).DescendantNodes().Any(node =>
            node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Fixing", Expression: IdentifierNameSyntax owner }
                && owner.Identifier.ValueText == method.Parameters[0].Name));

    // Passed on, stored or asked for Fixing, the context may lead to a repair; an extension of it is given it.
    private static bool IsOtherMember(IdentifierNameSyntax identifier, ITypeSymbol context) =>
        identifier.Parent is MemberAccessExpressionSyntax access
        && (access.Name == identifier || (access.Name.Identifier.ValueText is not "Fixing" and var name && !context.GetMembers(name).IsEmpty));
}
