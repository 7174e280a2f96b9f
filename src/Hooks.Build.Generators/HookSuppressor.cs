using System.Collections.Immutable;
using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hooks.Build.Generators;

/// <summary>
/// Silences what is no fault on a hook: "unused" for private ones, as the plan uses them, and array arguments of the attribute in libraries that are
/// CLS-compliant, as no other language needs to read it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HookSuppressor : DiagnosticSuppressor
{
    private const string Justification = "The member is a hook or listens to runs: the plan names it.";

    /// <inheritdoc />
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
    [
        new("HOOKS0051", "IDE0051", Justification),
        new("HOOKS0052", "IDE0052", Justification),
        new("HOOKS1811", "CA1811", Justification),
        new("HOOKS1823", "CA1823", Justification),
        new("HOOKS3016", "CS3016", "[Hook] and [OnRun] are read by the compiler's generator only."),
    ];

    /// <inheritdoc />
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (IsOnHook(context, diagnostic) && SupportedSuppressions.FirstOrDefault(each => each.SuppressedDiagnosticId == diagnostic.Id) is { } suppression)
                context.ReportSuppression(Suppression.Create(suppression, diagnostic));
        }
    }

    private static bool IsOnHook(SuppressionAnalysisContext context, Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is not { } tree)
            return false;

        var node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan);
        var model = context.GetSemanticModel(tree);
        if (node.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute)
            return model.GetSymbolInfo(attribute, context.CancellationToken).Symbol?.ContainingType is { } type
                && (type.Is(MetadataNames.HookAttribute) || type.Is(MetadataNames.OnRunAttribute));

        var member = model.GetDeclaredSymbol(node, context.CancellationToken);
        return member is not null && (HookFinder.HookAttribute(member) ?? HookFinder.OnRunAttribute(member)) is not null;
    }
}
