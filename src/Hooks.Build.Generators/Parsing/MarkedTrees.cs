using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hooks.Build.Generators.Parsing;

/// <summary>
/// All that the hooks of a compilation can depend on. Equal to that of another compilation where they are the same there: files that may have hooks are
/// the same, and in others nothing has changed but bodies. An edit elsewhere therefore binds no attribute.
/// </summary>
internal sealed class MarkedTrees : IEquatable<MarkedTrees>
{
    // The analyzers' compilation is the generator's with what was generated: hooks that were read there are not read again.
    private static readonly ConditionalWeakTable<SyntaxTree, Reading> Readings = new();

    private readonly ImmutableArray<MarkedTree> _trees;
    private readonly HashSet<string> _aliases;

    // That of another project in an editor holds all of it.
    private readonly ImmutableArray<WeakReference<MetadataReference>> _references;
    private readonly CompilationOptions _options;
    private readonly string? _assembly;

    // Files without hooks that have the body of one, once hooks were read.
    private volatile HashSet<SyntaxTree>? _bodies;

    // This outlives the run, which holds the compilation itself; the compilation must not.
    private readonly WeakReference<Compilation> _compilation;

    public MarkedTrees(ImmutableArray<MarkedTree> trees, Compilation compilation)
    {
        _aliases = new HashSet<string>(trees.SelectMany(tree => tree.GlobalAliases), StringComparer.Ordinal);
        _trees = [.. trees.Where(tree => tree.MayHaveHooks(_aliases) || tree.MayUseHooks(_aliases) || !tree.DeclaresNothing)];
        _references = [.. compilation.ExternalReferences.Select(reference => new WeakReference<MetadataReference>(reference))];
        _options = compilation.Options;
        _assembly = compilation.AssemblyName;
        _compilation = new WeakReference<Compilation>(compilation);
    }

    /// <summary>Reads a compilation's files.</summary>
    public static MarkedTrees Of(Compilation compilation, CancellationToken cancellation) =>
        new([.. compilation.SyntaxTrees.Select(tree => MarkedTree.Read(tree, cancellation))], compilation);

    /// <summary>All hooks, file by file. To be asked for while the compilation that this was made of is there.</summary>
    public ImmutableArray<FoundHook> Hooks(CancellationToken cancellation) => Found(cancellation)?.Hooks ?? [];

    /// <summary>All listeners, file by file. To be asked for while the compilation that this was made of is there.</summary>
    public ImmutableArray<FoundListener> Listeners(CancellationToken cancellation) => Found(cancellation)?.Listeners ?? [];

    /// <summary>The first file that may ask for hooks of other assemblies; <see langword="null"/> where none does.</summary>
    public SyntaxTree? UsingTree => _trees.FirstOrDefault(tree => tree.MayUseHooks(_aliases))?.Tree;

    /// <summary>The compilation that this was made of. To be asked for while it is there.</summary>
    public Compilation Compilation =>
        _compilation.TryGetTarget(out var compilation) ? compilation : throw new InvalidOperationException("The compilation is gone.");

    private Result? Found(CancellationToken cancellation)
    {
        if (_trees.FirstOrDefault(tree => tree.MayHaveHooks(_aliases)) is not { } first)
            return null;

        var result = Readings.GetValue(first.Tree, static _ => new Reading()).Get(this, cancellation);
        _bodies = result.Bodies;
        return result;
    }

    private Result Read(CancellationToken cancellation)
    {
        var compilation = Compilation;
        var hooks = ImmutableArray.CreateBuilder<FoundHook>();
        var listeners = ImmutableArray.CreateBuilder<FoundListener>();
        foreach (var tree in _trees)
        {
            TreeParser? parser = null;
            foreach (var target in tree.Targets(_aliases))
            {
                cancellation.ThrowIfCancellationRequested();
                parser ??= new TreeParser(tree, _aliases, compilation.GetSemanticModel(tree.Tree));
                if (parser.Parse(target, cancellation) is { } hook)
                    hooks.Add(hook);
                if (parser.ParseListener(target, cancellation) is { } listener)
                    listeners.Add(listener);
            }
        }

        return new Result(this, hooks.ToImmutable(), listeners.ToImmutable());
    }

    /// <inheritdoc />
    public bool Equals(MarkedTrees? other) =>
        other is not null
        && _assembly == other._assembly
        && _options.Equals(other._options)
        && _references.Length == other._references.Length
        && Enumerable.Range(0, _references.Length).All(i => IsSameReference(other, i))
        && _trees.Length == other._trees.Length
        && Enumerable.Range(0, _trees.Length).All(i => IsSameForHooks(other, i));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as MarkedTrees);

    /// <inheritdoc />
    public override int GetHashCode() => _trees.Length;

    private bool IsSameReference(MarkedTrees other, int index) =>
        _references[index].TryGetTarget(out var mine) && other._references[index].TryGetTarget(out var theirs) && mine.Equals(theirs);

    private bool IsSameForHooks(MarkedTrees other, int index)
    {
        var (mine, theirs) = (_trees[index], other._trees[index]);
        return mine.Tree == theirs.Tree
            || (!mine.MayHaveHooks(_aliases)
                && !theirs.MayHaveHooks(other._aliases)
                && !mine.MayUseHooks(_aliases)
                && !theirs.MayUseHooks(other._aliases)
                && _bodies?.Contains(mine.Tree) != true
                && other._bodies?.Contains(theirs.Tree) != true
                && mine.Tree.FilePath == theirs.Tree.FilePath
                && mine.Tree.Options.Equals(theirs.Tree.Options)
                && SyntaxFactory.AreEquivalent(mine.Tree, theirs.Tree, topLevel: true));
    }

    /// <summary>The hooks that were read last of the compilations that have a file in common.</summary>
    private sealed class Reading
    {
        private volatile Result? _last;

        public Result Get(MarkedTrees trees, CancellationToken cancellation)
        {
            var last = _last;
            if (last is null || !trees.Equals(last.Trees))
                _last = last = trees.Read(cancellation);

            return last;
        }
    }

    private sealed class Result(MarkedTrees trees, ImmutableArray<FoundHook> hooks, ImmutableArray<FoundListener> listeners)
    {
        public MarkedTrees Trees => trees;

        public ImmutableArray<FoundHook> Hooks => hooks;

        public HashSet<SyntaxTree>? Bodies { get; } =
            hooks.Any(hook => hook.Body is not null) ? [.. hooks.Select(hook => hook.Body).OfType<SyntaxTree>()] : null;

        public ImmutableArray<FoundListener> Listeners => listeners;
    }
}
