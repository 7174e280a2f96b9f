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

    /// <summary>A ready-made check, run by the engine itself.</summary>
    Check = 2,

    /// <summary>A ready-made hook of Hooks.Build.CSharp, run in its worker.</summary>
    Tool = 3,

    /// <summary>A ready-made hook for coding agents, run by the engine itself.</summary>
    Guard = 4,
}
