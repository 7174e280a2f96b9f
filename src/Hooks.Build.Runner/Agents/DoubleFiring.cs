using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Runner.Agents;

/// <summary>
/// Agents read each other's configuration: of two entries that lead here for one event the agent's own answers. In doubt both do, which costs time alone: an
/// event that is wrongly left to another entry is answered by nobody.
/// </summary>
internal static class DoubleFiring
{
    /// <summary>Whether an agent, which its event shows, was reached through Claude's configuration, and its own entries answer as this one would.</summary>
    /// <param name="read">The event.</param>
    /// <param name="call">What the entry that called says.</param>
    /// <param name="root">Absolute path of the top of the working tree.</param>
    public static bool IsAnsweredElsewhere(ReadEvent read, AgentCall call, string root)
    {
        if (call.Agent != AgentNames.Claude || !read.IsShown || read.Event.Agent is not (AgentNames.Cursor or AgentNames.Copilot or AgentNames.VsCode))
        {
            return false;
        }

        var own = read.Event.Agent == AgentNames.VsCode ? AgentNames.Copilot : read.Event.Agent;
        List<AgentEntry> entries =
        [
            .. AgentConfiguration.FilesOf(own, root).SelectMany(file => AgentConfiguration.Read(file, own, out _))
                .Where(one => (one.Stage & read.Event.Stage) != 0
                    && (one.Entry.FailsClosed || !call.FailsClosed)
                    && !one.IsLimited
                    && IsProgram(one.Entry)).Select(one => one.Entry)
                .Where(entry => !AgentDiagnosis.Missing(entry, root, HookEnvironment.OfThisProcess()).Any()),
        ];

        // Without projects an entry starts those that it finds.
        var started = entries.SelectMany(entry => entry.Pairs).ToHashSet();
        return call.Paths.Count == 0 ? entries.Exists(entry => entry.Paths.Count == 0) : call.Paths.Chunk(2).All(pair => started.Contains((pair[0], pair[^1])));
    }

    // Another program may be given the same words, and do nothing.
    private static bool IsProgram(AgentEntry entry) => entry.IsShared || OwnProgram.IsSame(OwnProgram.Command, entry.Program);
}
