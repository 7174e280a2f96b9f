namespace Hooks.Build.Engine.Model;

/// <summary>Where the result of a hook comes from.</summary>
public enum ResultSource
{
    /// <summary>It ran, and its result is not remembered: its inputs are not known, it asks for that, or remembering is off.</summary>
    NotRemembered = 0,

    /// <summary>It ran, since nothing was remembered for what it reads now.</summary>
    Miss = 1,

    /// <summary>It did not run: the result is one that this machine remembers.</summary>
    Local = 2,

    /// <summary>It did not run: the result came from the shared cache.</summary>
    Remote = 3,
}

/// <summary>What came of one hook, as data.</summary>
public sealed record HookReport
{
    /// <summary>The hook.</summary>
    public required PlannedHook Hook { get; init; }

    /// <summary>What came of it.</summary>
    public required HookOutcome Outcome { get; init; }

    /// <summary>Its <c>Fix</c> ran and failed: the output is that of the repair.</summary>
    public bool IsRepairFailed { get; init; }

    /// <summary>When it started, since the run began.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>How long it took, all attempts together.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Exit code of the command that decided; <see langword="null"/> where none ran to its end.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What went wrong, one sentence; empty for success.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What a coding agent is to make of it; <see cref="HookAnswer.None"/> where the hook leaves that to the stage.</summary>
    public HookAnswer Answer { get; init; }

    /// <summary>What the agent is to read; empty where there is no answer.</summary>
    public string AnswerText { get; init; } = "";

    /// <summary>How long it waited for cores, locks or its profile's turn after all it depends on was done.</summary>
    public TimeSpan Queued { get; init; }

    /// <summary>Processor time of its processes; <see langword="null"/> where it is not known.</summary>
    public TimeSpan? ProcessorTime { get; init; }

    /// <summary>The most memory that one of its processes held, in bytes; <see langword="null"/> where it is not known.</summary>
    public long? PeakMemory { get; init; }

    /// <summary>Its share of cores; 0 where it did not run.</summary>
    public int Cores { get; init; }

    /// <summary>Where its result comes from.</summary>
    public ResultSource Source { get; init; }

    /// <summary>How many of its files were left out because their results are remembered.</summary>
    public int RememberedFiles { get; init; }

    /// <summary>How many files it was given; <see langword="null"/> for a hook that takes none.</summary>
    public int? FileCount { get; init; }

    /// <summary>How many times it ran.</summary>
    public int Attempts { get; init; }

    /// <summary>It failed, and passed when it was tried again on the same files (<c>Retries</c>), without a repair in between.</summary>
    public bool PassedOnRetry { get; init; }

    /// <summary>What it found.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The most findings left out that are counted: after that nobody looks for more in what a tool writes.</summary>
    internal const int MostDropped = 99_000;

    /// <summary>How many findings were left out because there were too many.</summary>
    public int DroppedFindings { get; init; }

    /// <summary>Whether there may be more than were counted.</summary>
    internal bool HasUncounted => DroppedFindings >= MostDropped;

    /// <summary>The last lines of its output.</summary>
    public IReadOnlyList<string> Tail { get; init; } = [];

    /// <summary>Absolute path of its log; <see langword="null"/> where there is none.</summary>
    public string? LogPath { get; init; }

    /// <summary>The files it repaired, by path from the root.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>What the user should know that did not fail it.</summary>
    public IReadOnlyList<Problem> Warnings { get; init; } = [];

    /// <summary>Its command or method was started in this run.</summary>
    public bool Ran =>
        Outcome is not (HookOutcome.NoFiles or HookOutcome.Skipped or HookOutcome.NotNeeded) && Source is not (ResultSource.Local or ResultSource.Remote);

    /// <summary>The hook found something wrong, or could not tell.</summary>
    public bool IsFailure => Outcome is HookOutcome.Failed or HookOutcome.TimedOut or HookOutcome.Crashed or HookOutcome.ToolNotFound;

    /// <summary>The hook's failure is one that its dependents and the run's result feel.</summary>
    public bool IsBlocking => IsFailure && Hook.Severity != HookSeverity.Warning;

    /// <summary>The run does not succeed with it: it failed with more than a warning, or was kept from running.</summary>
    public bool Stops => IsBlocking || Outcome is HookOutcome.Skipped or HookOutcome.Cancelled;
}
