using System.Text;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Agents;

/// <summary>
/// Writes an answer as an agent reads it: exactly the keys it knows, since Codex refuses what it does not know, and never a word that allows, since that
/// would skip what the agent asks of its user.
/// </summary>
internal static class AgentReplies
{
    /// <summary>Writes an answer.</summary>
    public static AgentReply Write(ReadEvent read, AgentAnswer answer)
    {
        answer = Cleaned(answer);
        var stage = read.Event.Stage;
        if (answer.Holds && !read.IsCertain && (stage & AgentStages.CanDeny) != 0)
        {
            return AgentReply.Held(Held(answer));
        }

        if (answer.Holds
            && (stage == HookStages.SessionStart || (stage == HookStages.AfterTool && read.Event.Agent is not (AgentNames.Claude or AgentNames.Codex))))
        {
            answer = answer with { Reason = "", Context = AgentText.Join([answer.Reason, answer.Context]) };
        }

        return read.Event.Agent switch
        {
            AgentNames.Cursor => OfCursor(read, answer),
            AgentNames.Gemini => OfGemini(stage, answer),
            AgentNames.Copilot => OfCopilot(stage, answer),
            _ => OfClaude(stage, answer, read.Event.Agent == AgentNames.VsCode),
        };
    }

    /// <summary>Whether an agent is told what is added to an answer: some have no place for it at some events.</summary>
    /// <param name="read">The event.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="more">What is added.</param>
    public static bool Tells(ReadEvent read, AgentAnswer answer, AgentAnswer more) => Write(read, AgentVerdict.Join(answer, more)) != Write(read, answer);

    // Claude Code; Codex in its shape; and VS Code but for prompts and the end of turns. To a prompt its exit code is the one answer that it documents.
    private static AgentReply OfClaude(HookStages stage, AgentAnswer answer, bool isVsCode) => stage switch
    {
        HookStages.BeforeTool when answer.Holds => Nested("PreToolUse", [("permissionDecision", "deny"), ("permissionDecisionReason", Held(answer))]),
        HookStages.PromptSubmit when answer.Holds && isVsCode => AgentReply.Held(Held(answer)),
        HookStages.AgentStop when answer.Holds && isVsCode => Nested("Stop", [("decision", "block"), ("reason", Held(answer))]),
        HookStages.PromptSubmit or HookStages.AfterTool or HookStages.AgentStop when answer.Holds => Flat([("decision", "block"), ("reason", Held(answer))]),
        HookStages.BeforeTool or HookStages.AfterTool or HookStages.SessionStart => Added(AgentNames.Claude, stage, answer),
        HookStages.PromptSubmit when !isVsCode => Added(AgentNames.Claude, stage, answer),
        _ => Flat([("systemMessage", AgentText.Join([answer.Notice, answer.Context]))]),
    };

    private static AgentReply OfCopilot(HookStages stage, AgentAnswer answer) => stage switch
    {
        HookStages.BeforeTool when answer.Holds => Flat([("permissionDecision", "deny"), ("permissionDecisionReason", Held(answer))]),
        HookStages.AgentStop when answer.Holds => Flat([("decision", "block"), ("reason", Held(answer))]),

        // It can neither stop nor add to a prompt.
        HookStages.PromptSubmit or HookStages.AgentStop => AgentReply.Nothing,
        _ => Flat([("additionalContext", AgentText.Join([answer.Context, answer.Notice]))]),
    };

    private static AgentReply OfCursor(ReadEvent read, AgentAnswer answer) => read.Event.Stage switch
    {
        // The model was seen to read the one, and is documented to read the other.
        HookStages.BeforeTool when answer.Holds => Flat([("permission", "deny"), ("user_message", Held(answer)), ("agent_message", Held(answer))]),
        HookStages.PromptSubmit when answer.Holds => new AgentReply(Object(writer =>
        {
            writer.WriteBoolean("continue"u8, false);
            writer.WriteString("user_message"u8, Held(answer));
        })),
        HookStages.AgentStop when answer.Holds => Flat([("followup_message", Held(answer))]),
        HookStages.AfterTool when read.Name == "postToolUse" => Flat([("additional_context", AgentText.Join([answer.Context, answer.Notice]))]),
        HookStages.SessionStart => Flat([("additional_context", AgentText.Join([answer.Context, answer.Notice]))]),
        _ => AgentReply.Nothing,
    };

    private static AgentReply OfGemini(HookStages stage, AgentAnswer answer) => stage switch
    {
        HookStages.BeforeTool or HookStages.PromptSubmit or HookStages.AgentStop when answer.Holds => Flat([("decision", "deny"), ("reason", Held(answer))]),
        HookStages.PromptSubmit or HookStages.AfterTool or HookStages.SessionStart => Added(AgentNames.Gemini, stage, answer),
        _ => Flat([("systemMessage", AgentText.Join([answer.Context, answer.Notice]))]),
    };

    private static AgentAnswer Cleaned(AgentAnswer answer)
    {
        var reason = AgentText.Clean(answer.Reason);

        // A reason of nothing but hidden characters still holds: without one some agents go on.
        return new AgentAnswer
        {
            Reason = answer.Holds && reason.Length == 0 ? "a hook of this repository forbids it" : reason,
            Context = AgentText.Clean(answer.Context),
            Notice = AgentText.Clean(answer.Notice),
        };
    }

    // What is to be known beside it goes with the reason: there is no second place for it.
    private static string Held(AgentAnswer answer) => AgentText.Clean(AgentText.Join([answer.Reason, answer.Context, answer.Notice]));

    private static AgentReply Added(string agent, HookStages stage, AgentAnswer answer) =>
        Nested(AgentStageNames.NameOf(agent, stage), [("additionalContext", answer.Context)], answer.Notice);

    private static AgentReply Flat(IReadOnlyList<(string Name, string Value)> values) => new(Object(writer => WriteAll(writer, values)));

    private static AgentReply Nested(string eventName, IReadOnlyList<(string Name, string Value)> values, string notice = "") => new(Object(writer =>
    {
        WriteAll(writer, [("systemMessage", notice)]);
        if (values.Any(value => value.Value.Length > 0))
        {
            writer.Object("hookSpecificOutput", () =>
            {
                writer.WriteString("hookEventName"u8, eventName);
                WriteAll(writer, values);
            });
        }
    }));

    private static void WriteAll(Utf8JsonWriter writer, IReadOnlyList<(string Name, string Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (value.Length > 0)
            {
                writer.WriteString(name, value);
            }
        }
    }

    // Nothing is put into a page here; a reader sees the text as it is.
    private static string Object(Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(JsonBuffer.OfObject(JsonBuffer.Unescaped, write).WrittenSpan);
}
