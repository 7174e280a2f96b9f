using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.CodeFixes.Uses;

/// <summary>How the code of a project uses a member that a fix would change.</summary>
internal static class MemberUses
{
    /// <summary>Whether a method can become static: nobody calls it on an object, overrides it, or expects it of an interface.</summary>
    public static bool AllowStatic(IMethodSymbol method, Compilation compilation, CancellationToken cancellation) =>
        !method.ContainingType.AllInterfaces.SelectMany(each => each.GetMembers(method.Name))
            .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
        && !(method.IsVirtual
            && Tokens(
                method.Name,
                compilation,
                cancellation).Any(token => token.Parent is MethodDeclarationSyntax overriding && overriding.Modifiers.Any(SyntaxKind.OverrideKeyword)))
        && Of(method, compilation, cancellation).All(use => !IsOnObject(use.Name, use.Model));

    /// <summary>Whether a field can become a constant: nobody writes it, or reads it of an object.</summary>
    public static bool AllowConst(ISymbol field, Compilation compilation, CancellationToken cancellation) =>
        Of(field, compilation, cancellation).All(use => !IsOnObject(use.Name, use.Model) && !IsWritten(use.Name));

    /// <summary>Whether a method can return something else: it is called for what it does alone, and awaited where it is already.</summary>
    public static bool AllowTask(IMethodSymbol method, Compilation compilation, CancellationToken cancellation) =>
        Of(method, compilation, cancellation)
            .All(use =>
                Whole(use.Name) is { Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax or AwaitExpressionSyntax } or ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } });

    private static IEnumerable<(SimpleNameSyntax Name, SemanticModel Model)> Of(ISymbol member, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var name in Tokens(member.Name, compilation, cancellation).Select(token => token.Parent).OfType<SimpleNameSyntax>())
        {
            var model = compilation.GetSemanticModel(name.SyntaxTree);
            var info = model.GetSymbolInfo(name, cancellation);
            if (info.CandidateSymbols.Add(info.Symbol!).Any(symbol => SymbolEqualityComparer.Default.Equals(symbol?.OriginalDefinition, member)))
                yield return (name, model);
        }
    }

    private static IEnumerable<SyntaxToken> Tokens(string name, Compilation compilation, CancellationToken cancellation) => compilation.SyntaxTrees
        .Where(tree => tree.GetText(cancellation).ToString().Contains(name))
        .SelectMany(tree => tree.GetRoot(cancellation).DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name));

    private static bool IsOnObject(SimpleNameSyntax name, SemanticModel model) =>
        name.Parent is MemberBindingExpressionSyntax or AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax }
        || (name.Parent is MemberAccessExpressionSyntax access
            && access.Name == name
            && model.GetSymbolInfo(access.Expression).Symbol is not (INamespaceOrTypeSymbol or IAliasSymbol));

    private static bool IsWritten(SimpleNameSyntax name) => Whole(name) is var whole && whole.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == whole,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax,
        RefExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } => true,
        _ => false,
    };

    // With what stands before its dot.
    private static ExpressionSyntax Whole(SimpleNameSyntax name) => name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
}
