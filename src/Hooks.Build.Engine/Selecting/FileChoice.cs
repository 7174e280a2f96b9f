namespace Hooks.Build.Engine.Selecting;

/// <summary>Which files of the repository a run is about.</summary>
public enum FileChoiceKind
{
    /// <summary>What the stage is about: staged files for <see cref="HookStages.PreCommit"/>, else all.</summary>
    OfStage = 0,

    /// <summary>Every file that git tracks or would track.</summary>
    All = 1,

    /// <summary>What differs from the last commit, untracked files included.</summary>
    Changed = 2,

    /// <summary>What is staged.</summary>
    Staged = 3,

    /// <summary>What differs between two commits.</summary>
    Range = 4,
}

/// <summary>Which files of the repository a run is about.</summary>
/// <param name="Kind">The choice.</param>
/// <param name="From">First commit of a range.</param>
/// <param name="To">Last commit of a range.</param>
public sealed record FileChoice(FileChoiceKind Kind, string From = "", string To = "")
{
    /// <summary>What the stage is about.</summary>
    public static FileChoice OfStage { get; } = new(FileChoiceKind.OfStage);

    /// <summary>The choice with the stage's own resolved.</summary>
    public FileChoice For(HookStages stage) =>
        Kind != FileChoiceKind.OfStage ? this : new FileChoice(stage == HookStages.PreCommit ? FileChoiceKind.Staged : FileChoiceKind.All);
}
