using System.Collections.Immutable;
using Hooks.Build.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Parsing;

/// <summary>
/// All that the hooks of a compilation can depend on. Equal to that of another compilation where they are the same there: files that may have hooks are
/// the same, and in others nothing has changed but bodies. An edit elsewhere therefore binds no attribute.
/// </summary>
internal sealed class MarkedTrees : IEquatable<MarkedTrees>
{
    private readonly ImmutableArray<MarkedTree> _trees;
    private readonly HashSet<string> _aliases;
    private readonly ImmutableArray<MetadataReference> _references;
    private readonly CompilationOptions _options;
    private readonly string? _assembly;

    // This outlives the run, which holds the compilation itself; the compilation must not.
    private readonly WeakReference<Compilation> _compilation;

    public MarkedTrees(ImmutableArray<MarkedTree> trees, Compilation compilation)
    {
        _trees = trees;
        _aliases = new HashSet<string>(trees.SelectMany(tree => tree.GlobalAliases), StringComparer.Ordinal);
        _references = compilation.ExternalReferences;
        _options = compilation.Options;
        _assembly = compilation.AssemblyName;
        _compilation = new WeakReference<Compilation>(compilation);
    }

    /// <summary>All hooks. To be asked for in the run that made this.</summary>
    public IEnumerable<HookSpec> ParseHooks(CancellationToken cancellation)
    {
        if (!_compilation.TryGetTarget(out var compilation))
            throw new InvalidOperationException("The compilation is gone.");

        foreach (var tree in _trees)
        {
            SemanticModel? model = null;
            foreach (var target in tree.Targets(_aliases, cancellation))
            {
                model ??= compilation.GetSemanticModel(tree.Tree);
                if (SymbolOf(target, model, cancellation) is { } symbol && HookAttribute(symbol, tree.Tree) is { } attribute && HookParser.Parse(symbol, attribute, cancellation) is { } hook)
                    yield return hook;
            }
        }
    }

    /// <inheritdoc />
    public bool Equals(MarkedTrees? other) =>
        other is not null
        && _assembly == other._assembly
        && _options.Equals(other._options)
        && _references.SequenceEqual(other._references)
        && _trees.Length == other._trees.Length
        && Enumerable.Range(0, _trees.Length).All(i => IsSameForHooks(other, i));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as MarkedTrees);

    /// <inheritdoc />
    public override int GetHashCode() => _trees.Length;

    private bool IsSameForHooks(MarkedTrees other, int index)
    {
        var (mine, theirs) = (_trees[index], other._trees[index]);
        return mine.Tree == theirs.Tree
            || (!mine.MayHaveHooks(_aliases)
                && !theirs.MayHaveHooks(other._aliases)
                && mine.Tree.FilePath == theirs.Tree.FilePath
                && mine.Tree.Options.Equals(theirs.Tree.Options)
                && SyntaxFactory.AreEquivalent(mine.Tree, theirs.Tree, topLevel: true));
    }

    private static ISymbol? SymbolOf(SyntaxNode target, SemanticModel model, CancellationToken cancellation) => target switch
    {
        CompilationUnitSyntax => model.Compilation.Assembly,
        LambdaExpressionSyntax => model.GetSymbolInfo(target, cancellation).Symbol,
        _ => model.GetDeclaredSymbol(target, cancellation),
    };

    // Where it does not belong, as on a module or on what a method returns, it refuses the plan.
    private static AttributeData? HookAttribute(ISymbol symbol, SyntaxTree tree)
    {
        IEnumerable<AttributeData> attributes = symbol switch
        {
            IMethodSymbol method => method.GetAttributes().Concat(method.GetReturnTypeAttributes()),
            IAssemblySymbol assembly => assembly.GetAttributes().Concat(assembly.Modules.SelectMany(module => module.GetAttributes())),
            _ => symbol.GetAttributes(),
        };
        return attributes.FirstOrDefault(data => data.ApplicationSyntaxReference?.SyntaxTree == tree && data.AttributeClass?.Is(MetadataNames.HookAttribute) == true);
    }
}
