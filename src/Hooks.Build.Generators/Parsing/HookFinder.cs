using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Parsing;

/// <summary>Finds all hooks of a compilation by its symbols, as the generator's driver finds them by syntax.</summary>
internal static class HookFinder
{
    /// <summary>The members with the attribute, in no particular order.</summary>
    public static IEnumerable<(ISymbol Member, AttributeData Attribute)> Find(IAssemblySymbol assembly, CancellationToken cancellation)
    {
        var open = new Stack<INamespaceOrTypeSymbol>();
        open.Push(assembly.GlobalNamespace);
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var current = open.Pop();
            if (current is INamespaceSymbol space)
            {
                foreach (var child in space.GetMembers())
                    open.Push(child);

                continue;
            }

            foreach (var nested in current.GetTypeMembers())
                open.Push(nested);

            // Members are only made where the syntax shows an attribute: most types of a large project are passed over.
            if (!HasMembersWithAttributes(current, cancellation))
                continue;

            foreach (var member in current.GetMembers())
            {
                if (HookAttribute(member) is { } attribute)
                    yield return (member, attribute);
            }
        }
    }

    /// <summary>The hook attribute of a member; the first where a half-typed member has several.</summary>
    public static AttributeData? HookAttribute(ISymbol member)
    {
        if (member is not (IFieldSymbol or IMethodSymbol))
            return null;

        var attribute = Of(member);
        return attribute is null && member is IMethodSymbol { PartialImplementationPart: { } implementation } ? Of(implementation) : attribute;

        static AttributeData? Of(ISymbol symbol) =>
            symbol.GetAttributes().FirstOrDefault(data => data.AttributeClass?.Is(MetadataNames.HookAttribute) == true);
    }

    private static bool HasMembersWithAttributes(ISymbol type, CancellationToken cancellation)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            var mayHave = reference.GetSyntax(cancellation) switch
            {
                TypeDeclarationSyntax declaration => declaration.Members.Any(member => member.AttributeLists.Count > 0 || HasAccessorWithAttributes(member)),
                EnumDeclarationSyntax declaration => declaration.Members.Any(member => member.AttributeLists.Count > 0),
                _ => false,
            };

            if (mayHave)
                return true;
        }

        return false;
    }

    private static bool HasAccessorWithAttributes(MemberDeclarationSyntax member) =>
        member is BasePropertyDeclarationSyntax { AccessorList: { } list } && list.Accessors.Any(accessor => accessor.AttributeLists.Count > 0);
}
