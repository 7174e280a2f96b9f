namespace Hooks.Build.Generators.Model;

/// <summary>Where a hook comes from that another assembly declares.</summary>
/// <param name="Assembly">The assembly's name.</param>
/// <param name="BroughtBy">The assembly by whose plan it joined: the same, or one that uses it.</param>
/// <param name="Place">Where it is declared, as its own plan has it: <c>hooks/TeamHooks.cs(12,6)</c>.</param>
/// <param name="Definition">The hash of all that its plan says of it, without what is overridden here.</param>
/// <param name="May">What it may do, in words, without what is overridden here.</param>
/// <param name="Override">The attribute that does so; <see langword="null"/> where nothing is.</param>
internal sealed record JoinedHook(string Assembly, string BroughtBy, string Place, string Definition, string May, SourceSpan? Override);

/// <summary>The hooks of other assemblies that a project uses.</summary>
/// <param name="Hooks">The hooks, placed where they are asked for.</param>
/// <param name="Problems">Why others cannot be used.</param>
/// <param name="AreWhole">Whether all that were asked for are there.</param>
internal sealed record UsedHooks(EquatableArray<HookSpec> Hooks, EquatableArray<UseProblem> Problems, bool AreWhole)
{
    /// <summary>Of a project that asks for none.</summary>
    public static UsedHooks None { get; } = new(default, default, AreWhole: true);
}

/// <summary>Something that is wrong with <c>[assembly: UseHooks]</c> or <c>[assembly: OverrideHook]</c>.</summary>
/// <param name="IsOverride">Which of the two.</param>
/// <param name="Name">What it names.</param>
/// <param name="Problem">What is wrong, and what to do.</param>
/// <param name="Where">Where it stands.</param>
internal sealed record UseProblem(bool IsOverride, string Name, string Problem, SourceSpan Where);
