using System.Collections.Immutable;
using System.Composition;
using Hooks.Build.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.CodeFixes;

/// <summary>HOOK0001: takes one edge out of the circle, whichever somebody chooses.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class CircularHooksFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticDescriptors.CircularHooks.Id];

    /// <summary>None: which edge is wrong has to be decided for each circle.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var edge in diagnostic.AdditionalLocations.Prepend(diagnostic.Location))
            {
                if (solution.GetDocument(edge.SourceTree) is not { } document
                    || await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
                    continue;

                var element = root.FindNode(edge.SourceSpan, getInnermostNodeForTie: true);
                if (HookAttributes.ListOf(element) is { } list && HookAttributes.At(root, edge.SourceSpan) is { } attribute)
                {
                    var title = $"Remove {element} from {list} of '{OwnerOf(attribute)}'";
                    var without = root.ReplaceNode(attribute, HookAttributes.Remove(attribute, list, element.ToString()));
                    context.RegisterCodeFix(
                        CodeAction.Create(title, _ => Task.FromResult(document.WithSyntaxRoot(without).Project.Solution), title), diagnostic);
                }
            }
        }
    }

    private static string OwnerOf(AttributeSyntax attribute) => attribute.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        _ => "",
    };
}
