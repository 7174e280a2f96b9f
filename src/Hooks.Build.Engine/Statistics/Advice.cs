namespace Hooks.Build.Engine.Statistics;

/// <summary>What a piece of advice is about.</summary>
public enum AdviceKind
{
    /// <summary>A hook that the end of most runs waits for.</summary>
    CriticalPath,

    /// <summary>A hook that never fails and could run at a later stage.</summary>
    LaterStage,

    /// <summary>A hook that waits for others' locks and files, or for cores.</summary>
    Waiting,

    /// <summary>A hook that runs whatever was changed.</summary>
    NoFiles,

    /// <summary>Hooks that each start a runtime for themselves.</summary>
    SeparateStarts,

    /// <summary>A hook that fails and passes on the same files.</summary>
    Flaky,

    /// <summary>A hook that takes longer than it did.</summary>
    Slower,
}

/// <summary>Something that may be better otherwise, with the figures that say so.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Stage">The stage; <see cref="HookStages.None"/> for runs of every stage.</param>
/// <param name="Hooks">The hooks.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Runs">Of how many runs it speaks.</param>
public sealed record Advice(AdviceKind Kind, HookStages Stage, IReadOnlyList<string> Hooks, string Text, int Runs)
{
    /// <summary>
    /// How much shorter a run would be: the median of runs that were played again with their own times. <see langword="null"/> where no time is promised.
    /// </summary>
    public TimeSpan? Saves { get; init; }

    /// <summary>In which part of the runs it is so; <see langword="null"/> where that is not the point.</summary>
    public double? Share { get; init; }

    /// <summary>What it is worth, to sort by: seconds of a run.</summary>
    internal double Weight { get; init; }
}
