namespace Hooks.Build;

/// <summary>
/// Something that happened in a run: <see cref="RunBegan"/> first, <see cref="HookStarted"/>, <see cref="HookEnded"/>, <see cref="ProfileEnded"/> and
/// <see cref="RunProblem"/> as they come, <see cref="RunEnded"/> last. Kinds may be added: pass over those you do not know.
/// </summary>
public abstract class RunEvent
{
    private protected RunEvent()
    {
    }
}

/// <summary>The run begins.</summary>
public sealed class RunBegan : RunEvent
{
    /// <summary>When, in UTC.</summary>
    public DateTime Time { get; set; }

    /// <summary>How many hooks were selected.</summary>
    public int Hooks { get; set; }

    /// <summary>How many cores the run may use.</summary>
    public int Cores { get; set; }
}

/// <summary>A hook starts.</summary>
public sealed class HookStarted : RunEvent
{
    /// <summary>The hook's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its wave, from 0.</summary>
    public int Wave { get; set; }
}

/// <summary>A hook ended, or will not start.</summary>
public sealed class HookEnded : RunEvent
{
    /// <summary>The hook's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The matrix of which it is an item; empty for others.</summary>
    public string Matrix { get; set; } = "";

    /// <summary>The item of a matrix; empty for others.</summary>
    public string Item { get; set; } = "";

    /// <summary>Its wave, from 0.</summary>
    public int Wave { get; set; }

    /// <summary>What came of it.</summary>
    public HookOutcome Outcome { get; set; }

    /// <summary>Whether it found something wrong, or could not tell.</summary>
    public bool Failed => Outcome is HookOutcome.Failed or HookOutcome.TimedOut or HookOutcome.Crashed or HookOutcome.ToolNotFound;

    /// <summary>Why it failed or did not run, in a sentence; empty for success.</summary>
    public string Reason { get; set; } = "";

    /// <summary>When it started, since the run began.</summary>
    public TimeSpan Start { get; set; }

    /// <summary>How long it had waited for cores, locks or its profile's turn.</summary>
    public TimeSpan Queued { get; set; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; set; }

    /// <summary>Whether it did not run because its result is remembered, on this machine or in the shared cache.</summary>
    public bool IsRemembered { get; set; }

    /// <summary>How many files it was given; <see langword="null"/> where it takes none.</summary>
    public int? Files { get; set; }

    /// <summary>How many of its files were left out because their results are remembered.</summary>
    public int RememberedFiles { get; set; }

    /// <summary>Exit code of the command that failed; <see langword="null"/> where none did.</summary>
    public int? ExitCode { get; set; }

    /// <summary>Absolute path of its log; empty where there is none.</summary>
    public string Log { get; set; } = "";

    /// <summary>What it found, with paths from the repository's root.</summary>
    public IReadOnlyList<HookFinding> Findings { get; set; } = [];
}

/// <summary>The last hook of a profile ended.</summary>
public sealed class ProfileEnded : RunEvent
{
    /// <summary>The profile.</summary>
    public string Profile { get; set; } = "";

    /// <summary>What came of it, for people.</summary>
    public string Summary { get; set; } = "";
}

/// <summary>Something that people are told of the run beside its hooks.</summary>
public sealed class RunProblem : RunEvent
{
    /// <summary>Its code, such as <c>HOOK9017</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>What happened and what to do.</summary>
    public string Message { get; set; } = "";

    /// <summary>File to blame; empty for none.</summary>
    public string File { get; set; } = "";

    /// <summary>Line, from 1; 0 where unknown.</summary>
    public int Line { get; set; }

    /// <summary>Column, from 1; 0 where unknown.</summary>
    public int Column { get; set; }

    /// <summary>Whether the run cannot take place for it.</summary>
    public bool IsError { get; set; }
}

/// <summary>The run ended.</summary>
public sealed class RunEnded : RunEvent
{
    /// <summary>Whether no hook failed with more than a warning, none was kept from running, and nothing stopped the run.</summary>
    public bool Succeeded { get; set; }

    /// <summary>Whether somebody interrupted it.</summary>
    public bool Interrupted { get; set; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; set; }

    /// <summary>How many hooks passed.</summary>
    public int Passed { get; set; }

    /// <summary>How many failed, with more than a warning.</summary>
    public int Failed { get; set; }

    /// <summary>How many failed, with a warning.</summary>
    public int Warned { get; set; }

    /// <summary>How many were kept from running.</summary>
    public int Skipped { get; set; }

    /// <summary>How many were ended by the stop of the run.</summary>
    public int Cancelled { get; set; }

    /// <summary>How many had no file to check.</summary>
    public int WithoutFiles { get; set; }

    /// <summary>How many had nothing to clean up.</summary>
    public int NotNeeded { get; set; }

    /// <summary>The files that were repaired, from the repository's root.</summary>
    public IReadOnlyList<string> Repaired { get; set; } = [];

    /// <summary>The one line that people are told; empty where nothing ran.</summary>
    public string Summary { get; set; } = "";
}
