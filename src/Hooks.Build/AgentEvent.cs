namespace Hooks.Build;

/// <summary>
/// What a coding agent does, in one form for all agents. What an agent does not tell is empty. All of it comes from outside, and may have been written by
/// whoever wants to mislead the agent or the hook.
/// </summary>
public sealed class AgentEvent
{
    /// <summary>The agent: <c>claude</c>, <c>codex</c>, <c>copilot</c>, <c>vscode</c>, <c>cursor</c> or <c>gemini</c>.</summary>
    public string Agent { get; set; } = "";

    /// <summary>The stage.</summary>
    public HookStages Stage { get; set; }

    /// <summary>The agent's name of the session.</summary>
    public string Session { get; set; } = "";

    /// <summary>The agent's name of the turn: what it does for one prompt.</summary>
    public string Turn { get; set; } = "";

    /// <summary>The folder in which the agent works, or in which it tells a shell tool to run by an argument of that tool; an absolute path.</summary>
    public string WorkingDirectory { get; set; } = "";

    /// <summary>The kind of the tool; <see cref="AgentTool.None"/> where the stage is about none.</summary>
    public AgentTool Tool { get; set; }

    /// <summary>The agent's own name of the tool.</summary>
    public string ToolName { get; set; } = "";

    /// <summary>The command line of a <see cref="AgentTool.Shell"/>, as it is given to the shell.</summary>
    public string Command { get; set; } = "";

    /// <summary>
    /// The files that an <see cref="AgentTool.Edit"/> or a <see cref="AgentTool.Read"/> is about, absolute. They need not exist, nor be in the repository.
    /// </summary>
    public IReadOnlyList<string> Paths { get; set; } = [];

    /// <summary>What was sent to the agent, at <see cref="HookStages.PromptSubmit"/>.</summary>
    public string Prompt { get; set; } = "";

    /// <summary>
    /// What the tool answered, at <see cref="HookStages.AfterTool"/>: text, or JSON as the agent has it. The agent's last message at
    /// <see cref="HookStages.AgentStop"/>.
    /// </summary>
    public string Result { get; set; } = "";

    /// <summary>Whether the tool failed, at <see cref="HookStages.AfterTool"/>.</summary>
    public bool Failed { get; set; }

    /// <summary>Whether the agent goes on only because a hook told it to, at <see cref="HookStages.AgentStop"/>.</summary>
    public bool StopActive { get; set; }

    /// <summary>Name of the agent within the agent that does it; empty for the first.</summary>
    public string Subagent { get; set; } = "";

    /// <summary>The event as the agent wrote it: a JSON object, at most 16 MiB.</summary>
    public string Raw { get; set; } = "";
}
