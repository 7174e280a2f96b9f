using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Tests.Agents;

/// <summary>
/// The contract with each agent at each stage: for an event as its documentation has it, the exact bytes for a hook that passes, tells, denies and sends on.
/// </summary>
[TestClass]
public sealed class ContractTests
{
    private const string Pass = "{}";

    // Standard error and exit code 2, where an agent documents no other way.
    private const string Held = "exit code 2: A: no";

    private static readonly Row[] Rows =
    [
        Of("claude", HookStages.SessionStart, AgentEvents.ClaudeStart, Nested("SessionStart", "%"), Nested("SessionStart", "A: no")),
        Of("claude", HookStages.PromptSubmit, AgentEvents.ClaudePrompt, Nested("UserPromptSubmit", "%"), Block),
        Of("claude", HookStages.BeforeTool, AgentEvents.ClaudeShell, Nested("PreToolUse", "%"), Permission),
        Of("claude", HookStages.AfterTool, AgentEvents.ClaudeWritten, Nested("PostToolUse", "%"), Block),
        Of("claude", HookStages.AgentStop, AgentEvents.ClaudeStop, Message, Block),

        Of("codex", HookStages.SessionStart, AgentEvents.CodexStart, Nested("SessionStart", "%"), Nested("SessionStart", "A: no")),
        Of("codex", HookStages.PromptSubmit, AgentEvents.CodexPrompt, Nested("UserPromptSubmit", "%"), Block),
        Of("codex", HookStages.BeforeTool, AgentEvents.CodexShell, Nested("PreToolUse", "%"), Permission),
        Of("codex", HookStages.AfterTool, AgentEvents.CodexWritten, Nested("PostToolUse", "%"), Block),
        Of("codex", HookStages.AgentStop, AgentEvents.CodexStop, Message, Block),

        // Its prompts are only watched.
        Of("copilot", HookStages.SessionStart, AgentEvents.CopilotStart, """{"additionalContext":"%"}""", """{"additionalContext":"A: no"}"""),
        Of("copilot", HookStages.PromptSubmit, AgentEvents.CopilotPrompt, Pass, Pass),
        Of(
            "copilot",
            HookStages.BeforeTool,
            AgentEvents.CopilotShell,
            """{"additionalContext":"%"}""",
            """{"permissionDecision":"deny","permissionDecisionReason":"A: no"}"""),
        Of("copilot", HookStages.AfterTool, AgentEvents.CopilotWritten, """{"additionalContext":"%"}""", """{"additionalContext":"A: no"}"""),
        Of("copilot", HookStages.AgentStop, AgentEvents.CopilotStop, Pass, Block),

        Of("vscode", HookStages.SessionStart, AgentEvents.VsCodeStart, Nested("SessionStart", "%"), Nested("SessionStart", "A: no")),
        Of("vscode", HookStages.PromptSubmit, AgentEvents.VsCodePrompt, Message, Held),
        Of("vscode", HookStages.BeforeTool, AgentEvents.VsCodeShell, Nested("PreToolUse", "%"), Permission),
        Of("vscode", HookStages.AfterTool, AgentEvents.VsCodeEdit, Nested("PostToolUse", "%"), Nested("PostToolUse", "A: no")),
        Of(
            "vscode",
            HookStages.AgentStop,
            AgentEvents.VsCodeStop,
            Message,
            """{"hookSpecificOutput":{"hookEventName":"Stop","decision":"block","reason":"A: no"}}"""),

        // Nothing is told before a tool and at a prompt.
        Of("cursor", HookStages.SessionStart, AgentEvents.CursorStart, """{"additional_context":"%"}""", """{"additional_context":"A: no"}"""),
        Of("cursor", HookStages.PromptSubmit, AgentEvents.CursorPrompt, Pass, """{"continue":false,"user_message":"A: no"}"""),
        Of("cursor", HookStages.BeforeTool, AgentEvents.CursorShell, Pass, """{"permission":"deny","user_message":"A: no","agent_message":"A: no"}"""),
        Of("cursor", HookStages.AfterTool, AgentEvents.CursorWritten, """{"additional_context":"%"}""", """{"additional_context":"A: no"}"""),
        Of("cursor", HookStages.AgentStop, AgentEvents.CursorStop, Pass, """{"followup_message":"A: no"}"""),

        Of("gemini", HookStages.SessionStart, AgentEvents.GeminiStart, Nested("SessionStart", "%"), Nested("SessionStart", "A: no")),
        Of("gemini", HookStages.PromptSubmit, AgentEvents.GeminiPrompt, Nested("BeforeAgent", "%"), Deny),
        Of("gemini", HookStages.BeforeTool, AgentEvents.GeminiShell, Message, Deny),
        Of("gemini", HookStages.AfterTool, AgentEvents.GeminiWritten, Nested("AfterTool", "%"), Nested("AfterTool", "A: no")),
        Of("gemini", HookStages.AgentStop, AgentEvents.GeminiStop, Message, Deny),
    ];

