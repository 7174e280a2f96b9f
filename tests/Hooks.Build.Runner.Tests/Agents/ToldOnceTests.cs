using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Tests.Doors;

namespace Hooks.Build.Runner.Tests.Agents;

/// <summary>What is said once a session is said where the agent has a place for it.</summary>
[TestClass]
public sealed class ToldOnceTests : IDisposable
{
    private const string NotBuilt = "build/Hooks.csproj is not built here";
    private static readonly (HookStages Stage, string Said)[] Turn =
    [
        (HookStages.SessionStart, "\"source\":\"startup\""),
        (HookStages.PromptSubmit, "\"prompt\":\"x\""),
        (HookStages.BeforeTool, "\"tool_name\":\"Write\",\"tool_input\":{\"file_path\":\"a.cs\"}"),
        (HookStages.AfterTool, "\"tool_name\":\"Write\",\"tool_input\":{\"file_path\":\"a.cs\"}"),
        (HookStages.AgentStop, "\"stop_hook_active\":false"),
    ];

    private readonly TemporaryFolder _folder = new();

    public ToldOnceTests()
    {
        _ = Directory.CreateDirectory(Path.Combine(_folder.Path, ".git", "objects"));
        File.WriteAllText(Path.Combine(_folder.Path, ".git", "HEAD"), "");
        _ = Directory.CreateDirectory(Path.Combine(_folder.Path, "build"));
        File.WriteAllText(Path.Combine(_folder.Path, "build", "Hooks.csproj"), "");
    }

    public static IEnumerable<object[]> Beginnings =>
        from agent in AgentNames.Installable from at in Enumerable.Range(0, Turn.Length) select new object[] { agent, at };

    [TestMethod]
    [DynamicData(nameof(Beginnings))]
    public void Each_agent_is_told_once_in_a_session_wherever_its_hooks_begin(string agent, int at)
    {
        var answers = Enumerable.Range(0, 2 * Turn.Length).Select(next => Answer(agent, Turn[(at + next) % Turn.Length])).ToList();
        answers.Count(answer => answer.Contains(NotBuilt, StringComparison.Ordinal)).ShouldBe(1, string.Join('\n', answers));
    }

    [TestMethod]
    public void An_event_without_a_place_for_it_leaves_it_to_the_next()
    {
        Answer(AgentNames.Cursor, Turn[2]).ShouldBe("{}");
        Answer(AgentNames.Cursor, Turn[3]).ShouldContain(NotBuilt);
    }

    public void Dispose() => _folder.Dispose();

    private string Answer(string agent, (HookStages Stage, string Said) one)
    {
        var name = AgentStageNames.NameOf(agent, one.Stage);
        var own = agent switch
        {
            AgentNames.Cursor => "\"conversation_id\":\"s\",\"cursor_version\":\"2.4.0\"",
            AgentNames.Claude => "\"session_id\":\"s\",\"prompt_id\":\"t\"",
            _ => "\"session_id\":\"s\"",
        };
        AgentCall call = new(agent, name, FailsClosed: false, ["build/Hooks.csproj", "build/obj/hooks.state"]);
        return AgentCommand.Answer(
            call,
            Encoding.UTF8.GetBytes($$"""{"hook_event_name":"{{name}}",{{own}},{{one.Said}}}"""),
            _ => null,
            _folder.Path,
            (read, tree) => AgentRun.Execute(read, call, tree, 0, CancellationToken.None)).Output;
    }
}
