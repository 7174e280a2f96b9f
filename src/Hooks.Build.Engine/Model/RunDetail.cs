namespace Hooks.Build.Engine.Model;

/// <summary>What happens in a run between starts and ends.</summary>
public abstract record RunDetail;

/// <summary>
/// All that a hook waits for has ended, and nothing of it keeps the hook from starting: it waits for cores, for one with which it must not run, or for its
/// turn.
/// </summary>
/// <param name="Hook">The hook.</param>
public sealed record ReadyDetail(PlannedHook Hook) : RunDetail;

/// <summary>A hook wrote whole lines.</summary>
/// <param name="Hook">The hook.</param>
/// <param name="Text">The lines, with line ends between them, as they were written: escape sequences are in it.</param>
/// <param name="Cut">How many bytes were cut off at the end of lines that were too long.</param>
/// <param name="LeftOut">How many bytes it wrote before these lines that nobody was told of.</param>
public sealed record OutputDetail(PlannedHook Hook, string Text, long Cut, long LeftOut) : RunDetail;

/// <summary>A finding was recognised. It may be forgotten again: where the hook is tried once more, what it found before does not count.</summary>
/// <param name="Hook">The hook.</param>
/// <param name="Finding">What it found.</param>
public sealed record FindingDetail(PlannedHook Hook, Finding Finding) : RunDetail;

/// <summary>A hook repaired a file.</summary>
/// <param name="Hook">The hook.</param>
/// <param name="File">The file, by path from the root.</param>
/// <param name="WorkingCopy">What became of its working copy.</param>
public sealed record RepairDetail(PlannedHook Hook, string File, WorkingCopyFix WorkingCopy) : RunDetail;

/// <summary>The run has no more use for some of its cores.</summary>
/// <param name="Cores">How many.</param>
/// <param name="Left">How many it still has use for.</param>
public sealed record CoresDetail(int Cores, int Left) : RunDetail;
