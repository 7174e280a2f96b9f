using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Guarding;

[TestClass]
public sealed class NoVerifyTests
{
    [TestMethod]
    public async Task Who_judges_events_is_not_left_out_for_the_files_that_an_event_names()
    {
        using GuardedRepository repository = new(Make.Guard("Guard", "agent:no-verify-guard") with { Project = Make.Project("src") });
        AgentEvent outside = new() { Stage = HookStages.BeforeTool, Tool = AgentTool.Shell, Command = "git commit --no-verify # *** Begin Patch", Paths = [Path.Combine(repository.Root, "README.md")] };
        (await repository.AnswerAsync(outside)).ShouldContain("--no-verify");
        repository.Hooks = [repository.Hooks[0] with { Files = ["**/*.cs"] }];
        (await repository.AnswerAsync(outside)).ShouldContain("--no-verify");
    }
}
