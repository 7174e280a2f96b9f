namespace Hooks.Build.Engine.Model;

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

    /// <summary>What a push sends.</summary>
    Pushed = 5,

    /// <summary>The files that were named.</summary>
    Given = 6,
}

/// <summary>Which files of the repository a run is about.</summary>
/// <param name="Kind">The choice.</param>
/// <param name="From">First commit of a range.</param>
/// <param name="To">Last commit of a range.</param>
public sealed record FileChoice(FileChoiceKind Kind, string From = "", string To = "")
{
    /// <summary>What the stage is about.</summary>
    public static FileChoice OfStage { get; } = new(FileChoiceKind.OfStage);

    /// <summary>The remote's name, or its address where it has none; for <see cref="FileChoiceKind.Pushed"/>.</summary>
    public string Remote { get; init; } = "";

    /// <summary>What git hands to a pre-push hook, line by line; for <see cref="FileChoiceKind.Pushed"/>.</summary>
    public IReadOnlyList<string> Refs { get; init; } = [];

    /// <summary>Absolute paths, or paths from the root of the run; for <see cref="FileChoiceKind.Given"/>.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Whether what is gone is listed too, apart: deleted files, and old names of renamed ones.</summary>
    public bool WithGone { get; init; }

    /// <summary>What a push sends.</summary>
    /// <param name="remote">The remote's name, or its address: the hook's first argument.</param>
    /// <param name="refs">The lines of the hook's standard input: local ref, local id, remote ref, remote id.</param>
    public static FileChoice Pushed(string remote, IReadOnlyList<string> refs) => new(FileChoiceKind.Pushed) { Remote = remote, Refs = refs };

    /// <summary>The files that were named.</summary>
    /// <param name="paths">Absolute, or from the root of the run.</param>
    public static FileChoice Given(IReadOnlyList<string> paths) => new(FileChoiceKind.Given) { Paths = paths };

    /// <summary>The choice with the stage's own resolved.</summary>
    public FileChoice For(HookStages stage) =>
        Kind != FileChoiceKind.OfStage ? this : this with { Kind = stage == HookStages.PreCommit ? FileChoiceKind.Staged : FileChoiceKind.All };
}
