using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Hooks.Build.CodeFixes;

/// <summary>Fix All, file by file, of repairs that may touch the same attribute.</summary>
/// <param name="key">The one repair that can be made for all at once; others are decisions of people.</param>
/// <param name="fix">Makes the repairs of one file.</param>
internal sealed class TogetherFixAll(
    string key, Func<Document, ImmutableArray<Diagnostic>, CancellationToken, Task<Document>> fix) : DocumentBasedFixAllProvider
{
    /// <inheritdoc />
    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics) =>
        fixAllContext.CodeActionEquivalenceKey == key ? await fix(document, diagnostics, fixAllContext.CancellationToken).ConfigureAwait(false) : null;
}
