using System.Collections.Immutable;
using Hooks.Build.Generators.Diagnostics;
using Hooks.Build.Generators.Joining;
using Hooks.Build.Generators.Model;
using Hooks.Build.Generators.Parsing;
using Hooks.Build.Generators.Rules;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators;

/// <summary>What is wrong with the hooks of one compilation, by the file in which it is to be reported.</summary>
internal sealed class HookAnalysis
{
    private readonly Dictionary<SyntaxTree, List<Diagnostic>> _byTree = [];

    private HookAnalysis()
    {
    }

    /// <summary>Analyses all hooks.</summary>
    /// <param name="compilation">The project.</param>
    /// <param name="isInstalled">Whether the project references the package itself, so that something runs its hooks.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static HookAnalysis Run(Compilation compilation, bool isInstalled, CancellationToken cancellation)
    {
        var trees = MarkedTrees.Of(compilation, cancellation);
        var found = trees.Hooks(cancellation).Where(hook => hook.IsAccepted).ToList();
        found.Sort((one, other) => HookOrder.Instance.Compare(one.Hook, other.Hook));
        var used = UsedHooksMemory.Of(trees, cancellation);
        HookSpec[] hooks = [.. found.Select(entry => entry.Hook), .. used.Hooks];
        SyntaxTree[] files = [.. found.Select(entry => entry.Target.SyntaxTree), .. used.Hooks.Select(hook => TreeOf(hook.Attribute))];

        var analysis = new HookAnalysis();
        var set = new HookSet(hooks, used.AreWhole);
        foreach (var finding in HookRules.Check(set, cancellation))
            analysis.Add(files[finding.Place.Hook], ToDiagnostic(finding, hooks, files));

        var listeners = trees.Listeners(cancellation).ToList();
        listeners.Sort((one, other) => HookOrder.Instance.Compare(one.Listener, other.Listener));
        foreach (var finding in ListenerRules.Check([.. listeners.Select(entry => entry.Listener)], set))
        {
            var (listener, tree) = (listeners[finding.Listener].Listener, listeners[finding.Listener].Tree);
            analysis.Add(tree, Diagnostic.Create(
                DiagnosticDescriptors.UnusableListener, Location.Create(tree, finding.Where.Span),
                ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Hook, listener.Name), listener.Name, finding.Problem));
        }

        foreach (var problem in used.Problems)
        {
            var tree = TreeOf(problem.Where);
            analysis.Add(tree, UseProblems.Diagnostic(problem, Location.Create(tree, problem.Where.Span)));
        }

        if (!isInstalled && found.Count > 0)
            analysis.Add(files[0], NotInstalled($"hook '{hooks[0].Name}'", files[0], hooks[0].Attribute));
        else if (!isInstalled && listeners.Count > 0)
            analysis.Add(listeners[0].Tree, NotInstalled($"listener '{listeners[0].Listener.Name}'", listeners[0].Tree, listeners[0].Listener.Attribute));

        return analysis;

        SyntaxTree TreeOf(SourceSpan where) => compilation.SyntaxTrees.First(tree => tree.FilePath == where.FilePath);
    }

    private static Diagnostic NotInstalled(string what, SyntaxTree tree, SourceSpan where) =>
        Diagnostic.Create(DiagnosticDescriptors.NotInstalled, Location.Create(tree, where.Span), what);

    private void Add(SyntaxTree tree, Diagnostic diagnostic)
    {
        if (!_byTree.TryGetValue(tree, out var diagnostics))
            _byTree.Add(tree, diagnostics = []);

        diagnostics.Add(diagnostic);
    }

    /// <summary>What to report in a file.</summary>
    public IEnumerable<Diagnostic> In(SyntaxTree tree) => _byTree.TryGetValue(tree, out var diagnostics) ? diagnostics : [];

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
