namespace Hooks.Build;

/// <summary>What came of a hook.</summary>
public enum HookOutcome
{
    /// <summary>It ran and found nothing wrong.</summary>
    Succeeded = 0,

    /// <summary>None of its files is there to check.</summary>
    NoFiles = 1,

    /// <summary>It ran and failed.</summary>
    Failed = 2,

    /// <summary>It ran into its time limit and was ended.</summary>
    TimedOut = 3,

    /// <summary>It threw, or took its process down.</summary>
    Crashed = 4,

    /// <summary>Its program was not found, or could not be started.</summary>
    ToolNotFound = 5,

    /// <summary>It was not started: a hook it depends on failed, or the run stopped.</summary>
    Skipped = 6,

    /// <summary>It was running when the run stopped, and was ended.</summary>
    Cancelled = 7,

    /// <summary>It cleans up, and nothing that it cleans up after has run.</summary>
    NotNeeded = 8,
}
