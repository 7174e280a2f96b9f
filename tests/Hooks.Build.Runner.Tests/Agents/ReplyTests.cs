using System.Text;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Tests.Agents;

/// <summary>The bytes that each agent gets, for events as its documentation has them.</summary>
[TestClass]
public sealed class ReplyTests
{
    [TestMethod]
    [DataRow("claude", AgentEvents.ClaudeShell, """{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"Guard: no"}}""")]
    [DataRow("claude", AgentEvents.ClaudeWritten, """{"decision":"block","reason":"Guard: no"}""")]
    [DataRow("claude", AgentEvents.ClaudePrompt, """{"decision":"block","reason":"Guard: no"}""")]
    [DataRow("claude", AgentEvents.ClaudeStop, """{"decision":"block","reason":"Guard: no"}""")]
    [DataRow("claude", AgentEvents.ClaudeStart, """{"hookSpecificOutput":{"hookEventName":"SessionStart","additionalContext":"Guard: no"}}""")]
    [DataRow("codex", AgentEvents.CodexShell, """{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"Guard: no"}}""")]
    [DataRow("codex", AgentEvents.CodexPatch, """{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"Guard: no"}}""")]
    [DataRow("codex", AgentEvents.CodexWritten, """{"decision":"block","reason":"Guard: no"}""")]
    [DataRow("codex", AgentEvents.CodexPrompt, """{"decision":"block","reason":"Guard: no"}""")]
    [DataRow("codex", AgentEvents.CodexStop, """{"decision":"block","reason":"Guard: no"}""")]
    [DataRow("codex", AgentEvents.CodexStart, """{"hookSpecificOutput":{"hookEventName":"SessionStart","additionalContext":"Guard: no"}}""")]
    [DataRow("copilot", AgentEvents.CopilotCamel, """{"permissionDecision":"deny","permissionDecisionReason":"Guard: no"}""")]
    [DataRow("copilot", AgentEvents.CopilotWritten, """{"additionalContext":"Guard: no"}""")]
    [DataRow("copilot", AgentEvents.CopilotStop, """{"decision":"block","reason":"Guard: no"}""")]
    [DataRow("copilot", AgentEvents.VsCodeShell, """{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"Guard: no"}}""")]
    [DataRow("copilot", AgentEvents.VsCodeEdit, """{"hookSpecificOutput":{"hookEventName":"PostToolUse","additionalContext":"Guard: no"}}""")]
    [DataRow("copilot", AgentEvents.VsCodeStop, """{"hookSpecificOutput":{"hookEventName":"Stop","decision":"block","reason":"Guard: no"}}""")]
    [DataRow("cursor", AgentEvents.CursorShell, """{"permission":"deny","user_message":"Guard: no","agent_message":"Guard: no"}""")]
    [DataRow("cursor", AgentEvents.CursorGranular, """{"permission":"deny","user_message":"Guard: no","agent_message":"Guard: no"}""")]
    [DataRow("cursor", AgentEvents.CursorWritten, """{"additional_context":"Guard: no"}""")]
    [DataRow("cursor", AgentEvents.CursorPrompt, """{"continue":false,"user_message":"Guard: no"}""")]
    [DataRow("cursor", AgentEvents.CursorStop, """{"followup_message":"Guard: no"}""")]
    [DataRow("cursor", AgentEvents.CursorStart, """{"additional_context":"Guard: no"}""")]
    [DataRow("gemini", AgentEvents.GeminiShell, """{"decision":"deny","reason":"Guard: no"}""")]
    [DataRow("gemini", AgentEvents.GeminiWritten, """{"hookSpecificOutput":{"hookEventName":"AfterTool","additionalContext":"Guard: no"}}""")]
    [DataRow("gemini", AgentEvents.GeminiPrompt, """{"decision":"deny","reason":"Guard: no"}""")]
    [DataRow("gemini", AgentEvents.GeminiStop, """{"decision":"deny","reason":"Guard: no"}""")]
    [DataRow("gemini", AgentEvents.GeminiStart, """{"hookSpecificOutput":{"hookEventName":"SessionStart","additionalContext":"Guard: no"}}""")]
    public void An_agent_is_held_back_in_its_own_words(string installed, string recorded, string reply) =>
        AgentReplies.Write(Read(installed, recorded), new AgentAnswer { Reason = "Guard: no" }).ShouldBe(new AgentReply(reply));

