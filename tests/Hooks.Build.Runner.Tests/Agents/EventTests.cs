using System.Text;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Tests.Agents;

/// <summary>What is read from the events of agents.</summary>
[TestClass]
public sealed class EventTests
{
    [TestMethod]
    [DataRow("claude", AgentEvents.ClaudeShell, "claude BeforeTool abc123 p1 Shell Bash")]
    [DataRow("claude", AgentEvents.ClaudeWritten, "claude AfterTool abc123 p1 Edit Write")]
    [DataRow("claude", AgentEvents.ClaudePrompt, "claude PromptSubmit abc123 p1 None ")]
    [DataRow("claude", AgentEvents.ClaudeStop, "claude AgentStop abc123 p1 None ")]
    [DataRow("", AgentEvents.ClaudeStart, "claude SessionStart abc123  None ")]
    [DataRow("", AgentEvents.CodexShell, "codex BeforeTool s t1 Shell Bash")]
    [DataRow("", AgentEvents.CodexPatch, "codex BeforeTool s t1 Edit apply_patch")]
    [DataRow("codex", AgentEvents.CodexStart, "codex SessionStart s  None ")]
    [DataRow("copilot", AgentEvents.CopilotShell, "copilot BeforeTool s  Shell Bash")]
    [DataRow("copilot", AgentEvents.CopilotCamel, "copilot BeforeTool s  Shell bash")]
    [DataRow("copilot", AgentEvents.VsCodeShell, "vscode BeforeTool s  Shell run_in_terminal")]
    [DataRow("copilot", AgentEvents.VsCodeEdit, "vscode AfterTool s  Edit editFiles")]
    [DataRow("", AgentEvents.CursorShell, "cursor BeforeTool c g Shell Shell")]
    [DataRow("claude", AgentEvents.CursorStop, "cursor AgentStop c g None ")]
    [DataRow("", AgentEvents.GeminiWritten, "gemini AfterTool s  Edit write_file")]
    [DataRow("gemini", AgentEvents.GeminiStart, "gemini SessionStart s  None ")]
    public void The_event_says_who_what_and_when(string installed, string recorded, string meaning)
    {
        var agent = ReplyTests.Read(installed, recorded).Event;
        $"{agent.Agent} {agent.Stage} {agent.Session} {agent.Turn} {agent.Tool} {agent.ToolName}".ShouldBe(meaning);
    }

    [TestMethod]
    [DataRow(AgentEvents.ClaudeShell, "git commit -m x")]
    [DataRow(AgentEvents.CopilotCamel, "rm -rf x")]
    [DataRow(AgentEvents.CursorGranular, "npm install")]
    [DataRow(AgentEvents.GeminiShell, "ls")]
    [DataRow("""{"hook_event_name":"PreToolUse","tool_name":"shell","tool_input":{"command":["bash","-lc","echo 'a b'"]}}""", "'bash' '-lc' 'echo '\\''a b'\\'''")]
    [DataRow("""{"hook_event_name":"PreToolUse","tool_name":"a_tool_of_tomorrow","tool_input":{"command":"git push"}}""", "git push")]
    [DataRow("""{"hook_event_name":"PreToolUse","tool_name":"str_replace_editor","tool_input":{"command":"str_replace","path":"a"}}""", "")]
    public void The_command_line_is_what_the_shell_is_given(string recorded, string command) => ReplyTests.Read("", recorded).Event.Command.ShouldBe(command);

    [TestMethod]
    [DataRow("git status\\ngit commit --no-verify -m \\\"\\ud800\\\"", "git status\ngit commit --no-verify -m \"\uFFFD\"")]
    [DataRow("\\uD83D\\uDE00 \\udc00\\ud83d\\n\\ud83d\\ude00", "\U0001F600 \uFFFD\uFFFD\n\U0001F600")]
    [DataRow("a \\\\ud800 \\\\\\ud800x", "a \\ud800 \\\uFFFDx")]
    [DataRow("git commit --no-verify\\t\u00ff", "git commit --no-verify\t\uFFFD")]
    [DataRow("\u00e4\u00ed\u00a0\u0080", "\uFFFD\uFFFD\uFFFD\uFFFD")]
    public void What_is_no_text_hides_nothing_that_stands_beside_it(string escaped, string command)
    {
        // Characters stand for bytes here.
        var json = Encoding.Latin1.GetBytes(
            $$"""{"hook_event_name":"PreToolUse","\ud800":1,"tool_name":"Bash","tool_input":{"command":"{{escaped}}","\udfff":1} }""");
        using var document = AgentJson.TryParse(json).ShouldNotBeNull();
        AgentReader.Read(document.RootElement, new AgentCall("claude", "", FailsClosed: false, []), _ => null, "/repo").Event.Command.ShouldBe(command);
    }

