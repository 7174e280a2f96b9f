using System.Text.Json;

namespace Hooks.Build.Runner.Agents;

/// <summary>Which agent an event comes from: what it was installed for is no proof, since agents read each other's configuration.</summary>
internal static class AgentRecognition
{
    /// <summary>The agent.</summary>
    /// <param name="root">The event.</param>
    /// <param name="eventName">The agent's name of the event.</param>
    /// <param name="installed">The agent for which it was installed; empty where that is not known.</param>
    /// <param name="environment">Gives the value of an environment variable.</param>
    /// <returns>Its name, and whether it is certain: each agent has its own answer, and what one of them takes for a denial is nothing for another.</returns>
    public static (string Agent, bool IsCertain) Of(JsonElement root, string eventName, string installed, Func<string, string?> environment)
    {
        var agent = Find(root, eventName, installed, environment);
        var isCertain = installed switch
        {
            "" => true,

            // VS Code reads it as well, and need not say so.
            AgentNames.Copilot => agent == AgentNames.VsCode || (agent == AgentNames.Copilot && (IsOfCopilot(root) || IsInCopilot(environment))),
            _ => agent == installed,
        };
        return (agent, isCertain);
    }

    private static string Find(JsonElement root, string eventName, string installed, Func<string, string?> environment)
    {
        if (Has(root, "cursor_version") || (Has(root, "conversation_id") && Has(root, "generation_id")))
        {
            return AgentNames.Cursor;
        }

        if (eventName is "BeforeTool" or "AfterTool" or "BeforeAgent" or "AfterAgent")
        {
            return AgentNames.Gemini;
        }

        if (Has(root, "hookEventName") || AgentJson.Text(root, "tool_name") is "run_in_terminal" or "runInTerminal" or "replace_string_in_file" or "create_file" or "editFiles" or "insert_edit_into_file" or "runSubagent")
        {
            return AgentNames.VsCode;
        }

        return IsOfCopilot(root) || IsInCopilot(environment) ? AgentNames.Copilot
            : Has(root, "turn_id") ? AgentNames.Codex
            : installed.Length > 0 ? installed
            : AgentNames.Claude;
    }

    private static bool IsOfCopilot(JsonElement root) => Has(root, "toolName") || Has(root, "toolArgs");

    // Whatever is started in it has the variable, another agent too.
    private static bool IsInCopilot(Func<string, string?> environment) => environment("COPILOT_CLI") == "1";

    private static bool Has(JsonElement root, string name) => AgentJson.Get(root, name) is { ValueKind: not JsonValueKind.Null };
}
