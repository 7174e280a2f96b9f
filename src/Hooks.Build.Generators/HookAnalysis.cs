using System.Collections.Immutable;
using Hooks.Build.Generators.Model;
using Hooks.Build.Generators.Parsing;
using Hooks.Build.Generators.Rules;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators;

/// <summary>What is wrong with the hooks of one compilation, by the type in which it is to be reported.</summary>
internal sealed class HookAnalysis
{
    private readonly Dictionary<ISymbol, List<Diagnostic>> _byType = new(SymbolEqualityComparer.Default);

    private HookAnalysis()
    {
    }

    /// <summary>Analyses all hooks.</summary>
    /// <param name="compilation">The project.</param>
    /// <param name="isInstalled">Whether the project references the package itself, so that something runs its hooks.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static HookAnalysis Run(Compilation compilation, bool isInstalled, CancellationToken cancellation)
    {
        var found = new List<(HookSpec Hook, INamedTypeSymbol Type, SyntaxTree Tree)>();
        foreach (var (member, attribute) in HookFinder.Find(compilation.Assembly, cancellation))
        {
            if (HookParser.Parse(member, attribute, cancellation) is { } hook)
                found.Add((hook, member.ContainingType, attribute.ApplicationSyntaxReference!.SyntaxTree));
        }

        found.Sort((one, other) => HookOrder.Instance.Compare(one.Hook, other.Hook));
        HookSpec[] hooks = [.. found.Select(entry => entry.Hook)];
        SyntaxTree[] trees = [.. found.Select(entry => entry.Tree)];

        var analysis = new HookAnalysis();
        foreach (var finding in HookRules.Check(new HookSet(hooks)))
            analysis.Add(found[finding.Place.Hook].Type, ToDiagnostic(finding, hooks, trees));

        if (!isInstalled && hooks.Length > 0)
            analysis.Add(found[0].Type, Diagnostic.Create(DiagnosticDescriptors.NotInstalled, Location.Create(trees[0], hooks[0].Attribute.Span), hooks[0].Name));

        return analysis;
    }

    private void Add(ISymbol type, Diagnostic diagnostic)
    {
        if (!_byType.TryGetValue(type, out var diagnostics))
            _byType.Add(type, diagnostics = []);

        diagnostics.Add(diagnostic);
    }

    /// <summary>What to report in a type.</summary>
    public IEnumerable<Diagnostic> In(INamedTypeSymbol type) => _byType.TryGetValue(type, out var diagnostics) ? diagnostics : [];

    /// <summary>Makes a diagnostic.</summary>
    /// <param name="finding">What is wrong.</param>
    /// <param name="hooks">The hooks that were checked.</param>
    /// <param name="trees">The syntax tree of each.</param>
    public static Diagnostic ToDiagnostic(Finding finding, IReadOnlyList<HookSpec> hooks, IReadOnlyList<SyntaxTree> trees)
    {
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(DiagnosticProperties.Hook, hooks[finding.Place.Hook].Name)
            .Add(DiagnosticProperties.Dependency, finding.Dependency)
            .Add(DiagnosticProperties.Suggestion, finding.Suggestion);
        return Diagnostic.Create(finding.Descriptor, Locate(finding.Place), finding.Others.Select(Locate), properties, [.. finding.Arguments]);

        Location Locate(HookPlace place) => Location.Create(trees[place.Hook], place.Where.Span);
    }
}
