using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Runner.Agents;

/// <summary>How an agent starts a hook of its configuration: program and arguments one by one, or a line through the shell that this agent uses.</summary>
internal static class EntryStart
{
    /// <summary>The program and its arguments.</summary>
    /// <param name="hook">The hook, as it stands in the file.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="root">Absolute path of the top of the working tree.</param>
    /// <param name="environment">The variables of this process.</param>
    public static IReadOnlyList<string> Of(JsonText hook, string agent, string root, IReadOnlyDictionary<string, string> environment)
    {
        var words = CommandWords.Of(hook);
        if (hook["args"] is not null)
        {
            return words;
        }

        if (OperatingSystem.IsWindows())
        {
            // Of a line that we wrote cmd makes the same words.
            return [environment.GetValueOrDefault("COMSPEC") is { Length: > 0 } shell ? shell : "cmd.exe", "/d", "/c", .. words];
        }

        var line = hook["command"]!.Text;
        return agent switch
        {
            // Profiles of the user are read then, and what they print comes before the answer.
            AgentNames.Codex => [LoginShell(environment), "-lc", line],
            AgentNames.Gemini or AgentNames.Copilot when ToolPath.TryFind("bash", root, environment, out var bash, out _) => [bash, "-c", line],
            _ => ["/bin/sh", "-c", line],
        };
    }

    /// <summary>The shell of the user, through which Codex starts hooks.</summary>
    public static string LoginShell(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("SHELL") is { Length: > 0 } shell ? shell : "/bin/sh";

    /// <summary>The variables that an agent sets for its hooks.</summary>
    public static IReadOnlyList<(string Name, string Value)> Variables(string agent, string root) => agent switch
    {
        AgentNames.Claude => [("CLAUDE_PROJECT_DIR", root)],
        AgentNames.Copilot => [("COPILOT_CLI", "1")],
        AgentNames.Cursor => [("CURSOR_PROJECT_DIR", root), ("CLAUDE_PROJECT_DIR", root)],
        AgentNames.Gemini => [("GEMINI_PROJECT_DIR", root)],
        _ => [],
    };
}
