namespace Hooks.Build;

/// <summary>What the failure of a hook means for the run.</summary>
public enum HookSeverity
{
    /// <summary>The failure is reported as an error; hooks that depend on it are skipped, the others go on.</summary>
    Error = 0,

    /// <summary>The failure is reported as a warning; nothing is skipped.</summary>
    Warning = 1,

    /// <summary>The failure stops the run: running hooks are cancelled, the rest is skipped.</summary>
    Critical = 2,
}
