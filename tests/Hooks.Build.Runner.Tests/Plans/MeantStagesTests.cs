using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Plans;

namespace Hooks.Build.Runner.Tests.Plans;

[TestClass]
public sealed class MeantStagesTests
{
    [TestMethod]
    public void Without_a_stage_each_named_hook_is_explained_at_the_build_or_at_its_own_first()
    {
        var plan = HookPlan.Create([
            Hook(0, "Format", HookStages.Build | HookStages.PreCommit),
            Hook(1, "Lint", HookStages.PreCommit | HookStages.AfterTool),
            Hook(2, "Guard", HookStages.BeforeTool)]);
        MeantStages.Of(plan, ["Guard", "Format", "Lint", "Unknown"])
            .Select(one => $"{one.Stage}: {string.Join(' ', one.Names)}")
            .ShouldBe(["BeforeTool: Guard", "Build: Format Unknown", "PreCommit: Lint"]);
        MeantStages.Of(plan, []).ShouldHaveSingleItem().Stage.ShouldBe(HookStages.Build);
    }

    private static PlannedHook Hook(int index, string name, HookStages stages) => new() { Index = index, Name = name, Command = [["true"]], Stages = stages };
}
