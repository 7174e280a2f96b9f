using Hooks.Build.Engine.History;

namespace Hooks.Build.Engine.Statistics;

/// <summary>A run of the log with its hooks.</summary>
/// <param name="Record">The run's own record; <see langword="null"/> where that was lost.</param>
/// <param name="Hooks">Its hooks, in the order in which they ended.</param>
public sealed record PastRun(LoggedRun? Record, IReadOnlyList<LoggedHook> Hooks)
{
    private LoggedRecord Any => Record ?? (LoggedRecord)Hooks[0];

    /// <summary>When it began.</summary>
    public DateTimeOffset Time => Any.Time;

    /// <summary>The stage; <see cref="HookStages.None"/> where hooks of every stage ran.</summary>
    public HookStages Stage => Any.Stage;

    /// <summary>It is of an event of a coding agent.</summary>
    public bool IsOfAgent => RunLogFormat.LogOf(Stage) == RunLogFormat.Agents;

    /// <summary>It ran to its end and all of it is known.</summary>
    public bool IsWhole => Record is { Interrupted: false };
}
