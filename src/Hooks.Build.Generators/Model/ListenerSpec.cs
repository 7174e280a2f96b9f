namespace Hooks.Build.Generators.Model;

/// <summary>A method with <c>[OnRun]</c>, right or wrong, as values only.</summary>
internal sealed record ListenerSpec
{
    /// <summary>The method's name.</summary>
    public required string Name { get; init; }

    /// <summary>The type that declares it, as the runtime names it.</summary>
    public required string MetadataType { get; init; }

    /// <summary>Whether it takes a token after the context.</summary>
    public required bool TakesToken { get; init; }

    public required Setting<int> Stages { get; init; }

    public required Setting<int> Timeout { get; init; }

    public required Setting<bool> Output { get; init; }

    public EquatableArray<ListItem> Environment { get; init; }

    public required Setting<string?> Description { get; init; }

    /// <summary>Why the method cannot listen, or <see langword="null"/>.</summary>
    public string? MemberProblem { get; init; }

    /// <summary>Where the attribute is.</summary>
    public required SourceSpan Attribute { get; init; }

    /// <summary>Where the method's name is.</summary>
    public required SourceSpan Identifier { get; init; }
}
