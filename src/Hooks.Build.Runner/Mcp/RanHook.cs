namespace Hooks.Build.Runner.Mcp;

/// <summary>A hook of a run that has not simply passed.</summary>
internal sealed class RanHook
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What came of it.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>How long it took.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>How much it found.</summary>
    public required int Findings { get; init; }

    /// <summary>The end of what it printed, where it found nothing.</summary>
    public required string Output { get; init; }
}
