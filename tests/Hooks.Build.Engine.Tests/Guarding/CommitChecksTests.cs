using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Guarding;

/// <summary>What a commit would refuse is told right after an edit.</summary>
[TestClass]
public sealed class CommitChecksTests : IDisposable
{
    private readonly GuardedRepository _repository = new();

    [TestMethod]
    public async Task The_hooks_of_a_commit_that_are_about_files_run_on_what_was_edited_and_others_do_not()
    {
        _repository.Hooks =
        [
            Guard(),
            OfCommit("Lint", "! grep TODO \"$@\""),
            OfCommit("Docs", "exit 1") with { Files = ["docs/**"] },
            OfCommit("Whole", "exit 1") with { Files = [], Command = [["sh", "-c", "exit 1"]] },
            OfCommit("Format", "exit 1") with { Writes = ["**/*.cs"] },
            OfCommit("AfterFormat", "exit 1", "Format"),
            OfCommit("AfterThat", "exit 1", "AfterFormat"),
            OfCommit("Build", "exit 1") with { Stages = HookStages.Build },
            Make.Check("Space", "hooks:trailing-whitespace") with { Stages = HookStages.PreCommit },
        ];
        (await OutcomesAsync(Edited("src/a.cs"))).ShouldBe(["Guard Succeeded", "Lint Succeeded", "Docs NoFiles", "Space Succeeded"]);
        _ = _repository.Files.Edit("src/a.cs", "TODO \n").Edit("src/b.cs", "TODO \n");
        var report = await _repository.RunAsync(Edited("src/a.cs"));
        report.Hooks.Single(hook => hook.Hook.Name == "Lint").Tail.ShouldBe(["TODO"]);
        report.Hooks.Single(hook => hook.Hook.Name == "Space").Findings.ShouldHaveSingleItem().File.ShouldEndWith("src/a.cs");
        File.ReadAllText(Path.Combine(_repository.Root, "src/a.cs")).ShouldBe("TODO \n");
        (await OutcomesAsync(Edited("../elsewhere.cs"))).ShouldBe(["Guard Succeeded", "Lint NoFiles", "Docs NoFiles", "Space NoFiles"]);
    }

    [TestMethod]
    public async Task At_the_end_of_a_turn_they_run_on_what_differs_from_the_last_commit()
    {
        _repository.Hooks = [Guard() with { Stages = HookStages.AgentStop, Tools = [] }, OfCommit("Lint", "! grep -l TODO \"$@\"")];
        _ = _repository.Files.Edit("src/a.cs", "TODO\n").Edit("src/b.cs", "TODO\n").Shell("git add -A && git commit -qm x");
        (await OutcomesAsync(new AgentEvent { Stage = HookStages.AgentStop })).ShouldBe(["Guard Succeeded", "Lint NoFiles"]);
        _ = _repository.Files.Edit("src/b.cs", "TODO more\n");
        var report = await _repository.RunAsync(new AgentEvent { Stage = HookStages.AgentStop });
        report.Hooks.Single(hook => hook.Hook.Name == "Lint").Tail.ShouldBe(["src/b.cs"]);
    }

    [TestMethod]
    public async Task Without_it_or_for_another_tool_or_stage_they_are_left_to_the_commit()
    {
        _repository.Hooks = [Make.Guard("Guard", "agent:commit-checks"), OfCommit("Lint", "exit 1")];
        (await OutcomesAsync(Edited("src/a.cs") with { Tool = AgentTool.Shell })).ShouldBeEmpty();
        (await OutcomesAsync(Edited("src/a.cs") with { Stage = HookStages.BeforeTool })).ShouldBeEmpty();
        _repository.Hooks = [Make.Guard("Other", "agent:secrets") with { Stages = HookStages.AfterTool }, OfCommit("Lint", "exit 1")];
        (await OutcomesAsync(Edited("src/a.cs"))).ShouldBe(["Other Succeeded"]);
    }

    [TestMethod]
    public async Task Profiles_and_names_leave_hooks_out_and_who_cleans_up_comes_with_what_it_cleans_up_after()
    {
        _repository.Hooks =
        [
            Make.Guard("Guard", "agent:commit-checks --profile fast --skip Slow"),
            OfCommit("Quick", "true") with { Profiles = ["fast"] },
            OfCommit("Slow", "true") with { Profiles = ["fast"] },
            OfCommit("AfterSlow", "true", "Slow") with { Profiles = ["FAST"] },
            OfCommit("Other", "true") with { Profiles = ["thorough"] },
            OfCommit("Clean", "true", "Quick") with { Finally = true, Files = [], Command = [["sh", "-c", "true"]] },
            OfCommit("CleanOther", "true", "Other") with { Finally = true, Files = [], Command = [["sh", "-c", "true"]] },
        ];
        (await OutcomesAsync(Edited("src/a.cs"))).ShouldBe(["Guard Succeeded", "Quick Succeeded", "AfterSlow Succeeded", "Clean Succeeded"]);
    }

    public void Dispose() => _repository.Dispose();

    private static PlannedHook Guard() => Make.Guard("Guard", "agent:commit-checks");

    private static PlannedHook OfCommit(string name, string script, params string[] dependsOn) =>
        Make.Hook(name, dependsOn) with { Stages = HookStages.PreCommit, Files = ["**/*.cs"], Command = [["sh", "-c", script, "_", "{files}"]] };

    private EventOf Edited(string path) => new(HookStages.AfterTool, AgentTool.Edit, Path.GetFullPath(path, _repository.Root));

    private Task<List<string>> OutcomesAsync(EventOf agent) => OutcomesAsync(agent.ToEvent());

    private async Task<List<string>> OutcomesAsync(AgentEvent agent) =>
        [.. (await _repository.RunAsync(agent)).Hooks.OrderBy(hook => hook.Hook.Index).Select(hook => $"{hook.Hook.Name} {hook.Outcome}")];

    private sealed record EventOf(HookStages Stage, AgentTool Tool, string Path)
    {
        public AgentEvent ToEvent() => new() { Stage = Stage, Tool = Tool, ToolName = Tool.ToString(), Paths = [Path] };

        public static implicit operator AgentEvent(EventOf agent) => agent.ToEvent();
    }
}
