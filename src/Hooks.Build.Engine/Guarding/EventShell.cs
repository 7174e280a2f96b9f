using Hooks.Build.Checks.Agents;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Guarding;

/// <summary>Which shell reads the command line of an event, where the name of the agent's tool says so.</summary>
internal static class EventShell
{
    private static readonly HashSet<string> Posix = new(StringComparer.Ordinal) { "sh", "bash", "zsh", "dash", "ksh" };

    /// <summary>The shell. On Windows agents call PowerShell by the name of bash, too.</summary>
    /// <param name="agent">The event.</param>
    /// <param name="environment">The variables of this process, which are the agent's.</param>
    public static ShellKind Of(AgentEvent agent, IReadOnlyDictionary<string, string> environment) => (agent.Agent, agent.ToolName.ToUpperInvariant()) switch
    {
        (_, "POWERSHELL" or "PWSH") => ShellKind.PowerShell,
        _ when OperatingSystem.IsWindows() => ShellKind.Unknown,
        (AgentNames.Claude or AgentNames.Copilot, "BASH") => ShellKind.Posix,

        // It is the user's own.
        (AgentNames.Codex, "BASH") => Posix.Contains(Path.GetFileName(environment.GetValueOrDefault("SHELL") ?? "")) ? ShellKind.Posix : ShellKind.Unknown,
        (AgentNames.Gemini, "RUN_SHELL_COMMAND") => ShellKind.Posix,
        _ => ShellKind.Unknown,
    };
}
