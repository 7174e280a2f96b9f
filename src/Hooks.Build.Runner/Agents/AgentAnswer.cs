using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Runner.Agents;

/// <summary>What the hooks say to an agent, before it is written as that agent reads it.</summary>
internal sealed record AgentAnswer
{
    /// <summary>Nothing.</summary>
    public static AgentAnswer None { get; } = new();

    /// <summary>Why the agent must not do what it is about to do, or must go on instead of ending its turn; empty where it may.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What the agent's model is to know.</summary>
    public string Context { get; init; } = "";

    /// <summary>What the person before the agent is to know; the model, too, where the agent has no other place for it.</summary>
    public string Notice { get; init; } = "";

    /// <summary>Who holds it back, each with why, for the log.</summary>
    public IReadOnlyList<(string Hook, string Reason)> HeldBy { get; init; } = [];

    /// <summary>Whether it is held back.</summary>
    public bool Holds => Reason.Length > 0;
}

/// <summary>What is written to the agent, and what the process exits with.</summary>
/// <param name="Output">Standard output: one JSON object.</param>
/// <param name="Errors">Standard error.</param>
/// <param name="ExitCode">The exit code: 0, or 2 where an agent is held back by that.</param>
internal sealed record AgentReply(string Output, string Errors = "", int ExitCode = ExitCodes.Passed)
{
    /// <summary>The exit code that agents take for a denial.</summary>
    public const int Denied = 2;

    /// <summary>Says nothing. An empty output makes some agents read standard error.</summary>
    public static AgentReply Nothing { get; } = new("{}");

    /// <summary>Holds back an agent of which it is not known which it is: all of them read this.</summary>
    public static AgentReply Held(string reason) => new("", reason, Denied);
}
