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
    public static HookAnalysis Run(Compilation compilation, CancellationToken cancellation)
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
        foreach (var finding in HookLaws.Check(new HookSet(hooks)))
        {
            var type = found[finding.Place.Hook].Type;
            if (!analysis._byType.TryGetValue(type, out var diagnostics))
                analysis._byType.Add(type, diagnostics = []);

            diagnostics.Add(ToDiagnostic(finding, hooks, trees));
        }

        return analysis;
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
