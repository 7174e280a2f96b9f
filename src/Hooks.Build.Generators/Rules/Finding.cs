using System.Globalization;
using Hooks.Build.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Rules;

/// <summary>A place in the source of one of the hooks.</summary>
/// <param name="Hook">The hook's index; says in which syntax tree the place is.</param>
/// <param name="Where">The place.</param>
internal readonly record struct HookPlace(int Hook, SourceSpan Where);

/// <summary>A broken law, before it becomes a diagnostic (analyzer) or a refusal (generator).</summary>
/// <param name="Descriptor">The law.</param>
/// <param name="Arguments">What its message is filled with.</param>
/// <param name="Place">Where it is broken.</param>
internal sealed record Finding(DiagnosticDescriptor Descriptor, string[] Arguments, HookPlace Place)
{
    /// <summary>Where else to look.</summary>
    public IReadOnlyList<HookPlace> Others { get; init; } = [];

    /// <summary>The dependency that is wrong, for code fixes.</summary>
    public string? Dependency { get; init; }

    /// <summary>The name that was probably meant, for code fixes.</summary>
    public string? Suggestion { get; init; }

    /// <summary>Whether the repairs of all that have it can be made at once, for code fixes.</summary>
    public bool FixesTogether { get; init; }

    /// <summary>Whether the hook can wait for <see cref="Dependency"/>, for code fixes.</summary>
    public bool MayWait { get; init; }

    /// <summary>Whether <see cref="Dependency"/> can wait for the hook, for code fixes.</summary>
    public bool MayBeAwaited { get; init; }

    /// <summary>Where hooks come from that have a part in it and are not of the project; empty where all are.</summary>
    public string Origins { get; init; } = "";

    /// <summary>What the message is filled with, origins last.</summary>
    public string[] AllArguments => [.. Arguments, Origins];

    /// <summary>The whole text, in one language everywhere: the plan must not depend on who compiles it.</summary>
    public string Message =>
        string.Format(CultureInfo.InvariantCulture, Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), [.. AllArguments]);
}
