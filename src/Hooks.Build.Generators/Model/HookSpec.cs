namespace Hooks.Build.Generators.Model;

/// <summary>A member with <c>[Hook]</c>, right or wrong, as values only.</summary>
internal sealed record HookSpec
{
    /// <summary>The hook's name: the member's, with its item in brackets where it is one of a matrix.</summary>
    public required string Name { get; init; }

    /// <summary>The item of the matrix that the hook is; <see langword="null"/> for a declaration as it is written.</summary>
    public string? Item { get; init; }

    /// <summary>The member's name.</summary>
    public string Declared => Item is null ? Name : Name.Substring(0, Name.Length - Item.Length - 2);

    /// <summary>Where it comes from; <see langword="null"/> for a hook of the project itself.</summary>
    public JoinedHook? Joined { get; init; }

    /// <summary>The type that declares it, for people.</summary>
    public required string ContainingType { get; init; }

    /// <summary>Whether it is a method; else a constant.</summary>
    public required bool IsMethod { get; init; }

    /// <summary>Whether it is a function inside a method: never a hook, and no name others could mean.</summary>
    public required bool IsInsideMember { get; init; }

    /// <summary>The command of a constant; <see langword="null"/> for a method, and for a constant without a value.</summary>
    public CommandSpec? Command { get; init; }

    /// <summary>The type that declares it, as the runtime names it.</summary>
    public required string MetadataType { get; init; }

    /// <summary>Whether it is a method that takes a context.</summary>
    public required bool TakesContext { get; init; }

    /// <summary>What the attribute says.</summary>
    public required HookOptions Options { get; init; }

    /// <summary>Why the member cannot be a hook, or <see langword="null"/>.</summary>
    public string? MemberProblem { get; init; }

    /// <summary>Where the attribute is.</summary>
    public required SourceSpan Attribute { get; init; }

    /// <summary>Where the member's name is.</summary>
    public required SourceSpan Identifier { get; init; }

    /// <summary>Whether it is a method that never asks whether it should repair, or a ready-made hook that repairs nothing.</summary>
    public required bool NeverFixes { get; init; }

    /// <summary>Whether it is a method that asks whether it should repair.</summary>
    public bool AsksToFix { get; init; }

    /// <summary>The answers to a coding agent that stand in the method.</summary>
    public HookAnswers Answers { get; init; }

    /// <summary>The source of a method, without its attributes; empty for a constant, whose value says it all.</summary>
    public required string Source { get; init; }

    /// <summary>Whether both are items of one matrix that another assembly declares.</summary>
    public bool IsItemWith(HookSpec other) =>
        Joined is not null
            && Item is not null
            && other.Item is not null
            && Joined.Assembly == other.Joined?.Assembly
            && MetadataType == other.MetadataType
            && Declared == other.Declared;
}
