using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Agents;

/// <summary>The agents, as they are named on command lines and in events.</summary>
internal static class AgentNames
{
    public const string Claude = "claude";
    public const string Codex = "codex";
    public const string Copilot = "copilot";
    public const string Cursor = "cursor";
    public const string Gemini = "gemini";

    /// <summary>VS Code's own agent. It reads what is installed for Copilot, and has answers of its own.</summary>
    public const string VsCode = "vscode";

    /// <summary>Those for which hooks are installed.</summary>
    public static IReadOnlyList<string> Installable => InstallableAgents.All;
}
