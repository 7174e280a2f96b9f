using System.Collections.Immutable;
using System.Composition;
using Hooks.Build.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.CodeFixes;

/// <summary>HOOK0002: puts the name that was probably meant in place of the one that is no hook's.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DependencyNameFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticDescriptors.UnknownDependency.Id];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is not null && model is not null && diagnostic.Properties.TryGetValue(DiagnosticProperties.Suggestion, out var name) && name is not null
                && root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax written)
            {
                var expression = HookNames.Expression(model, written.SpanStart, name, context.CancellationToken);
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Use {expression}", _ => Task.FromResult(Replaced(context.Document, root, written, expression)), nameof(DependencyNameFix)),
                    diagnostic);
            }
        }
    }

    private static Document Replaced(Document document, SyntaxNode root, ExpressionSyntax written, string expression) =>
        document.WithSyntaxRoot(root.ReplaceNode(written, SyntaxFactory.ParseExpression(expression).WithTriviaFrom(written)));
}