    public static IEnumerable<object[]> Answers =>
        from row in Rows from answer in (string[])["pass", "context", "deny", "continue"] select new object[] { row.Agent, row.Stage, answer };

    [TestMethod]
    public void Each_agent_has_an_event_of_each_stage() =>
        Rows.Select(row => (row.Agent, row.Stage))
            .ShouldBe(
                from agent in AgentNames.Installable.Append(AgentNames.VsCode) from stage in AgentStages.In(AgentStages.All) select (agent, stage),
                ignoreOrder: true);

    [TestMethod]
    [DynamicData(nameof(Answers))]
    public void The_answer_of_a_hook_is_written_byte_for_byte_as_its_agent_documents_it(string agent, HookStages stage, string answer)
    {
        var row = Rows.Single(row => row.Agent == agent && row.Stage == stage);
        var read = ReplyTests.Read(
            agent == AgentNames.VsCode ? AgentNames.Copilot : agent, row.Event, agent == AgentNames.Copilot ? [("COPILOT_CLI", "1")] : []);
        (read.Event.Agent, read.Event.Stage, read.IsCertain).ShouldBe((agent, stage, true));
        var (outcome, kind, expected) = answer switch
        {
            "context" => (HookOutcome.Succeeded, HookAnswer.Context, row.Context.Replace("%", "know this", StringComparison.Ordinal)),
            "deny" => (HookOutcome.Failed, HookAnswer.Deny, row.Denial),

            // Where there is nothing to go on with it denies.
            "continue" => (HookOutcome.Failed, HookAnswer.Continue, row.Denial),
            _ => (HookOutcome.Succeeded, HookAnswer.None, Pass),
        };
        PlannedHook hook = new() { Index = 0, Name = "A", Stages = stage };
        RunReport report = new(
            [new HookReport
            {
                Hook = hook,
                Outcome = outcome,
                Answer = kind,
                AnswerText = kind == HookAnswer.Context ? "know this" : kind == HookAnswer.None ? "" : "no",
            }],
            TimeSpan.Zero,
            Interrupted: false);
        AgentReplies.Write(read, AgentVerdict.Of(report, stage, "/repo"))
            .ShouldBe(expected == Held ? new AgentReply("", "A: no", 2) : new AgentReply(expected));
    }

    private const string Block = """{"decision":"block","reason":"A: no"}""";

    private const string Deny = """{"decision":"deny","reason":"A: no"}""";

    private const string Message = """{"systemMessage":"%"}""";

    private const string Permission =
        """{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"A: no"}}""";

    private static string Nested(string name, string context) =>
        $$$"""{"hookSpecificOutput":{"hookEventName":"{{{name}}}","additionalContext":"{{{context}}}"}}""";

    private static Row Of(string agent, HookStages stage, string recorded, string context, string denial) => new(agent, stage, recorded, context, denial);

    private sealed record Row(string Agent, HookStages Stage, string Event, string Context, string Denial);
}
