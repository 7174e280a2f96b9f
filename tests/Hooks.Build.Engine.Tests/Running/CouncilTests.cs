using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Processes;

namespace Hooks.Build.Engine.Tests.Running;

/// <summary>Hooks that wait for answers, such as those of a council of models, with real processes.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Only Linux tells what a process uses while it runs.")]
public sealed class CouncilTests
{
    // In a ring: none ends before all three have begun.
    private static readonly (string Item, string Script)[] Members = [("a", "echo > ab; cat ca"), ("b", "cat ab; echo > bc"), ("c", "cat bc; echo > ca")];

    [TestMethod]
    public async Task Three_hooks_of_a_matrix_that_wait_all_run_at_the_same_moment_on_two_cores_though_nothing_was_learned_of_them()
    {
        using TempFolder folder = new();
        _ = folder.Shell("mkfifo ab bc ca");
        var launcher = SystemLauncher.Create();
        using var disposable = launcher as IDisposable;
        var plan = Make.Plan([.. Members.Select(member => Make.Hook($"Ask[{member.Item}]") with
        {
            Matrix = "Ask",
            Item = member.Item,
            Command = [["sh", "-c", member.Script]],
        })]);
        var report = await HookEngine.RunAsync(
            plan,
            Make.Request(folder.Path) with { Cores = 2 },
            EngineServices.Create(worker: null, launcher, Child.Environment),
            new Recorder(),
            CancellationToken.None);
        report.Hooks.Select(hook => hook.Outcome).ShouldAllBe(outcome => outcome == HookOutcome.Succeeded);
    }
}
