namespace Hooks.Build.Engine.Model;

/// <summary>What somebody wants to be told of a run beside starts and ends. What nobody wants is not found out.</summary>
[Flags]
public enum RunInterests
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Hooks that are ready, findings as they are recognised, repaired files.</summary>
    Progress = 1,

    /// <summary>What hooks write, while they do.</summary>
    Output = 2,

    /// <summary>Cores that the run has no more use for.</summary>
    Cores = 4,

    /// <summary>All of it.</summary>
    All = Progress | Output | Cores,
}
