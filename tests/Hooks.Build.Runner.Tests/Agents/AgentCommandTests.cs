using System.Text;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Tests.Agents;

/// <summary>Which hooks answer an event, and what happens where none can.</summary>
[TestClass]
public sealed class AgentCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hooks-agent-").FullName;
    private readonly List<string> _ran = [];

    [TestMethod]
    [DataRow("", "repository", "", DisplayName = "in the repository")]
    [DataRow("elsewhere", "elsewhere", "repository", DisplayName = "beside it, with the project's folder in the environment")]
    [DataRow("repository/vendored", "repository/vendored", "repository", DisplayName = "in a submodule")]
    [DataRow("gone", "repository", "", DisplayName = "in a folder that is gone")]
    [DataRow("other", "elsewhere", "repository", DisplayName = "in another repository")]
    public void The_hooks_of_the_repository_answer_wherever_the_agent_stands(string cwd, string folder, string variable)
    {
        MakeRepositories();
        var reply = Answer(
            Call, $$"""{"hook_event_name":"PreToolUse","cwd":{{Json(cwd)}},"tool_name":"Bash","tool_input":{"command":"x"} }""", folder, variable);
        _ran.ShouldBe([Path.Combine(_folder, "repository")]);
        reply.Errors.ShouldBe("Guard: no");
    }

    [TestMethod]
    [DataRow("PreToolUse")]
    [DataRow("PostToolUse")]
    public void In_a_submodule_without_hooks_those_of_the_repository_around_it_answer(string name)
    {
        MakeRepositories();
        _ = Answer(Call with { EventName = name }, $$"""{"hook_event_name":"{{name}}","cwd":{{Json("repository/vendored")}}}""", "repository/vendored", "");
        _ran.ShouldBe([Path.Combine(_folder, "repository")]);
        _ran.Clear();
        Write("repository/vendored/build/Hooks.csproj");
        _ = Answer(Call with { EventName = name }, $$"""{"hook_event_name":"{{name}}","cwd":{{Json("repository/vendored")}}}""", "repository/vendored", "");
        _ran.ShouldBe([Path.Combine(_folder, "repository/vendored")]);
    }

    [TestMethod]
    [DataRow("aborted", false)]
    [DataRow("error", false)]
    [DataRow("completed", true)]
    [DataRow("tomorrow", true)]
    public void Whoever_stops_an_agent_does_not_have_it_sent_on(string status, bool isSentOn)
    {
        MakeRepositories();
        var reply = Answer(
            new AgentCall("cursor", "stop", FailsClosed: false, Call.Paths),
            $$"""{"conversation_id":"c","generation_id":"g","hook_event_name":"stop","cursor_version":"2.4.0","status":"{{status}}","loop_count":0}""",
            "repository",
            "");
        reply.Output.ShouldBe(isSentOn ? "{\"followup_message\":\"Guard: no\"}" : "{}");
        _ran.Count.ShouldBe(isSentOn ? 1 : 0);
    }

    [TestMethod]
    public void The_roots_of_a_workspace_are_looked_at_too()
    {
        MakeRepositories();
        _ = Answer(
            Call,
            $$"""{"hook_event_name":"PreToolUse","cwd":{{Json("elsewhere")}},"workspace_roots":[7,{{Json("other")}},{{Json("repository")}}]}""",
            "elsewhere",
            "");
        _ran.ShouldBe([Path.Combine(_folder, "repository")]);
    }

    [TestMethod]
    public void A_project_that_is_there_and_not_built_does_not_leave_its_tree_to_the_hooks_of_another()
    {
        MakeRepositories();
        Write("other/build/Hooks.csproj");
        _ = Answer(Call, $$"""{"hook_event_name":"PreToolUse","cwd":{{Json("other")}}}""", "repository", "repository");
        _ran.ShouldBe([Path.Combine(_folder, "other"), Path.Combine(_folder, "repository")]);
    }

    [TestMethod]
    [DataRow("PreToolUse", "repository,other", DisplayName = "its project's is where the guard is")]
    [DataRow("PreToolUse", "other,repository", DisplayName = "the one in which it stands is where the guard is")]
    [DataRow("UserPromptSubmit", "repository", DisplayName = "before a prompt")]
    public void Each_repository_of_an_agent_can_hold_it_back_and_one_that_lets_it_go_on_does_not_speak_for_the_other(string name, string guarded)
    {
        MakeRepositories();
        Write("other/build/obj/hooks.state");
        var reply = AgentCommand.Answer(
            Call with { EventName = name },
            Encoding.UTF8.GetBytes($$"""{"hook_event_name":"{{name}}","session_id":"s","prompt_id":"p","cwd":{{Json("other")}}}"""),
            variable => variable == "CLAUDE_PROJECT_DIR" ? Path.Combine(_folder, "repository", "vendored", "..") : null,
            Path.Combine(_folder, "repository/vendored"),
            (_, tree) =>
            {
                _ran.Add(tree.Root);
                return tree.Root == Path.Combine(_folder, guarded.Split(',')[0]) ? new AgentAnswer { Reason = "Guard: no" } : AgentAnswer.None;
            });
        _ran.ShouldBe([Path.Combine(_folder, "other"), Path.Combine(_folder, "repository")]);
        (reply.Output + reply.Errors).ShouldContain("Guard: no");
    }

    [TestMethod]
    [DataRow("PostToolUse")]
    [DataRow("Stop")]
    [DataRow("SessionStart")]
    public void Where_nothing_can_be_forbidden_the_one_in_which_it_stands_answers_alone(string name)
    {
        MakeRepositories();
        Write("other/build/obj/hooks.state");
        _ = Answer(Call with { EventName = name }, $$"""{"hook_event_name":"{{name}}","cwd":{{Json("other")}}}""", "repository", "repository");
        _ran.ShouldBe([Path.Combine(_folder, "other")]);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Links need a right there.")]
    public void A_repository_that_is_reached_by_two_paths_answers_once()
    {
        MakeRepositories();
        _ = Directory.CreateSymbolicLink(Path.Combine(_folder, "link"), Path.Combine(_folder, "repository"));
        _ = Answer(Call, $$"""{"hook_event_name":"PreToolUse","cwd":{{Json("link")}}}""", "repository", "repository");
        _ran.ShouldBe([Path.Combine(_folder, "link")]);
    }

    [TestMethod]
    [DataRow("broken", "repository")]
    [DataRow("repository", "broken")]
    public void A_repository_that_is_broken_keeps_no_other_from_answering(string cwd, string variable)
    {
        MakeRepositories();
        Write("broken/.git");
        _ = Answer(Call, $$"""{"hook_event_name":"PreToolUse","cwd":{{Json(cwd)}}}""", "elsewhere", variable);
        _ran.ShouldBe([Path.Combine(_folder, "repository")]);
    }

    [TestMethod]
    public void Where_the_only_repository_is_broken_it_is_told()
    {
        MakeRepositories();
        Write("broken/.git");
        Answer(
            Call,
            $$"""{"hook_event_name":"PreToolUse","session_id":"s","prompt_id":"p","cwd":{{Json("broken")}}}""",
            "elsewhere",
            "").Output.ShouldContain("names no git directory");
        Answer(
            Call with { FailsClosed = true },
            $$"""{"hook_event_name":"PreToolUse","session_id":"s","prompt_id":"p","cwd":{{Json("broken")}}}""",
            "elsewhere",
            "").Output.ShouldContain("\"permissionDecision\":\"deny\"");
    }

    [TestMethod]
    public void Where_no_folder_is_in_a_repository_it_is_held_back_if_that_was_asked_for_and_told_else()
    {
        MakeRepositories();
        const string Event = """{"hook_event_name":"PreToolUse","session_id":"s","prompt_id":"p"}""";
        Answer(Call, Event, "elsewhere", "").Output.ShouldContain("is in no git repository");
        Answer(Call with { FailsClosed = true }, Event, "elsewhere", "").Output.ShouldContain("\"permissionDecision\":\"deny\"");
        _ran.ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow(null, "larger than 16 MiB")]
    [DataRow("", "no event")]
    [DataRow("{\"a\":", "no whole JSON object")]
    [DataRow("{\"hook_event_name\":\"Tomorrow\"}", "Tomorrow is no event")]
    public void What_no_hook_can_judge_is_held_back_if_that_was_asked_for(string? text, string why)
    {
        AgentCall call = new("claude", "", FailsClosed: true, []);
        var bytes = text is null ? null : Encoding.UTF8.GetBytes(text);
        var held = AgentCommand.Answer(call, bytes, _ => null, _folder, (_, _) => AgentAnswer.None);
        (held.ExitCode, held.Output).ShouldBe((2, ""));
        held.Errors.ShouldContain(why);
        var told = AgentCommand.Answer(call with { FailsClosed = false }, bytes, _ => null, _folder, (_, _) => AgentAnswer.None);
        (told.ExitCode, told.Output).ShouldBe((0, "{}"));
        told.Errors.ShouldContain(why);
    }

    [TestMethod]
    public void A_fault_of_ours_is_no_leave()
    {
        MakeRepositories();
        var call = Call with { FailsClosed = true };
        AgentCommand.Answer(
            call,
            Encoding.UTF8.GetBytes(AgentEvents.ClaudeShell),
            _ => null,
            Path.Combine(_folder, "repository"),
            (_, _) => throw new InvalidOperationException("boom")).Output.ShouldContain("InvalidOperationException: boom");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static AgentCall Call => new("claude", "PreToolUse", FailsClosed: false, ["build/Hooks.csproj", "build/obj/hooks.state"]);

    private AgentReply Answer(AgentCall call, string json, string folder, string variable) =>
        AgentCommand.Answer(call, Encoding.UTF8.GetBytes(json), name => name == "CLAUDE_PROJECT_DIR" && variable.Length > 0
            ? Path.Combine(_folder, variable)
            : null, Path.Combine(_folder, folder), (_, tree) =>
        {
            _ran.Add(tree.Root);
            return new AgentAnswer { Reason = "Guard: no" };
        });

    private string Json(string folder) => folder.Length == 0 ? "\"\"" : System.Text.Json.JsonSerializer.Serialize(Path.Combine(_folder, folder));

    private void MakeRepositories()
    {
        _ = Directory.CreateDirectory(Path.Combine(_folder, "elsewhere"));
        foreach (var root in (string[])["repository", "repository/vendored", "other"])
        {
            Write(root + "/.git/HEAD");
            _ = Directory.CreateDirectory(Path.Combine(_folder, root, ".git", "objects"));
        }

        Write("repository/build/obj/hooks.state");
    }

    private void Write(string path)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, path))!);
        File.WriteAllText(Path.Combine(_folder, path), "");
    }
}
