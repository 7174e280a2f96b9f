using System.Collections.Immutable;
using Hooks.Build.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Hooks.Build.CodeFixes.Code;

/// <summary>A repair: what it is called, and what it does to the file.</summary>
internal sealed record Repair(string Title, Action<SyntaxEditor> Apply);

/// <summary>A fix that edits one file. Fix All makes all edits of a file in one go, so that repairs within each other do not undo each other.</summary>
public abstract class EditingFix : CodeFixProvider
{
    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create(async (context, document, diagnostics) =>
            await RepairAllAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is not null
                && model is not null
                && For(diagnostic, root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), model) is { } repair
                && await AloneAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } repaired)
            {
                context.RegisterCodeFix(CodeAction.Create(repair.Title, _ => Task.FromResult(repaired), GetType().Name), diagnostic);
            }
        }
    }

    /// <summary>The repair of what a diagnostic tells, or <see langword="null"/> where it must be made by hand.</summary>
    /// <param name="diagnostic">What is wrong.</param>
    /// <param name="node">The innermost node there.</param>
    /// <param name="model">What it means.</param>
    internal abstract Repair? For(Diagnostic diagnostic, SyntaxNode node, SemanticModel model);

    private async Task<Document> RepairAllAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var repaired = new List<Diagnostic>();
        foreach (var diagnostic in diagnostics)
        {
            if (await AloneAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not null)
                repaired.Add(diagnostic);
        }

        return await RepairAsync(document, repaired, cancellation).ConfigureAwait(false);
    }

    // What would lose a comment or a directive is not repaired.
    private async Task<Document?> AloneAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var repaired = await RepairAsync(document, [diagnostic], cancellation).ConfigureAwait(false);
        return await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } before
            && await repaired.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } after
            && Notes.AreKept(before, after)
                ? repaired
                : null;
    }

    private async Task<Document> RepairAsync(Document document, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        foreach (var diagnostic in diagnostics.OrderByDescending(each => each.Location.SourceSpan.Start))
            For(diagnostic, editor.OriginalRoot.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), editor.SemanticModel)?.Apply(editor);

        return editor.GetChangedDocument();
    }
}
