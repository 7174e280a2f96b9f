using System.Collections.Immutable;
using Hooks.Build.Generators.Joining;
using Hooks.Build.Generators.Model;
using Hooks.Build.Generators.Parsing;
using Hooks.Build.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators;

/// <summary>What is wrong with the hooks of one compilation, by the type in which it is to be reported.</summary>
internal sealed class HookAnalysis
{
    private readonly Dictionary<ISymbol, List<Diagnostic>> _byType = new(SymbolEqualityComparer.Default);

    private readonly List<Diagnostic> _ofAssembly = [];

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
        var trees = new MarkedTrees([.. compilation.SyntaxTrees.Select(tree => MarkedTree.Read(tree, cancellation))], compilation);
        foreach (var (hook, member, attribute) in trees.Hooks(cancellation))
        {
            if (IsMember(member) && attribute.Parent is not AttributeListSyntax { Target.Identifier.ValueText: "return" })
                found.Add((hook, member.ContainingType, attribute.SyntaxTree));
        }

        found.Sort((one, other) => HookOrder.Instance.Compare(one.Hook, other.Hook));
        var used = trees.Used(cancellation);
        HookSpec[] hooks = [.. found.Select(entry => entry.Hook), .. used.Hooks];
        SyntaxTree[] files = [.. found.Select(entry => entry.Tree), .. used.Hooks.Select(hook => TreeOf(hook.Attribute))];

        var analysis = new HookAnalysis();
        foreach (var finding in HookRules.Check(new HookSet(hooks), cancellation))
        {
            var diagnostic = ToDiagnostic(finding, hooks, files);
            if (finding.Place.Hook < found.Count)
                analysis.Add(found[finding.Place.Hook].Type, diagnostic);
            else
                analysis._ofAssembly.Add(diagnostic);
        }

        analysis._ofAssembly.AddRange(used.Problems.Select(problem => UseProblems.Diagnostic(problem, Location.Create(TreeOf(problem.Where), problem.Where.Span))));

        if (!isInstalled && found.Count > 0)
            analysis.Add(found[0].Type, Diagnostic.Create(DiagnosticDescriptors.NotInstalled, Location.Create(files[0], hooks[0].Attribute.Span), hooks[0].Name));

        return analysis;

        SyntaxTree TreeOf(SourceSpan where) => compilation.SyntaxTrees.First(tree => tree.FilePath == where.FilePath);
    }

    // The compiler tells of what bears no attribute such as this one, and of a local function the syntax.
    private static bool IsMember(ISymbol symbol) => symbol is IFieldSymbol or IMethodSymbol { MethodKind: not (MethodKind.LocalFunction or MethodKind.AnonymousFunction) };

    private void Add(ISymbol type, Diagnostic diagnostic)
    {
        if (!_byType.TryGetValue(type, out var diagnostics))
            _byType.Add(type, diagnostics = []);

        diagnostics.Add(diagnostic);
    }

    /// <summary>What to report in a type.</summary>
    public IEnumerable<Diagnostic> In(INamedTypeSymbol type) => _byType.TryGetValue(type, out var diagnostics) ? diagnostics : [];

    /// <summary>What to report in a file that belongs to no type.</summary>
    public IEnumerable<Diagnostic> In(SyntaxTree tree) => _ofAssembly.Where(diagnostic => diagnostic.Location.SourceTree == tree);

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
        if (finding.FixesTogether)
            properties = properties.Add(DiagnosticProperties.Together, null);
        if (finding.MayWait)
            properties = properties.Add(DiagnosticProperties.MayWait, null);
        if (finding.MayBeAwaited)
            properties = properties.Add(DiagnosticProperties.MayBeAwaited, null);

        return Diagnostic.Create(finding.Descriptor, Locate(finding.Place), finding.Others.Select(Locate), properties, [.. finding.AllArguments]);

        Location Locate(HookPlace place) => Location.Create(trees[place.Hook], place.Where.Span);
    }
}