    [TestMethod]
    [DataRow("claude", AgentEvents.ClaudeShell, """{"systemMessage":"old","hookSpecificOutput":{"hookEventName":"PreToolUse","additionalContext":"know this"}}""")]
    [DataRow("claude", AgentEvents.ClaudeWritten, """{"systemMessage":"old","hookSpecificOutput":{"hookEventName":"PostToolUse","additionalContext":"know this"}}""")]
    [DataRow("claude", AgentEvents.ClaudePrompt, """{"systemMessage":"old","hookSpecificOutput":{"hookEventName":"UserPromptSubmit","additionalContext":"know this"}}""")]
    [DataRow("claude", AgentEvents.ClaudeStop, "{\"systemMessage\":\"old\\n\\nknow this\"}")]
    [DataRow("codex", AgentEvents.CodexShell, """{"systemMessage":"old","hookSpecificOutput":{"hookEventName":"PreToolUse","additionalContext":"know this"}}""")]
    [DataRow("codex", AgentEvents.CodexStop, "{\"systemMessage\":\"old\\n\\nknow this\"}")]
    [DataRow("copilot", AgentEvents.CopilotCamel, "{\"additionalContext\":\"know this\\n\\nold\"}")]
    [DataRow("copilot", AgentEvents.CopilotStop, "{}")]
    [DataRow("copilot", AgentEvents.VsCodeEdit, """{"systemMessage":"old","hookSpecificOutput":{"hookEventName":"PostToolUse","additionalContext":"know this"}}""")]
    [DataRow("cursor", AgentEvents.CursorShell, "{}")]
    [DataRow("cursor", AgentEvents.CursorPrompt, "{}")]
    [DataRow("cursor", AgentEvents.CursorWritten, "{\"additional_context\":\"know this\\n\\nold\"}")]
    [DataRow("gemini", AgentEvents.GeminiShell, "{\"systemMessage\":\"know this\\n\\nold\"}")]
    [DataRow("gemini", AgentEvents.GeminiPrompt, """{"systemMessage":"old","hookSpecificOutput":{"hookEventName":"BeforeAgent","additionalContext":"know this"}}""")]
    public void An_agent_is_told_in_its_own_words(string installed, string recorded, string reply) =>
        AgentReplies.Write(Read(installed, recorded), new AgentAnswer { Context = "know this", Notice = "old" }).ShouldBe(new AgentReply(reply));

    [TestMethod]
    [DataRow("claude", AgentEvents.ClaudeShell)]
    [DataRow("codex", AgentEvents.CodexStop)]
    [DataRow("copilot", AgentEvents.CopilotShell)]
    [DataRow("copilot", AgentEvents.VsCodeShell)]
    [DataRow("cursor", AgentEvents.CursorPrompt)]
    [DataRow("gemini", AgentEvents.GeminiStop)]
    public void Hooks_that_have_nothing_to_say_leave_the_agent_as_it_is(string installed, string recorded) =>
        AgentReplies.Write(Read(installed, recorded), AgentAnswer.None).ShouldBe(new AgentReply("{}"));

    [TestMethod]
    [DataRow("copilot", AgentEvents.CopilotShell, DisplayName = "Copilot or VS Code")]
    [DataRow("claude", AgentEvents.CursorShell, DisplayName = "Cursor through Claude's settings")]
    [DataRow("claude", AgentEvents.CopilotCamel, DisplayName = "Copilot through Claude's settings")]
    [DataRow("codex", AgentEvents.GeminiPrompt, DisplayName = "a mistake")]
    public void Where_it_is_not_certain_who_asks_the_exit_code_holds_back_which_all_of_them_read(string installed, string recorded) =>
        AgentReplies.Write(Read(installed, recorded), new AgentAnswer { Reason = "Guard: no" }).ShouldBe(new AgentReply("", "Guard: no", 2));

    [TestMethod]
    public void A_prompt_to_VS_Code_is_held_back_by_the_exit_code() =>
        AgentReplies.Write(
            Read("copilot", AgentEvents.VsCodeStop.Replace("\"Stop\"", "\"UserPromptSubmit\"", StringComparison.Ordinal)),
            new AgentAnswer { Reason = "no" }).ShouldBe(new AgentReply("", "no", 2));

    [TestMethod]
    public void What_Claude_gets_when_started_in_Copilots_shell_is_held_back_for_both() =>
        AgentReplies.Write(Read("claude", AgentEvents.ClaudeShell, ("COPILOT_CLI", "1")), new AgentAnswer { Reason = "no" }).ExitCode.ShouldBe(2);

    [TestMethod]
    public void Copilot_that_says_so_is_answered_in_its_own_words() =>
        AgentReplies.Write(
            Read("copilot", AgentEvents.CopilotShell, ("COPILOT_CLI", "1")),
            new AgentAnswer { Reason = "no" }).Output.ShouldBe("""{"permissionDecision":"deny","permissionDecisionReason":"no"}""");

    internal static ReadEvent Read(string installed, string json, params (string Name, string Value)[] environment)
    {
        using var document = AgentJson.TryParse(Encoding.UTF8.GetBytes(json)).ShouldNotBeNull();
        AgentCall call = new(installed, json == AgentEvents.CopilotCamel ? "PreToolUse" : "", FailsClosed: false, []);
        return AgentReader.Read(document.RootElement, call, name => environment.FirstOrDefault(variable => variable.Name == name).Value, "/repo");
    }
}
