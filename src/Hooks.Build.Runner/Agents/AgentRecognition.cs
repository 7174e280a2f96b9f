using System.Text.Json;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Agents;

/// <summary>Which agent an event comes from: what it was installed for is no proof, since agents read each other's configuration.</summary>
internal static class AgentRecognition
{
    /// <summary>The agent.</summary>
    /// <param name="root">The event.</param>
    /// <param name="eventName">The agent's name of the event.</param>
    /// <param name="installed">The agent for which it was installed; empty where that is not known.</param>
    /// <param name="environment">Gives the value of an environment variable.</param>
    public static RecognisedAgent Of(JsonElement root, string eventName, string installed, Func<string, string?> environment)
    {
        // Whatever is started in Copilot's shell has the variable, another agent too.
        var isInCopilot = environment("COPILOT_CLI") == "1";
        var agent = Find(root, eventName, installed, isInCopilot);
        var isCertain = installed switch
        {
            // Copilot, Cursor and VS Code read what is installed for Claude.
            AgentNames.Claude => agent == AgentNames.Claude && IsOfClaude(root) && !isInCopilot,
            AgentNames.Copilot =>
                (agent == AgentNames.VsCode && Has(root, "hookEventName") && !IsOfCopilot(root) && !Has(root, "hook_event_name") && !isInCopilot)
                    || (agent == AgentNames.Copilot && !Has(root, "sessionId") && Has(root, "hook_event_name") && isInCopilot)
                    || (agent == AgentNames.Copilot && IsOfCopilot(root)),
            _ => agent == installed,
        };
        var isShown = !IsOfClaude(root) && agent switch
        {
            AgentNames.Cursor => true,
            AgentNames.VsCode => Has(root, "hookEventName") && !IsOfCopilot(root),
            AgentNames.Copilot => IsOfCopilot(root),
            _ => false,
        };
        return new RecognisedAgent(agent, isCertain, isShown);
    }

    private static string Find(JsonElement root, string eventName, string installed, bool isInCopilot)
    {
        if (IsOfCursor(root))
        {
            return AgentNames.Cursor;
        }

        if (eventName is "BeforeTool" or "AfterTool" or "BeforeAgent" or "AfterAgent")
        {
            return AgentNames.Gemini;
        }

        if (Has(root, "hookEventName")
            || AgentJson.Text(root, "tool_name") is "run_in_terminal" or "runInTerminal" or "replace_string_in_file" or "create_file" or "editFiles"
                or "insert_edit_into_file" or "runSubagent")
        {
            return AgentNames.VsCode;
        }

        return IsOfCopilot(root) || (isInCopilot && !IsOfClaude(root)) ? AgentNames.Copilot
            : Has(root, "turn_id") ? AgentNames.Codex
            : installed.Length > 0 ? installed
            : AgentNames.Claude;
    }

    private static bool IsOfCursor(JsonElement root) => Has(root, "cursor_version") || (Has(root, "conversation_id") && Has(root, "generation_id"));

    private static bool IsOfCopilot(JsonElement root) => (Has(root, "toolName") || Has(root, "toolArgs")) && !Has(root, "tool_name");

    // What it alone writes, and nothing that others write.
    private static bool IsOfClaude(JsonElement root) =>
        AgentStageNames.StageOf(AgentJson.Text(root, "hook_event_name")) != HookStages.None && AgentJson.Text(root, "session_id").Length > 0
            && AgentJson.Text(root, "transcript_path", "permission_mode", "prompt_id").Length > 0
            && !Has(root, "timestamp")
            && !Has(root, "hookEventName")
            && !Has(root, "sessionId")
            && !Has(root, "turn_id")
            && !Has(root, "conversation_id")
            && !Has(root, "generation_id")
            && !Has(root, "cursor_version") && !Has(root, "workspace_roots") && !Has(root, "toolName") && !Has(root, "toolArgs");

    private static bool Has(JsonElement root, string name) => AgentJson.Get(root, name) is { ValueKind: not JsonValueKind.Null };
}

/// <summary>The agent that an event comes from.</summary>
/// <param name="Agent">Its name.</param>
/// <param name="IsCertain">Whether it is certain: each agent has its own answer, and what one of them takes for a denial is nothing for another.</param>
/// <param name="IsShown">Whether the event itself shows it, by what no other agent writes.</param>
internal readonly record struct RecognisedAgent(string Agent, bool IsCertain, bool IsShown);
