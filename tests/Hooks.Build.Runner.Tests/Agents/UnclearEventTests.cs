using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Tests.Output;

namespace Hooks.Build.Runner.Tests.Agents;

/// <summary>
/// An event that does not say, as its agent was known to say it, what hooks judge: who fails closed holds the agent back, others let it be told.
/// </summary>
[TestClass]
public sealed class UnclearEventTests
{
    private static readonly PlannedHook Open = new() { Index = 0, Name = "Open", Stages = AgentStages.All };
    private static readonly PlannedHook Closed = Open with { Name = "Closed", FailClosed = true };

    [TestMethod]
    [DataRow("claude", "Bash", "\"git commit --no-verify\"", "command")]
    [DataRow("claude", "Bash", """["git","commit","--no-verify"]""", "command")]
    [DataRow("claude", "Bash", """{"command":{"x":"git commit --no-verify"}}""", "command")]
    [DataRow("claude", "Bash", """{"line":"git commit --no-verify"}""", "command")]
    [DataRow("claude", "Bash", "null", "command")]
    [DataRow("cursor", "Write", """{"target":"migrations/x"}""", "path")]
    [DataRow("gemini", "write_file", """{"file":"migrations/x"}""", "path")]
    [DataRow("claude", "Write", """{"file_path":["migrations/x.sql"]}""", "path")]
    [DataRow("claude", "Edit", """{"file_path":{"p":"migrations/x.sql"}}""", "path")]
    [DataRow("claude", "Edit", """{"file_path":"a\u0000b"}""", "path")]
    [DataRow("claude", "Write", "{}", "path")]
    [DataRow("copilot", "replace_string_in_file", """{"x":1}""", "path")]
    [DataRow("copilot", "multi_replace_string_in_file", """{"replacements":[{"filePath":"a.cs"},{"target":"migrations/x"}]}""", "path")]
    [DataRow("codex", "apply_patch", """{"command":"garbage"}""", "path")]
    [DataRow("claude", "Read", """{"file":"x"}""", "path")]
    public void What_a_tool_is_about_has_to_be_said(string agent, string tool, string input, string part)
    {
        var read = Tool(agent, tool, input);
        read.Unclear.ShouldBe($"the {part} of {tool} is not said as it was known to be");
        UnclearEvent.Judge(
            read, [Open, Closed])!.Reason.ShouldContain($"could not judge this, and are declared to forbid it then: the {part} of {tool} is not said");
        UnclearEvent.Judge(read, [Open])!.Notice.ShouldStartWith($"hooks: the {part} of {tool} is not said");
        UnclearEvent.Judge(read, [Open with { Stages = HookStages.AfterTool }]).ShouldBeNull();
    }

    [TestMethod]
    [DataRow("Write", "Shell", "Edit")]
    [DataRow("Bash", "Edit", "Shell")]
    public void A_hook_that_is_about_other_tools_need_not_judge_it(string tool, string other, string own)
    {
        var read = Tool("claude", tool, "{}");
        UnclearEvent.Judge(read, [Closed with { Tools = [other] }]).ShouldBeNull();
        UnclearEvent.Judge(read, [Closed with { Tools = [other] }, Open])!.Holds.ShouldBeFalse();
        UnclearEvent.Judge(read, [Closed with { Tools = [own] }])!.Holds.ShouldBeTrue();
    }

    [TestMethod]
    [DataRow("Bash", """{"command":""}""")]
    [DataRow("write_stdin", """{"chars":""}""")]
    [DataRow("MultiEdit", """{"file_path":"a","edits":[{"old_string":"x","new_string":"y"}]}""")]
    [DataRow("multi_replace_string_in_file", """{"replacements":[{"filePath":"a.cs"},{"filePath":"b.cs"}]}""")]
    [DataRow("editFiles", """{"files":["a","b"]}""")]
    [DataRow("Grep", """{"pattern":"x"}""")]
    [DataRow("Glob", "{}")]
    [DataRow("Task", "{}")]
    [DataRow("TodoWrite", """{"todos":[]}""")]
    [DataRow("Tomorrow", """{"content":"x"}""")]
    [DataRow("WebFetch", """{"url":"x"}""")]
    [DataRow("mcp__fs__write_file", """{"target":"x"}""")]
    [DataRow("MCP:write", "{}")]
    public void What_is_said_as_ever_and_tools_that_have_no_such_form_are_clear(string tool, string input) =>
        Tool("claude", tool, input).Unclear.ShouldBeNull();

    [TestMethod]
    public void An_event_that_names_no_tool_is_judged_by_none_of_them()
    {
        foreach (var json in (string[])["""{"hook_event_name":"PreToolUse"}""", "{}"])
        {
            var read = Read(json, "claude", "PreToolUse");
            read.Unclear.ShouldBe("the event does not say which tool it is about");
            UnclearEvent.Judge(read, [Closed with { Tools = ["Shell"] }])!.Holds.ShouldBeTrue();
        }
    }

    [TestMethod]
    public void More_files_than_are_looked_at_are_not_judged() =>
        Tool(
            "claude",
            "editFiles",
            $"{{\"files\":[{string.Join(',', Enumerable.Range(0, 10_001).Select(number => $"\"f{number}\""))}]}}").Unclear.ShouldNotBeNull();

    [TestMethod]
    [DataRow("claude")]
    [DataRow("codex")]
    [DataRow("copilot")]
    [DataRow("cursor")]
    [DataRow("gemini")]
    public void A_prompt_has_to_be_a_text(string agent)
    {
        var name = AgentStageNames.NameOf(agent, HookStages.PromptSubmit);
        foreach (var said in (string[])["\"prompt\":{\"text\":\"x\"}", "\"prompt\":[{\"type\":\"text\",\"text\":\"x\"}]", "\"prompt\":null", "\"other\":1"])
        {
            var read = Read($$"""{"session_id":"s","hook_event_name":"{{name}}",{{said}}}""", agent, name);
            read.Unclear.ShouldBe("the prompt is not said as it was known to be");
            UnclearEvent.Judge(read, [Closed])!.Holds.ShouldBeTrue();
            UnclearEvent.Judge(read, [Closed with { Stages = HookStages.BeforeTool }]).ShouldBeNull();
        }

        Read($$"""{"session_id":"s","hook_event_name":"{{name}}","prompt":""}""", agent, name).Unclear.ShouldBeNull();
        Read($$"""{"session_id":"s","hook_event_name":"{{name}}","user_prompt":"x"}""", agent, name).Unclear.ShouldBeNull();
    }

    [TestMethod]
    public void A_denial_of_nothing_but_hidden_characters_says_that_it_gives_no_reason()
    {
        var hook = Reports.Hook("A", HookOutcome.Failed) with { Answer = HookAnswer.Deny, AnswerText = "\u202e\u200b" };
        AgentVerdict.Of(Reports.Run(hook), HookStages.BeforeTool, "/repo").Reason.ShouldBe("A: this is forbidden here (the hook gives no reason)");
    }

    private static ReadEvent Tool(string agent, string tool, string input)
    {
        var name = AgentStageNames.NameOf(agent, HookStages.BeforeTool);
        return Read($$"""{"session_id":"s","hook_event_name":"{{name}}","tool_name":"{{tool}}","tool_input":{{input}}}""", agent, name);
    }

    private static ReadEvent Read(string json, string agent, string name)
    {
        using var document = AgentJson.TryParse(Encoding.UTF8.GetBytes(json))!;
        return AgentReader.Read(document.RootElement, new AgentCall(agent, name, FailsClosed: true, []), _ => null, Path.GetTempPath());
    }
}
