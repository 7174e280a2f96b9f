using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Parsing;

/// <summary>Finds the attribute of one member.</summary>
internal static class HookFinder
{
    /// <summary>The hook attribute of a member; the first where a half-typed member has several.</summary>
    public static AttributeData? HookAttribute(ISymbol member) => Attribute(member, MetadataNames.HookAttribute);

    /// <summary>The listener attribute of a method.</summary>
    public static AttributeData? OnRunAttribute(ISymbol member) => Attribute(member, MetadataNames.OnRunAttribute);

    private static AttributeData? Attribute(ISymbol member, string name)
    {
        if (member is not (IFieldSymbol or IMethodSymbol))
            return null;

        var attribute = Of(member);
        return attribute is null && member is IMethodSymbol { PartialImplementationPart: { } implementation } ? Of(implementation) : attribute;

        AttributeData? Of(ISymbol symbol) =>
            symbol.GetAttributes().FirstOrDefault(data => data.AttributeClass?.Is(name) == true);
    }
}
