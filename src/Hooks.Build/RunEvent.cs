namespace Hooks.Build;

/// <summary>
/// Something that happened in a run: <see cref="RunBegan"/> first, <see cref="RunEnded"/> last, the others as they come. Of one hook <see cref="HookReady"/>
/// comes before <see cref="HookStarted"/>, and <see cref="HookWrote"/> and <see cref="HookFound"/> between that and <see cref="HookEnded"/>. Kinds may be
/// added: pass over those you
/// do not know.
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

/// <summary>
/// All that a hook waits for has ended, and nothing of it keeps the hook from starting: it waits for cores, for a hook with which it must not run, or for its
/// turn. Each hook that starts was ready before, once; one that never starts may have been.
/// </summary>
public sealed class HookReady : RunEvent
{
    /// <summary>The hook's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its wave, from 0.</summary>
    public int Wave { get; set; }
}

/// <summary>A hook starts.</summary>
public sealed class HookStarted : RunEvent
{
    /// <summary>The hook's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its wave, from 0.</summary>
    public int Wave { get; set; }
}

/// <summary>
/// A hook wrote whole lines; told to listeners with <see cref="OnRunAttribute.Output"/>. Of what a hook writes a part is told, and its log has all.
/// </summary>
public sealed class HookWrote : RunEvent
{
    /// <summary>The hook's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The lines, with line ends between them and without control characters; empty where there is but something that was left out.</summary>
    public string Text { get; set; } = "";

    /// <summary>How many bytes were cut off at the end of lines that were too long.</summary>
    public long Cut { get; set; }

    /// <summary>How many bytes the hook wrote before these lines that are not told.</summary>
    public long LeftOut { get; set; }
}

/// <summary>
/// A finding was recognised while the hook runs, or as it ends. What counts is <see cref="HookEnded.Findings"/>: of a hook that is tried again what it found
/// before is forgotten.
/// </summary>
public sealed class HookFound : RunEvent
{
    /// <summary>The hook's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it found, with the path from the repository's root.</summary>
    public HookFinding Finding { get; set; } = new(HookFindingLevel.Info, "", 0, 0, "", "");
}

/// <summary>A hook repaired a file. What counts is <see cref="RunEnded.Repaired"/>: a run that is stopped takes repairs of what is staged back.</summary>
public sealed class FileRepaired : RunEvent
{
    /// <summary>The hook's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The file, from the repository's root.</summary>
    public string File { get; set; } = "";

    /// <summary>Whether the file on disk has the repair: one that has unstaged changes at the same place is left as it is.</summary>
    public bool InWorkingCopy { get; set; }
}

/// <summary>The run has no more use for some of its cores.</summary>
public sealed class CoresReleased : RunEvent
{
    /// <summary>How many.</summary>
    public int Cores { get; set; }

    /// <summary>How many it still has use for.</summary>
    public int Left { get; set; }
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
