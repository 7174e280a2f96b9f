using System.Collections.Immutable;
using System.Composition;
using Hooks.Build.CodeFixes.Uses;
using Hooks.Build.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Hooks.Build.CodeFixes;

/// <summary>
/// HOOK0004 and HOOK0017: makes the field a constant, the method static, and what it returns a task that can be waited for, where no more than that is missing.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UnusableMemberFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticDescriptors.UnusableMember.Id, DiagnosticDescriptors.UnusableListener.Id];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var node = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (root is null
                || model is null
                || Repair(node, model, diagnostic.Id == DiagnosticDescriptors.UnusableListener.Id, context.CancellationToken) is not var (what, old, repaired)
                || !Notes.AreKept(old, repaired))
                continue;

            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Make '{diagnostic.Properties[DiagnosticProperties.Hook]}' {what}",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(old, repaired))),
                    what),
                diagnostic);
        }
    }

    private static (string What, SyntaxNode Old, SyntaxNode New)? Repair(SyntaxNode? node, SemanticModel model, bool listens, CancellationToken cancellation) => node switch
    {
        VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } when CanBeConst(field, model, cancellation) => ("const", field, Const(field)),
        MethodDeclarationSyntax method when !method.Modifiers.Any(SyntaxKind.StaticKeyword) && CanBeStatic(method, model, cancellation) =>
            ("static", method, Static(method)),
        MethodDeclarationSyntax method when AsTask(method, listens) is { } type
            && model.GetDeclaredSymbol(method, cancellation) is { } symbol
            && MemberUses.AllowTask(symbol, model.Compilation, cancellation) => ("return a Task", method.ReturnType, type),
        _ => null,
    };

    private static bool CanBeConst(FieldDeclarationSyntax field, SemanticModel model, CancellationToken cancellation) =>
        !field.Modifiers.Any(SyntaxKind.ConstKeyword)
        && model.GetTypeInfo(field.Declaration.Type, cancellation).Type?.SpecialType == SpecialType.System_String
        && field.Declaration.Variables.All(variable => variable.Initializer is { } initializer
            && model.GetConstantValue(initializer.Value, cancellation).Value is string
            && model.GetDeclaredSymbol(variable, cancellation) is { } symbol && MemberUses.AllowConst(symbol, model.Compilation, cancellation));

    private static FieldDeclarationSyntax Const(FieldDeclarationSyntax field) =>
        field.WithModifiers(Modifiers(
            field,
            field.Modifiers,
            SyntaxKind.ConstKeyword,
            [SyntaxKind.StaticKeyword, SyntaxKind.ReadOnlyKeyword, SyntaxKind.VolatileKeyword, SyntaxKind.RequiredKeyword],
            out var first))
            .WithDeclaration(first ? field.Declaration.WithType(field.Declaration.Type.WithLeadingTrivia()) : field.Declaration);

    private static bool CanBeStatic(MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellation) =>
        method.Parent is ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax
        && (method.Body is not null || method.ExpressionBody is not null)
        && !method.Modifiers.Any(token => token.IsKind(SyntaxKind.OverrideKeyword) || token.IsKind(SyntaxKind.PartialKeyword))
        && method.ExplicitInterfaceSpecifier is null
        && !(method.Body ?? (SyntaxNode)method.ExpressionBody!).DescendantNodes().Any(node => UsesInstance(node, model, cancellation))
        && model.GetDeclaredSymbol(method, cancellation) is { } symbol && MemberUses.AllowStatic(symbol, model.Compilation, cancellation);

    private static bool UsesInstance(SyntaxNode node, SemanticModel model, CancellationToken cancellation) =>
        node is ThisExpressionSyntax or BaseExpressionSyntax
        || (node is SimpleNameSyntax and not { Parent: MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) } }
            and not { Parent: MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax }
            && IsOfObject(model.GetSymbolInfo(node, cancellation).Symbol));

    // The parameters of a class are its objects'.
    private static bool IsOfObject(ISymbol? symbol) =>
        symbol is
    {
        IsStatic: false,
        Kind: SymbolKind.Field or SymbolKind.Property or SymbolKind.Event or SymbolKind.Method,
    } and not IMethodSymbol { MethodKind: MethodKind.LocalFunction }
            or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };

    private static MethodDeclarationSyntax Static(MethodDeclarationSyntax method) =>
        method.WithModifiers(Modifiers(
            method,
            method.Modifiers,
            SyntaxKind.StaticKeyword,
            [SyntaxKind.VirtualKeyword, SyntaxKind.SealedKeyword, SyntaxKind.ReadOnlyKeyword],
            out var first))
            .WithReturnType(first ? method.ReturnType.WithLeadingTrivia() : method.ReturnType);

    // Behind what says who sees it, in front of async and partial.
    private static SyntaxTokenList Modifiers(MemberDeclarationSyntax member, SyntaxTokenList written, SyntaxKind added, SyntaxKind[] removed, out bool isFirst)
    {
        isFirst = written.Count == 0;
        var leading = isFirst ? Start(member).LeadingTrivia : written[0].LeadingTrivia;
        var kept = written.Where(token => !removed.Contains(token.Kind())).Select(token => token.WithLeadingTrivia()).ToList();
        var at = kept.FindLastIndex(token => token.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.InternalKeyword
            or SyntaxKind.ProtectedKeyword or SyntaxKind.NewKeyword) + 1;
        kept.Insert(at, SyntaxFactory.Token(added).WithTrailingTrivia(SyntaxFactory.Space));
        kept[0] = kept[0].WithLeadingTrivia(leading);
        return SyntaxFactory.TokenList(kept);
    }

    private static SyntaxToken Start(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.GetFirstToken(),
        MethodDeclarationSyntax method => method.ReturnType.GetFirstToken(),
        _ => member.GetFirstToken(),
    };

    // What is async makes either kind of task.
    private static TypeSyntax? AsTask(MethodDeclarationSyntax method, bool listens)
    {
        if (!method.Modifiers.Any(SyntaxKind.AsyncKeyword))
            return null;

        var type = method.ReturnType switch
        {
            PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } => "Task",
            IdentifierNameSyntax { Identifier.ValueText: "ValueTask" } => "Task",
            GenericNameSyntax { Identifier.ValueText: "ValueTask" } generic when !listens => "Task" + generic.TypeArgumentList,
            _ => null,
        };
        return type is null
            ? null
            : SyntaxFactory.ParseTypeName("global::System.Threading.Tasks." + type)
                .WithTriviaFrom(method.ReturnType)
                .WithAdditionalAnnotations(Simplifier.Annotation);
    }
}
