using System.Runtime.CompilerServices;
using Hooks.Build.Generators.Model;
using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Joining;

/// <summary>
/// The hooks of other assemblies that a compilation asks for. Plans that were read for the generator, or the analysis before, are not read again.
/// </summary>
internal sealed class UsedHooksMemory
{
    private static readonly ConditionalWeakTable<SyntaxTree, UsedHooksMemory> Memories = new();

    private volatile Tuple<MarkedTrees, UsedHooks>? _last;

    /// <summary>Reads them. To be asked for while the compilation is there.</summary>
    public static UsedHooks Of(MarkedTrees trees, CancellationToken cancellation) =>
        trees.UsingTree is { } tree ? Memories.GetValue(tree, static _ => new UsedHooksMemory()).Get(trees, cancellation) : UsedHooks.None;

    private UsedHooks Get(MarkedTrees trees, CancellationToken cancellation)
    {
        var last = _last;
        if (last is null || !trees.Equals(last.Item1))
            _last = last = Tuple.Create(trees, UsedHooksReader.Read(trees.Compilation, cancellation));

        return last.Item2;
    }
}
