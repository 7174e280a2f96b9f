using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

[TestClass]
public sealed class OrderTests
{
    // Each of the first two ends only when the other has started.
    private const string Diamond = """
        [Hook(Timeout = 60)] const string Format = "sh -c 'touch format; while [ ! -e lint ]; do sleep 0.02; done; echo Format >> order'";
        [Hook(Timeout = 60)] const string Lint = "sh -c 'touch lint; while [ ! -e format ]; do sleep 0.02; done; echo Lint >> order'";
        [Hook(DependsOn = [nameof(Format), nameof(Lint)], Profiles = ["deep"], Stages = HookStages.Build | HookStages.PrePush)]
        static void Check(HookContext hook) => File.AppendAllText(Path.Combine(hook.RepositoryRoot, "order"), "Check\n");
        """;

    [TestMethod]
    public async Task Independent_hooks_run_at_once_and_the_dependent_runs_last()
    {
        var repository = await TestRepository.CreateAsync(Diamond);
        var run = (await repository.BuildAsync("-p:NoWarn=HOOK0007")).ShouldExitWith(0);
        repository.ReadLines("order").Count.ShouldBe(3);
        repository.ReadLines("order")[^1].ShouldBe("Check");
        run.Summaries.ShouldHaveSingleItem().ShouldContain("hooks: 3 passed in ");
    }
}
