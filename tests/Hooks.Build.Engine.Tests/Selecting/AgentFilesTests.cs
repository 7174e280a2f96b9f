using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Selecting;

/// <summary>Which hooks an event of a coding agent is for, and on which files.</summary>
[TestClass]
public sealed class AgentFilesTests
{
    [TestMethod]
    public async Task A_hook_is_given_the_files_that_a_tool_writes_though_they_are_not_there_yet()
    {
        using TempFolder folder = new();
        (await MatchAsync(folder, Edit(folder, "new/a.cs", "b.txt"))).ShouldBe("Given: new/a.cs; Whole: -");
        (await MatchAsync(folder, Edit(folder, "b.txt"))).ShouldBe("Given: ; Whole: -");
        (await MatchAsync(folder, Edit(folder, "../a.cs"))).ShouldBe("Given: ; Whole: -");
    }

    [TestMethod]
    public async Task Afterwards_it_is_given_those_that_are_there()
    {
        using TempFolder folder = new();
        _ = folder.File("a.cs");
        var agent = Edit(folder, "a.cs", "gone.cs");
        agent.Stage = HookStages.AfterTool;
        (await MatchAsync(folder, agent)).ShouldBe("Given: a.cs; Whole: -");
    }

    [TestMethod]
    public async Task A_tool_that_writes_no_files_is_for_hooks_without_files()
    {
        using TempFolder folder = new();
        _ = folder.File("a.cs");
        AgentEvent shell = new() { Stage = HookStages.BeforeTool, Tool = AgentTool.Shell, Command = "ls" };
        (await MatchAsync(folder, shell)).ShouldBe("Given: ; Whole: -");
        var read = Edit(folder, "a.cs");
        read.Tool = AgentTool.Read;
        (await MatchAsync(folder, read)).ShouldBe("Given: ; Whole: -");
    }

    [TestMethod]
    public async Task A_command_line_is_for_the_hooks_of_every_project_and_an_edit_for_those_of_its_folder()
    {
        using TempFolder folder = new();
        (await MatchAsync(folder, new AgentEvent { Stage = HookStages.BeforeTool, Tool = AgentTool.Shell }, "a", "b"))
            .ShouldBe("a/Given: ; a/Whole: -; b/Given: ; b/Whole: -");
        (await MatchAsync(folder, Edit(folder, "b/x.cs"), "a", "b")).ShouldBe("a/Given: ; a/Whole: ; b/Given: b/x.cs; b/Whole: -");
    }

    [TestMethod]
    [DataRow("Shell", true)]
    [DataRow("shell", true)]
    [DataRow("Bash", true)]
    [DataRow("Edit", false)]
    [DataRow("", true)]
    public void A_hook_is_for_the_tools_that_it_names_by_kind_or_by_the_agents_name(string tool, bool isSelected)
    {
        var plan = Make.Plan(Make.Hook("A") with { Stages = HookStages.BeforeTool, Tools = tool.Length == 0 ? [] : [tool] });
        RunRequest request = Make.Request() with
        {
            Stage = HookStages.BeforeTool,
            Agent = new AgentEvent { Stage = HookStages.BeforeTool, Tool = AgentTool.Shell, ToolName = "Bash" },
        };
        HookSelection.Select(plan, request).Selected[0].ShouldBe(isSelected);
    }

    [TestMethod]
    public void A_run_of_every_stage_leaves_those_of_agents_out() =>
        HookSelection.Select(
            Make.Plan(Make.Hook("A") with { Stages = HookStages.BeforeTool }, Make.Hook("B") with { Stages = HookStages.PreCommit | HookStages.AfterTool }),
            Make.Request()).Selected.ShouldBe([false, true]);

    private static AgentEvent Edit(TempFolder folder, params string[] files) =>
        new() { Stage = HookStages.BeforeTool, Tool = AgentTool.Edit, Paths = [.. files.Select(file => Path.Combine(folder.Path, file))] };

    private static async Task<string> MatchAsync(TempFolder folder, AgentEvent agent, params string[] owners)
    {
        var own = Make.Plan(Make.Hook("Given") with { Files = ["**/*.cs"], Stages = agent.Stage }, Make.Hook("Whole") with { Stages = agent.Stage });
        var plan = owners.Length == 0 ? own : HookPlan.Join(owners.Select(owner => (Make.Project(owner), own)));
        var request = Make.Request(folder.Path) with { Stage = agent.Stage, Agent = agent };
        var selection = HookSelection.Select(plan, request);
        var listing = await new AgentFiles(agent, new NoFiles()).ListAsync(folder.Path, FileChoice.OfStage, CancellationToken.None);
        var files = FileMatching.Match(selection, listing, request);
        return string.Join("; ", plan.Hooks.Select(hook => $"{hook.Name}: {(files[hook.Index] is { } given ? string.Join(' ', given) : "-")}"));
    }

    private sealed class NoFiles : IFileSource
    {
        public Task<FileListing> ListAsync(string root, FileChoice choice, CancellationToken cancellation) =>
            throw new InvalidOperationException("nobody is asked");
    }
}
