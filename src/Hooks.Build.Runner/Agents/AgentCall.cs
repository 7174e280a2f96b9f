using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Agents;

/// <summary>
/// What an agent's configuration says: <c>hooks agent [AGENT [EVENT]] [--fail-closed] [PROJECT STATE]...</c>, paths from the top of the working tree in which
/// the agent works.
/// </summary>
/// <param name="Agent">The agent for which it was installed; empty where it does not say.</param>
/// <param name="EventName">The agent's name of the event; empty where it does not say.</param>
/// <param name="FailsClosed">Whether the agent is held back where hooks cannot run at all.</param>
/// <param name="Paths">Project and state, in pairs.</param>
internal sealed record AgentCall(string Agent, string EventName, bool FailsClosed, IReadOnlyList<string> Paths)
{
    /// <summary>The switch for <see cref="FailsClosed"/>.</summary>
    public const string FailClosedSwitch = "--fail-closed";

    /// <summary>The stage, as far as the command line tells.</summary>
    public HookStages Stage => AgentStageNames.StageOf(EventName);

    /// <summary>Reads the command line, the word <c>agent</c> left out; <see langword="null"/> where it is none.</summary>
    public static AgentCall? TryParse(string[] args)
    {
        var failsClosed = args.Contains(FailClosedSwitch);
        List<string> words = [.. args.Where(word => word != FailClosedSwitch)];
        var agent = words is [var first, ..] && (first == AgentNames.VsCode || AgentNames.Installable.Contains(first, StringComparer.Ordinal)) ? first : "";
        words.RemoveRange(0, agent.Length == 0 ? 0 : 1);
        var name = agent.Length > 0 && words is [var second, ..] && AgentStageNames.StageOf(second) != HookStages.None ? second : "";
        words.RemoveRange(0, name.Length == 0 ? 0 : 1);
        return words.Count % 2 == 0 && !words.Exists(word => word.StartsWith('-') || word.Length == 0) ? new AgentCall(agent, name, failsClosed, words) : null;
    }

    /// <summary>The projects, for a working tree.</summary>
    /// <param name="root">Absolute path of its top.</param>
    public IReadOnlyList<ProjectPlace> Places(string root)
    {
        List<ProjectPlace> places = [];
        for (var i = 0; i + 1 < Paths.Count; i += 2)
        {
            places.Add(new ProjectPlace(Path.GetFullPath(Paths[i], root), Path.GetFullPath(Paths[i + 1], root)) { IsOneOfSeveral = Paths.Count > 2 });
        }

        return places;
    }
}
