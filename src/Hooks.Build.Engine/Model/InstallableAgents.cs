namespace Hooks.Build.Engine.Model;

/// <summary>The coding agents into which hooks are installed, as they are named on command lines and in settings.</summary>
public static class InstallableAgents
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = ["claude", "codex", "copilot", "cursor", "gemini"];
}
