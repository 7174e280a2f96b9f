using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.History;

/// <summary>What came of one run.</summary>
public sealed record LoggedRun : LoggedRecord
{
    /// <summary>The branch that was checked out; <see langword="null"/> where none was, and in records of before branches were written.</summary>
    public string? Branch { get; init; }

    /// <summary>How many hooks were selected.</summary>
    public int Hooks { get; init; }

    /// <summary>How many succeeded.</summary>
    public int Succeeded { get; init; }

    /// <summary>How many failed, crashed, timed out or had no tool.</summary>
    public int Failed { get; init; }

    /// <summary>How many had no files.</summary>
    public int NoFiles { get; init; }

    /// <summary>How many were skipped, or ended by us.</summary>
    public int NotRun { get; init; }

    /// <summary>How many had their result from a cache.</summary>
    public int Remembered { get; init; }

    /// <inheritdoc cref="RunReport.Interrupted"/>
    public bool Interrupted { get; init; }

    /// <summary>Cores the run could use.</summary>
    public int Cores { get; init; }

    /// <summary>How many hooks could run at a time.</summary>
    public int MaxParallel { get; init; }

    /// <summary>The longer of the critical path and of all work spread evenly over the cores: no schedule is shorter.</summary>
    public TimeSpan LowerBound { get; init; }
}
