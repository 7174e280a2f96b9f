namespace Hooks.Build.Runner.Agents;

/// <summary>Where agents keep which hooks they start.</summary>
internal static class AgentConfiguration
{
    /// <summary>The files of a repository that an agent reads, the one for this user alone first.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="root">Absolute path of the top of the working tree.</param>
    public static IReadOnlyList<string> FilesOf(string agent, string root) => agent switch
    {
        AgentNames.Claude => [Path.Combine(root, ".claude", "settings.local.json"), Path.Combine(root, ".claude", "settings.json")],
        AgentNames.Codex => [Path.Combine(root, ".codex", "hooks.json")],
        AgentNames.Copilot => [Path.Combine(root, ".github", "hooks", "hooks-build.json")],
        AgentNames.Cursor => [Path.Combine(root, ".cursor", "hooks.json")],
        AgentNames.Gemini => [Path.Combine(root, ".gemini", "settings.json")],
        _ => [],
    };

    /// <summary>Whether a file's text has an entry of ours: a command line of an agent, or its arguments one by one.</summary>
    public static bool HasEntry(string text, string agent) =>
        text.Contains($" agent {agent} ", StringComparison.Ordinal) || text.Contains($"\"agent\", \"{agent}\"", StringComparison.Ordinal);
}
