using System.Collections.Immutable;
using System.Composition;
using Hooks.Build.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Hooks.Build.CodeFixes;

/// <summary>HOOK0013: writes the glob that was probably meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RootOnlyGlobFix : CodeFixProvider
{
    private const string Widens = nameof(RootOnlyGlobFix);

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticDescriptors.RootOnlyGlob.Id];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => new TogetherFixAll(Widens, WidenAllAsync);

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is not null
                && Written(root, diagnostic) is not null
                && diagnostic.Properties.TryGetValue(DiagnosticProperties.Suggestion, out var glob)
                && glob is not null)
                context.RegisterCodeFix(
                    CodeAction.Create($"Write '{glob}'", cancel => WidenAllAsync(context.Document, [diagnostic], cancel), Widens), diagnostic);
        }
    }

    // A constant may have other uses, in which it is right.
    private static LiteralExpressionSyntax? Written(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) as LiteralExpressionSyntax;

    private static async Task<Document> WidenAllAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        foreach (var diagnostic in diagnostics)
        {
            if (Written(editor.OriginalRoot, diagnostic) is { } written
                && diagnostic.Properties.TryGetValue(DiagnosticProperties.Suggestion, out var glob)
                && glob is not null)
                editor.ReplaceNode(
                    written, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(glob)).WithTriviaFrom(written));
        }

        return editor.GetChangedDocument();
    }
}
