namespace Hooks.Build.Engine.Model;

/// <summary>A method that listens to runs, as the generator wrote it.</summary>
public sealed record PlannedListener
{
    /// <summary>Its name, with its project's prefix in a run of several.</summary>
    public required string Name { get; init; }

    /// <summary>The method's name.</summary>
    public required string Method { get; init; }

    /// <summary>The type that declares it, as the runtime names it.</summary>
    public required string Type { get; init; }

    /// <summary>The project that declares it, where that is one of several in this run or owns but a folder; else <see langword="null"/>.</summary>
    public HookProject? Project { get; init; }

    /// <summary>Whether it takes a token after the context.</summary>
    public bool TakesToken { get; init; }

    /// <inheritdoc cref="OnRunAttribute.Stages"/>
    public HookStages Stages { get; init; }

    /// <inheritdoc cref="OnRunAttribute.Timeout"/>
    public int Timeout { get; init; } = DefaultTimeout;

    /// <inheritdoc cref="OnRunAttribute.Output"/>
    public bool Output { get; init; }

    /// <inheritdoc cref="OnRunAttribute.Environment"/>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <inheritdoc cref="OnRunAttribute.Description"/>
    public string? Description { get; init; }

    /// <summary>Source file of the declaration, from the repository root where it lies below it.</summary>
    public string? File { get; init; }

    /// <summary>Line of the declaration, from 1.</summary>
    public int Line { get; init; }

    /// <summary>Column of the declaration, from 1.</summary>
    public int Column { get; init; }

    /// <summary>Seconds where none are declared.</summary>
    internal const int DefaultTimeout = 5;

    /// <summary>Most seconds.</summary>
    internal const int MostTimeout = 60;

    /// <summary>Whether it is told of a run at a stage. That a coding agent did something is told to those alone that name its stage.</summary>
    public bool IsOf(HookStages stage) => (Stages & (stage == HookStages.None ? ~AgentStages.All : stage)) != 0;
}
