namespace Hooks.Build.Engine.Model;

/// <summary>A file whose staged content hooks repaired.</summary>
/// <param name="Path">Path from the run's root.</param>
/// <param name="Hooks">The hooks that changed it, in order.</param>
/// <param name="WorkingCopy">What became of the file on disk.</param>
public sealed record FixedFile(string Path, IReadOnlyList<string> Hooks, WorkingCopyFix WorkingCopy);

/// <summary>What became of the working copy of a file whose staged content was repaired.</summary>
public enum WorkingCopyFix
{
    /// <summary>It has the repaired content too.</summary>
    Same = 0,

    /// <summary>The repair was merged with its unstaged changes.</summary>
    Merged = 1,

    /// <summary>It was left alone: its unstaged changes, or lines that git converts on disk, are at the same place.</summary>
    Conflict = 2,

    /// <summary>It was left alone: it is deleted, or something else is in its place.</summary>
    Absent = 3,

    /// <summary>It was left alone: it cannot be written.</summary>
    Unwritable = 4,

    /// <summary>It was left alone: it has unstaged changes and is no text, so that it cannot be merged.</summary>
    NoText = 5,

    /// <summary>It was left alone: somebody saved it while it was repaired.</summary>
    Saved = 6,

    /// <summary>It was left alone: another program has it open for writing.</summary>
    Held = 7,
}
