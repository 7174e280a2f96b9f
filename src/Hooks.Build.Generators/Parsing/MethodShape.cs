using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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
        if (method.MethodKind == MethodKind.AnonymousFunction)
            return $"it is a lambda; a {what} is a static method of a type";
        if (method.MethodKind != MethodKind.Ordinary)
            return $"it is not an ordinary method; a {what} is a static method with a name of its own";
        if (!method.IsStatic)
            return $"the method is not static; a {what} is a static method";
        if (method.IsAbstract || method.IsVirtual)
            return $"the method is abstract or virtual; a {what} is a static method with a body";

        if (method.IsExtern && method.GetDllImportData() is null)
            return $"the method is extern; a {what} is a static method with a body";
        if (method.IsVararg)
            return "it takes __arglist, which nobody passes";
        if (method is { IsPartialDefinition: true, PartialImplementationPart: null } && MayGoWithoutBody(method))
            return $"the method is partial, and no part has a body; a {what} is a static method with a body";

        return method.IsGenericMethod ? $"the method is generic; a {what} has no type parameters" : null;
    }

    // Any other is the compiler's to tell, and the body may be what another generator writes.
    private static bool MayGoWithoutBody(IMethodSymbol method) => method.DeclaringSyntaxReferences.All(part =>
        part.GetSyntax() is MethodDeclarationSyntax written
        && !written.Modifiers.Any(token => token.IsKind(SyntaxKind.PublicKeyword)
            || token.IsKind(SyntaxKind.InternalKeyword)
            || token.IsKind(SyntaxKind.ProtectedKeyword)
            || token.IsKind(SyntaxKind.PrivateKeyword)));

    private static string? ContainerProblem(IMethodSymbol method, string what)
    {
        foreach (var type in method.ContainingTypes())
        {
            if (type.IsGenericType)
                return $"the type {Describe(type)} is generic; a {what} is declared in a type without type parameters";
            if (type.IsFileLocal)
                return $"the type {Describe(type)} is local to its file; a {what} is declared in a type that other files can name; leave 'file' out";
            if (!type.CanBeReferencedByName)
                return $"its type has no name; a {what} is declared in a type that has one";
        }

        return null;
    }
}
