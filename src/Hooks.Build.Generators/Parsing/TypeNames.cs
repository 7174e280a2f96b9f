using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Parsing;

/// <summary>Recognises types by name, so that no symbol of the vocabulary has to be looked up.</summary>
internal static class TypeNames
{
    // The default format escapes keywords.
    private static readonly SymbolDisplayFormat MetadataNamespace = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>Whether a type has this full name and no type parameters.</summary>
    public static bool Is(this ITypeSymbol type, string fullName) => type is INamedTypeSymbol { Arity: 0 } named && named.HasName(fullName);

    /// <summary>Whether a type is the generic type of this full name, with one type parameter.</summary>
    /// <param name="type">The type.</param>
    /// <param name="fullName">The name, without arity.</param>
    /// <param name="argument">The type argument.</param>
    public static bool IsGeneric(this ITypeSymbol type, string fullName, out ITypeSymbol? argument)
    {
        argument = type is INamedTypeSymbol { Arity: 1 } named && named.HasName(fullName) ? named.TypeArguments[0] : null;
        return argument is not null;
    }

    /// <summary>The types around a member, outermost first.</summary>
    public static IReadOnlyList<INamedTypeSymbol> ContainingTypes(this ISymbol member)
    {
        var types = new List<INamedTypeSymbol>();
        for (var type = member.ContainingType; type is not null; type = type.ContainingType)
            types.Insert(0, type);

        return types;
    }

    /// <summary>A type's own name, as the runtime has it: <c>Space.Outer+Inner</c>.</summary>
    public static string MetadataFullName(this INamedTypeSymbol type) => type.ContainingType is null
        ? type.ContainingNamespace is { IsGlobalNamespace: false } space
            ? space.ToDisplayString(MetadataNamespace) + "." + type.MetadataName
            : type.MetadataName
        : type.MetadataType() + "+" + type.MetadataName;

    /// <summary>Name of the type that declares a member, as the runtime has it: <c>Space.Outer+Inner</c>.</summary>
    public static string MetadataType(this ISymbol member)
    {
        var types = string.Join("+", member.ContainingTypes().Select(type => type.MetadataName));
        return member.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString(MetadataNamespace) + "." + types : types;
    }

    private static bool HasName(this INamedTypeSymbol type, string fullName)
    {
        if (type.ContainingType is not null)
            return false;

        var end = fullName.Length;
        if (!EndsWithPart(type.Name))
            return false;

        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (!EndsWithPart(space.Name))
                return false;
        }

        return end == -1;

        // Walks the name from its end, part by part; -1 means that all of it was matched.
        bool EndsWithPart(string part)
        {
            var start = end - part.Length;
            if (start < 0 || string.CompareOrdinal(fullName, start, part, 0, part.Length) != 0 || (start > 0 && fullName[start - 1] != '.'))
                return false;

            end = start - 1;
            return true;
        }
    }
}
