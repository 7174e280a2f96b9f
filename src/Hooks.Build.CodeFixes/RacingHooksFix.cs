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

/// <summary>HOOK0008, HOOK0009: says which of two hooks comes first, or that it does not matter.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RacingHooksFix : CodeFixProvider
{
    private const string After = nameof(After);
    private const string Locks = nameof(Locks);
    private const string Waits = nameof(RacingHooksFix);

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticDescriptors.RacingWriters.Id, DiagnosticDescriptors.RacingReader.Id];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => new TogetherFixAll(Waits, LetAllWaitAsync);

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        foreach (var diagnostic in context.Diagnostics)
        {
            var other = diagnostic.AdditionalLocations[0];
            if (await PlaceAsync(solution, diagnostic.Location, context.CancellationToken).ConfigureAwait(false) is not { } mine
                || await PlaceAsync(solution, other, context.CancellationToken).ConfigureAwait(false) is not { } theirs
                || diagnostic.Properties[DiagnosticProperties.Hook] is not { } hook
                || diagnostic.Properties[DiagnosticProperties.Dependency] is not { } dependency)
            {
                continue;
            }

            // Only where all pairs of a project are ordered the same way there is no circle for certain.
            var key = diagnostic.Properties.ContainsKey(DiagnosticProperties.Together) ? Waits : Waits + hook;
            // Items of one matrix cannot wait for each other, and nobody waits for who gates nobody or cleans up.
            if (diagnostic.Properties.ContainsKey(DiagnosticProperties.MayWait) && HookAttributes.CanAdd(mine.Attribute, After))
                context.RegisterCodeFix(
                    CodeAction.Create($"Let '{hook}' wait for '{dependency}'", cancel => LetWaitAsync(solution, mine, dependency, cancel), key), diagnostic);
            if (diagnostic.Properties.ContainsKey(DiagnosticProperties.MayBeAwaited) && HookAttributes.CanAdd(theirs.Attribute, After))
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Let '{dependency}' wait for '{hook}'", cancel => LetWaitAsync(solution, theirs, hook, cancel), "Reverse" + hook + dependency),
                    diagnostic);
            if (HookAttributes.CanAdd(mine.Attribute, Locks) && HookAttributes.CanAdd(theirs.Attribute, Locks))
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Give both the lock '{dependency}': the order does not matter",
                        cancel => LockAsync(solution, mine, theirs, dependency, cancel),
                        "Lock" + hook + dependency),
                    diagnostic);
        }
    }

    private static async Task<(DocumentId Document, AttributeSyntax Attribute)?> PlaceAsync(
        Solution solution, Location location, CancellationToken cancellation) =>
        solution.GetDocument(location.SourceTree) is { } document
        && await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
        && HookAttributes.At(root, location.SourceSpan) is { } attribute
            ? (document.Id, attribute)
            : null;

    private static async Task<Solution> LetWaitAsync(
        Solution solution, (DocumentId Document, AttributeSyntax Attribute) place, string dependency, CancellationToken cancellation)
    {
        var document = solution.GetDocument(place.Document)!;
        var editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        var name = HookNames.Expression(editor.SemanticModel, place.Attribute.SpanStart, dependency, cancellation);
        editor.ReplaceNode(place.Attribute, HookAttributes.Add(place.Attribute, After, name));
        return editor.GetChangedDocument().Project.Solution;
    }

    private static async Task<Solution> LockAsync(
        Solution solution,
        (DocumentId Document, AttributeSyntax Attribute) one,
        (DocumentId Document, AttributeSyntax Attribute) other,
        string name,
        CancellationToken cancellation)
    {
        var editor = new SolutionEditor(solution);
        foreach (var (document, attribute) in new[] { one, other }.Distinct())
        {
            var file = await editor.GetDocumentEditorAsync(document, cancellation).ConfigureAwait(false);
            file.ReplaceNode(attribute, HookAttributes.Add(attribute, Locks, SymbolDisplay.FormatLiteral(name, quote: true)));
        }

        return editor.GetChangedSolution();
    }

    private static async Task<Document> LetAllWaitAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        foreach (var diagnostic in diagnostics.Where(diagnostic => diagnostic.Properties.ContainsKey(DiagnosticProperties.Together)))
        {
            if (HookAttributes.At(editor.OriginalRoot, diagnostic.Location.SourceSpan) is { } attribute && HookAttributes.CanAdd(attribute, After))
            {
                var name = HookNames.Expression(
                    editor.SemanticModel, attribute.SpanStart, diagnostic.Properties[DiagnosticProperties.Dependency]!, cancellation);
                editor.ReplaceNode(attribute, (current, _) => HookAttributes.Add((AttributeSyntax)current, After, name));
            }
        }

        return editor.GetChangedDocument();
    }
}
