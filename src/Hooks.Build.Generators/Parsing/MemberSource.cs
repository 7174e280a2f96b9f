using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Parsing;

/// <summary>Finds the syntax behind a member.</summary>
internal static class MemberSource
{
    /// <summary>The expression a field starts with.</summary>
    public static ExpressionSyntax? Initializer(ISymbol field, CancellationToken cancellation) =>
        (field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as VariableDeclaratorSyntax)?.Initializer?.Value;

    /// <summary>
    /// What a method is made of: modifiers, signature and body, with line ends that do not depend on the checkout. Empty for a field, whose value says it all.
    /// </summary>
    public static string Text(IMethodSymbol? method, CancellationToken cancellation) =>
        method?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is BaseMethodDeclarationSyntax declaration
            ? WithoutCarriageReturns(declaration.WithAttributeLists(default).ToString())
            : "";

    private static string WithoutCarriageReturns(string text) => new StringBuilder(text).Replace("\r\n", "\n").ToString();
}
