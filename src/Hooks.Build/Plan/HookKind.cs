using System.ComponentModel;

namespace Hooks.Build.Plan;

/// <summary>What a planned hook is.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum HookKind
{
    /// <summary>A command line, run as a child process.</summary>
    Command = 0,

    /// <summary>A C# method, run in the worker.</summary>
    Method = 1,
}
