namespace Hooks.Build.Engine.History;

/// <summary>What a coding agent was answered to one event.</summary>
public sealed record LoggedAnswer : LoggedRecord
{
    /// <summary>The agent.</summary>
    public required string Agent { get; init; }

    /// <summary>The kind of the tool; empty where the event is about none.</summary>
    public string Tool { get; init; } = "";

    /// <summary>Whether it was held back, sent on, or told what is wrong.</summary>
    public bool Held { get; init; }

    /// <summary>Who held it back, each with why, on one line and cut.</summary>
    public IReadOnlyList<(string Hook, string Reason)> HeldBy { get; init; } = [];

    /// <summary>How many bytes its model was given to read.</summary>
    public int ContextBytes { get; init; }
}
