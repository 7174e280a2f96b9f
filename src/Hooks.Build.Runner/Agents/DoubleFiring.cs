namespace Hooks.Build.Runner.Agents;

/// <summary>
/// Agents read each other's configuration: of two entries that lead here for one event the agent's own answers. In doubt both do, which costs time alone: an
/// event that is wrongly left to another entry is answered by nobody.
/// </summary>
internal static class DoubleFiring
{
    /// <summary>Whether an agent, which its event shows, was reached through Claude's configuration, and has an entry of its own for this stage.</summary>
    /// <param name="read">The event.</param>
    /// <param name="installed">The agent for which the entry that called was installed; empty where that is not known.</param>
    /// <param name="root">Absolute path of the top of the working tree.</param>
    public static bool IsAnsweredElsewhere(ReadEvent read, string installed, string root)
    {
        if (installed != AgentNames.Claude || !read.IsShown || read.Event.Agent is not (AgentNames.Cursor or AgentNames.Copilot or AgentNames.VsCode))
        {
            return false;
        }

        var own = read.Event.Agent == AgentNames.VsCode ? AgentNames.Copilot : read.Event.Agent;
        return AgentConfiguration.FilesOf(own, root).Any(file => AgentConfiguration.HasEntry(file, own, read.Event.Stage));
    }
}
