using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Parsing;

/// <summary>What a method must be that is called by its name, on no object.</summary>
internal static class MethodShape
{
    /// <summary>What is wrong with a method and what is allowed instead, or <see langword="null"/>.</summary>
    /// <param name="method">The method.</param>
    /// <param name="what">What it is to be.</param>
    public static string? Problem(IMethodSymbol method, string what) => KindProblem(method, what) ?? ContainerProblem(method, what);

    /// <summary>A type as people write it.</summary>
    public static string Describe(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    private static string? KindProblem(IMethodSymbol method, string what)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
            return $"it is a local function; a {what} is a static method of a type";
        if (method.MethodKind != MethodKind.Ordinary)
            return $"it is not an ordinary method; a {what} is a static method with a name of its own";
        if (!method.IsStatic)
            return $"the method is not static; a {what} is a static method";
        if (method.IsAbstract || method.IsVirtual)
            return $"the method is abstract or virtual; a {what} is a static method with a body";

        return method.IsGenericMethod ? $"the method is generic; a {what} has no type parameters" : null;
    }

    private static string? ContainerProblem(IMethodSymbol method, string what)
    {
        foreach (var type in method.ContainingTypes())
        {
            if (type.IsGenericType)
                return $"the type {Describe(type)} is generic; a {what} is declared in a type without type parameters";
            if (type.IsFileLocal)
                return $"the type {Describe(type)} is local to its file; generated code must be able to name it";
            if (!type.CanBeReferencedByName)
                return "its type has no name; generated code must be able to name it";
        }

        return null;
    }
}
