using System.Collections.Immutable;
using System.Composition;
using Hooks.Build.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Hooks.Build.CodeFixes;

/// <summary>HOOK0010: removes the dependency that follows from another one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ImpliedDependencyFix : CodeFixProvider
{
    private const string Removes = nameof(ImpliedDependencyFix);

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticDescriptors.ImpliedDependency.Id];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => new TogetherFixAll(Removes, RemoveAllAsync);

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is not null && HookAttributes.ListOf(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)) is { } list)
                context.RegisterCodeFix(
                    CodeAction.Create($"Remove it from {list}", cancel => RemoveAllAsync(context.Document, [diagnostic], cancel), Removes), diagnostic);
        }
    }

    private static async Task<Document> RemoveAllAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        foreach (var diagnostic in diagnostics)
        {
            var element = editor.OriginalRoot.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (HookAttributes.ListOf(element) is { } list && element.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute)
                editor.ReplaceNode(attribute, (current, _) => HookAttributes.Remove((AttributeSyntax)current, list, element.ToString()));
        }

        return editor.GetChangedDocument();
    }
}
