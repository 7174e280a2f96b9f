namespace Hooks.Build.Runner.Agents;

/// <summary>Agents read each other's configuration: of two entries that lead here for one event the agent's own answers.</summary>
internal static class DoubleFiring
{
    /// <summary>Whether an agent was reached through another's configuration, and has an entry of its own.</summary>
    /// <param name="agent">The agent that calls.</param>
    /// <param name="installed">The agent for which the entry that called was installed; empty where that is not known.</param>
    /// <param name="root">Absolute path of the top of the working tree.</param>
    public static bool IsAnsweredElsewhere(string agent, string installed, string root)
    {
        var own = agent == AgentNames.VsCode ? AgentNames.Copilot : agent;
        return installed.Length > 0 && installed != own && AgentConfiguration.FilesOf(own, root).Any(file => AgentConfiguration.HasEntry(file, own));
    }
}
