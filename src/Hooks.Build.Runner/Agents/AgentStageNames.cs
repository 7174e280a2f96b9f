using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Agents;

/// <summary>What agents call the stages.</summary>
internal static class AgentStageNames
{
    /// <summary>The stage of an agent's event; <see cref="HookStages.None"/> for one that is none of ours.</summary>
    public static HookStages StageOf(string name) => name switch
    {
        "SessionStart" or "sessionStart" => HookStages.SessionStart,
        "UserPromptSubmit" or "userPromptSubmitted" or "userPromptSubmit" or "beforeSubmitPrompt" or "BeforeAgent" => HookStages.PromptSubmit,
        "PreToolUse" or "preToolUse" or "BeforeTool" or "beforeShellExecution" or "beforeMCPExecution" or "beforeReadFile" => HookStages.BeforeTool,
        "PostToolUse" or "PostToolUseFailure" or "postToolUse" or "postToolUseFailure" or "AfterTool" or "afterShellExecution" or "afterMCPExecution" or "afterFileEdit" => HookStages.AfterTool,
        "Stop" or "agentStop" or "stop" or "AfterAgent" => HookStages.AgentStop,
        _ => HookStages.None,
    };

    /// <summary>Whether an agent has an event of ours by that very name; Copilot has each in two spellings.</summary>
    public static bool IsKnown(string agent, string name) => StageOf(name) is not HookStages.None and var stage
        && (agent == AgentNames.Copilot || NameOf(agent, stage) == name || !NameOf(agent, stage).Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name by which an agent asks for a stage in its configuration.</summary>
    public static string NameOf(string agent, HookStages stage) => (agent, stage) switch
    {
        (AgentNames.Cursor, HookStages.SessionStart) => "sessionStart",
        (AgentNames.Cursor, HookStages.PromptSubmit) => "beforeSubmitPrompt",
        (AgentNames.Cursor, HookStages.BeforeTool) => "preToolUse",
        (AgentNames.Cursor, HookStages.AfterTool) => "postToolUse",
        (AgentNames.Cursor, _) => "stop",
        (AgentNames.Gemini, HookStages.PromptSubmit) => "BeforeAgent",
        (AgentNames.Gemini, HookStages.BeforeTool) => "BeforeTool",
        (AgentNames.Gemini, HookStages.AfterTool) => "AfterTool",
        (AgentNames.Gemini, HookStages.AgentStop) => "AfterAgent",
        (_, HookStages.SessionStart) => "SessionStart",
        (_, HookStages.PromptSubmit) => "UserPromptSubmit",
        (_, HookStages.BeforeTool) => "PreToolUse",
        (_, HookStages.AfterTool) => "PostToolUse",
        _ => "Stop",
    };
}
