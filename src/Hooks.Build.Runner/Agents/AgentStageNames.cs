using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Agents;

/// <summary>What agents call the stages.</summary>
internal static class AgentStageNames
{
    private static readonly string[] OfCursor = ["sessionStart", "beforeSubmitPrompt", "preToolUse", "postToolUse", "stop"];
    private static readonly string[] OfGemini = ["SessionStart", "BeforeAgent", "BeforeTool", "AfterTool", "AfterAgent"];
    private static readonly string[] OfOthers = ["SessionStart", "UserPromptSubmit", "PreToolUse", "PostToolUse", "Stop"];

    /// <summary>The stage of an agent's event; <see cref="HookStages.None"/> for one that is none of ours.</summary>
    public static HookStages StageOf(string name) => name switch
    {
        "SessionStart" or "sessionStart" => HookStages.SessionStart,
        "UserPromptSubmit" or "userPromptSubmitted" or "userPromptSubmit" or "beforeSubmitPrompt" or "BeforeAgent" => HookStages.PromptSubmit,
        "PreToolUse" or "preToolUse" or "BeforeTool" or "beforeShellExecution" or "beforeMCPExecution" or "beforeReadFile" => HookStages.BeforeTool,
        "PostToolUse" or "PostToolUseFailure" or "postToolUse" or "postToolUseFailure" or "AfterTool" or "afterShellExecution" or "afterMCPExecution"
            or "afterFileEdit" => HookStages.AfterTool,
        "Stop" or "agentStop" or "stop" or "AfterAgent" => HookStages.AgentStop,
        _ => HookStages.None,
    };

    /// <summary>Whether an agent has an event of ours by that very name; Copilot has each in two spellings.</summary>
    public static bool IsKnown(string agent, string name) => StageOf(name) is not HookStages.None and var stage
        && (agent == AgentNames.Copilot || NameOf(agent, stage) == name || !NameOf(agent, stage).Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name by which an agent asks for a stage in its configuration.</summary>
    public static string NameOf(string agent, HookStages stage)
    {
        var names = agent switch
        {
            AgentNames.Cursor => OfCursor,
            AgentNames.Gemini => OfGemini,
            _ => OfOthers,
        };
        return stage switch
        {
            HookStages.SessionStart => names[0],
            HookStages.PromptSubmit => names[1],
            HookStages.BeforeTool => names[2],
            HookStages.AfterTool => names[3],
            _ => names[4],
        };
    }
}
