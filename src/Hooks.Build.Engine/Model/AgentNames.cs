namespace Hooks.Build.Engine.Model;

/// <summary>The coding agents, as they are named on command lines, in settings and in events.</summary>
public static class AgentNames
{
    /// <summary>Claude Code.</summary>
    public const string Claude = "claude";

    /// <summary>Codex CLI.</summary>
    public const string Codex = "codex";

    /// <summary>Copilot CLI.</summary>
    public const string Copilot = "copilot";

    /// <summary>Cursor.</summary>
    public const string Cursor = "cursor";

    /// <summary>Gemini CLI.</summary>
    public const string Gemini = "gemini";

    /// <summary>VS Code's own agent. It reads what is installed for Copilot, and has answers of its own.</summary>
    public const string VsCode = "vscode";

    /// <summary>Those for which hooks are installed.</summary>
    public static IReadOnlyList<string> Installable { get; } = [Claude, Codex, Copilot, Cursor, Gemini];
}