    [TestMethod]
    [DataRow("PreToolUse", "Tomorrow", HookStages.BeforeTool)]
    [DataRow("PreToolUse", "Stop", HookStages.AgentStop)]
    [DataRow("PreToolUse", "", HookStages.BeforeTool)]
    [DataRow("", "Tomorrow", HookStages.None)]
    public void A_name_that_is_no_stage_does_not_take_the_place_of_the_one_that_was_installed(string installed, string said, HookStages stage)
    {
        using var document = AgentJson.TryParse(Encoding.UTF8.GetBytes($$"""{"hook_event_name":"{{said}}"}""")).ShouldNotBeNull();
        AgentReader.Read(document.RootElement, new AgentCall("claude", installed, FailsClosed: false, []), _ => null, "/repo").Event.Stage.ShouldBe(stage);
    }

    [TestMethod]
    [DataRow(AgentEvents.ClaudeWritten, "/repo/src/a.cs")]
    [DataRow(AgentEvents.CodexPatch, "/repo/src/a.cs /repo/b.txt /repo/old/c.txt")]
    [DataRow(AgentEvents.VsCodeEdit, "/repo/src/main.ts")]
    [DataRow(AgentEvents.GeminiWritten, "/repo/src/a.cs")]
    [DataRow("""{"hook_event_name":"PreToolUse","cwd":"/repo/x","tool_name":"MultiEdit","tool_input":{"edits":[{"filePath":"../a"},{"filePath":"b\u0000"},{"filePath":7}]}}""", "/repo/a")]
    [DataRow("""{"hook_event_name":"PreToolUse","cwd":"/repo","tool_name":"Write","tool_input":{"file_path":"/etc/passwd"}}""", "/etc/passwd")]
    [DataRow("""{"hook_event_name":"PreToolUse","cwd":"/repo","tool_name":"Bash","tool_input":{"command":"apply_patch <<'E'\n*** Begin Patch\n*** Update File: a b.cs\n*** Move to: c.cs\n*** End Patch\nE"}}""", "/repo/a b.cs /repo/c.cs")]
    public void The_files_are_absolute_wherever_they_are(string recorded, string paths) =>
        string.Join(' ', ReplyTests.Read("", recorded).Event.Paths).ShouldBe(paths);

    [TestMethod]
    [DataRow("""{"hook_event_name":"BeforeTool","cwd":"/repo","tool_name":"run_shell_command","tool_input":{"command":"rm 1.sql","dir_path":"migrations"}}""", "/repo/migrations")]
    [DataRow("""{"hook_event_name":"BeforeTool","cwd":"/repo","tool_name":"run_shell_command","tool_input":{"command":"rm 1.sql","directory":"./migrations/"}}""", "/repo/migrations")]
    [DataRow("""{"hook_event_name":"BeforeTool","cwd":"/repo","tool_name":"run_shell_command","tool_input":{"command":"rm 1.sql","dir_path":"migrations","directory":"/repo/migrations"}}""", "/repo/migrations")]
    [DataRow("""{"hook_event_name":"BeforeTool","cwd":"/repo","tool_name":"run_shell_command","tool_input":{"command":"rm 1.sql","dir_path":""}}""", "/repo")]
    [DataRow("""{"hook_event_name":"BeforeTool","cwd":"/repo","tool_name":"run_shell_command","tool_input":{"command":"rm 1.sql","dir_path":null}}""", "/repo")]
    [DataRow("""{"hook_event_name":"preToolUse","cursor_version":"1","cwd":"","workspace_roots":["/repo"],"tool_name":"Shell","tool_input":{"command":"rm 1.sql","working_directory":"/repo/migrations"}}""", "/repo/migrations")]
    [DataRow("""{"hook_event_name":"preToolUse","cursor_version":"1","cwd":"/repo","tool_name":"Shell","tool_input":{"command":"rm 1.sql","working_directory":"file:///repo/my%20sql"}}""", "/repo/my sql")]
    [DataRow("""{"hook_event_name":"PreToolUse","cwd":"/repo/src","tool_name":"shell","tool_input":{"command":["rm","1.sql"],"workdir":"../migrations"}}""", "/repo/migrations")]
    [DataRow("""{"hook_event_name":"PreToolUse","cwd":"/repo/src","tool_name":"exec_command","tool_input":{"cmd":"rm 1.sql","workdir":"~/x"}}""", "/home/me/x")]
    [DataRow("""{"hook_event_name":"PreToolUse","cwd":"/repo","tool_name":"Bash","tool_input":{"command":"rm 1.sql","cwd":"migrations"}}""", "/repo/migrations")]
    [DataRow("""{"hook_event_name":"BeforeTool","cwd":"/repo","tool_name":"list_directory","tool_input":{"dir_path":"migrations"}}""", "/repo")]
    [DataRow("""{"hook_event_name":"PreToolUse","cwd":"/repo","tool_name":"create_directory","tool_input":{"directory":"migrations"}}""", "/repo")]
    public void The_folder_in_which_a_tool_is_told_to_run_is_that_of_the_event(string recorded, string folder)
    {
        var read = ReplyTests.Read("", recorded, ("HOME", "/home/me"));

        read.Event.WorkingDirectory.ShouldBe(folder);
        read.Folders[0].ShouldStartWith("/repo");
        read.Unclear.ShouldBeNull();
    }

