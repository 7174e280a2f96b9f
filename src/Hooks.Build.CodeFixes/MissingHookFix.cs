using System.Collections.Immutable;
using System.Composition;
using Hooks.Build.Generators.Diagnostics;
using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Hooks.Build.CodeFixes;

/// <summary>HOOK0002: marks the member that is named and is no hook, or makes one that fails until somebody says what it does.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MissingHookFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticDescriptors.UnknownDependency.Id];

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var editor = await DocumentEditor.CreateAsync(context.Document, context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var written = editor.OriginalRoot.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (diagnostic.Properties[DiagnosticProperties.Suggestion] is not null
                || diagnostic.Properties[DiagnosticProperties.Dependency] is not { } name
                || written.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
                || editor.SemanticModel.GetDeclaredSymbol(type, context.CancellationToken) is not { } symbol)
            {
                continue;
            }

            var members = symbol.GetMembers(name);
            if (members.Length == 0 && SyntaxFacts.IsValidIdentifier(name) && written is ExpressionSyntax expression && MayDeclare(symbol, name))
                context.RegisterCodeFix(
                    CodeAction.Create($"Add a hook '{name}'", cancel => AddAsync(context.Document, expression, name, cancel), "Add" + name), diagnostic);
            else if (members.FirstOrDefault(member => MemberRule.Problem(member) is null)?.DeclaringSyntaxReferences.FirstOrDefault() is { } reference)
                context.RegisterCodeFix(
                    CodeAction.Create($"Make '{name}' a hook", cancel => MarkAsync(context.Document.Project.Solution, reference, cancel), "Mark" + name),
                    diagnostic);
        }
    }

    // No member has the name of its type, and no C# hook is in a type that has type parameters or is one file's.
    private static bool MayDeclare(INamedTypeSymbol type, string name)
    {
        for (var around = type; around is not null; around = around.ContainingType)
        {
            if (around.IsGenericType || around.IsFileLocal)
                return false;
        }

        return type.Name != name;
    }

    private static async Task<Document> AddAsync(Document document, ExpressionSyntax written, string name, CancellationToken cancellation)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        var hook = SyntaxFactory.ParseMemberDeclaration(
            $"[global::Hooks.Build.Hook]\nstatic global::Hooks.Build.HookResult {HookNames.Escaped(name)}() => global::Hooks.Build.HookResult.Failure(\"Say what the hook {name} does.\");")!;
        var end = SyntaxFactory.EndOfLine(editor.OriginalRoot.DescendantTrivia()
            .FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } first ? first.ToString() : "\n");
        editor.InsertBefore(
            written.FirstAncestorOrSelf<MemberDeclarationSyntax>()!,
            hook.WithTrailingTrivia(end, end).WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation));
        editor.ReplaceNode(written, SyntaxFactory.ParseExpression($"nameof({HookNames.Escaped(name)})").WithTriviaFrom(written));
        return editor.GetChangedDocument();
    }

    private static async Task<Solution> MarkAsync(Solution solution, SyntaxReference reference, CancellationToken cancellation)
    {
        var node = await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false);
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
        var editor = await DocumentEditor.CreateAsync(solution.GetDocument(reference.SyntaxTree)!, cancellation).ConfigureAwait(false);
        editor.AddAttribute(
            member, SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::Hooks.Build.Hook").WithAdditionalAnnotations(Simplifier.Annotation)));
        return editor.GetChangedDocument().Project.Solution;
    }
}
