using Hooks.Build.Engine.Caching.Keys;
using Hooks.Build.Engine.Caching.Store;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>What is known of a hook's result before it runs.</summary>
internal sealed record KnownResult
{
    /// <summary>What the result depends on; <see langword="null"/> where finding out takes longer than the hook, or is not possible.</summary>
    public ResultKey? Key { get; init; }

    /// <summary>The remembered result: the hook need not run.</summary>
    public CachedResult? Result { get; init; }

    /// <summary>Whether the result came from the shared cache.</summary>
    public bool IsRemote { get; init; }

    /// <summary>The files that are left to check, where results of the others are remembered; <see langword="null"/> for all it is given.</summary>
    public IReadOnlyList<string>? Left { get; init; }
}