    [TestMethod]
    [DataRow("cd migrations && apply_patch <<'E'\\n{0}\\nE", "/repo/migrations/1.sql")]
    [DataRow("cd src && applypatch <<'E'\\n{0}\\nE", "/repo/src/1.sql")]
    [DataRow("cd src; cd ../migrations && apply_patch <<'E'\\n{0}\\nE", "/repo/migrations/1.sql /repo/../migrations/1.sql")]
    [DataRow("cd /elsewhere && apply_patch <<'E'\\n{0}\\nE", "/elsewhere/1.sql")]
    [DataRow("cd $HOME/x && apply_patch <<'E'\\n{0}\\nE", "/home/me/x/1.sql")]
    [DataRow("(cd migrations && cat <<'E' | apply_patch)\\n{0}\\nE", "/repo/migrations/1.sql /repo/1.sql")]
    [DataRow("bash -lc \"cd migrations && apply_patch <<'E'\\n{0}\\nE\"", "/repo/migrations/1.sql")]
    [DataRow("cd migrations && apply_patch '{0}'", "/repo/migrations/1.sql")]
    [DataRow("cd migrations && cat > x.patch <<'E'\\n{0}\\nE", "/repo/1.sql")]
    public void What_a_patch_names_is_from_the_folder_to_which_the_shell_goes_before(string line, string paths)
    {
        var command = line.Replace("\\n", "\n", StringComparison.Ordinal)
            .Replace("{0}", "*** Begin Patch\n*** Update File: 1.sql\n*** End Patch", StringComparison.Ordinal);
        var read = ReplyTests.Read(
            "",
            $$"""{"hook_event_name":"PreToolUse","turn_id":"t","cwd":"/repo","tool_name":"Bash","tool_input":{"command":{{JsonEdit.Quote(command)}} } }""",
            ("HOME", "/home/me"));

        read.Event.Paths.ShouldBe(paths.Split(' ').Select(Path.GetFullPath).Distinct());
    }

    [TestMethod]
    public void What_a_patch_names_is_from_the_folder_in_which_it_is_told_to_run() =>
        ReplyTests.Read(
            "",
            """{"hook_event_name":"PreToolUse","cwd":"/repo","tool_name":"shell","tool_input":{"command":["apply_patch","*** Begin Patch\n*** Update File: a.sql\n*** End Patch"],"workdir":"migrations"}}""").Event.Paths.ShouldBe(["/repo/migrations/a.sql"]);

    [TestMethod]
    [DataRow(""" "dir_path":"a","directory":"b" """)]
    [DataRow(""" "dir_path":["a"] """)]
    [DataRow(""" "workdir":7 """)]
    [DataRow(""" "cwd":"a\u0000b" """)]
    public void A_folder_that_is_not_said_in_one_way_is_told(string folder) =>
        ReplyTests.Read(
            "",
            $$"""{"hook_event_name":"BeforeTool","cwd":"/repo","tool_name":"run_shell_command","tool_input":{"command":"ls",{{folder}}} }""").Unclear.ShouldBe(
                "the folder in which run_shell_command is to run is not said as it was known to be");

    [TestMethod]
    public void What_a_tool_answered_and_whether_it_failed_is_told()
    {
        ReplyTests.Read("", AgentEvents.CodexWritten).Event.Result.ShouldBe("ok");
        ReplyTests.Read("", AgentEvents.ClaudeWritten).Event.Failed.ShouldBeFalse();
        ReplyTests.Read("", AgentEvents.GeminiWritten).Event.Failed.ShouldBeFalse();
        ReplyTests.Read("", """{"hook_event_name":"PostToolUse","tool_response":{"success":false}}""").Event.Failed.ShouldBeTrue();
        ReplyTests.Read("", """{"hook_event_name":"PostToolUseFailure","error":"boom"}""").Event.Result.ShouldBe("boom");
    }

    [TestMethod]
    [DataRow(AgentEvents.ClaudeStop, true)]
    [DataRow(AgentEvents.CodexStop, false)]
    [DataRow(AgentEvents.CursorStop, true)]
    public void It_is_known_whether_a_hook_has_sent_the_agent_on_already(string recorded, bool isActive) =>
        ReplyTests.Read("", recorded).Event.StopActive.ShouldBe(isActive);

    [TestMethod]
    [DataRow("""{"hook_event_name":7,"tool_input":[],"cwd":{},"session_id":null}""")]
    [DataRow("""{"hook_event_name":"PreToolUse","tool_name":{"a":1},"tool_input":"not json","cwd":"\u0000"}""")]
    [DataRow("""{"hook_event_name":"PreToolUse","tool_input":{"command":"\ud800","file_path":"\udc00"}}""")]
    [DataRow("""{"hook_event_name":"Tomorrow","workspace_roots":[null]}""")]
    public void What_is_of_another_kind_than_it_should_be_is_not_there(string recorded) =>
        ReplyTests.Read("", recorded).Event.WorkingDirectory.ShouldBe("/repo");
}
