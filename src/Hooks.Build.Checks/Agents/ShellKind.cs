namespace Hooks.Build.Checks.Agents;

/// <summary>Which shell reads a command line.</summary>
public enum ShellKind
{
    /// <summary>That is not known: what any of them would do counts.</summary>
    Unknown = 0,

    /// <summary>bash, or one that reads as it does.</summary>
    Posix = 1,

    /// <summary>PowerShell.</summary>
    PowerShell = 2,
}
