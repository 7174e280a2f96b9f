using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class DependencyNeverRunsTests
{
    [TestMethod]
    public Task Stages_and_profiles_are_named_once_a_dependency() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            [Hook(Profiles = ["fast"])] const string Format = "dotnet format";
            [Hook(DependsOn = [{|HOOK0007:nameof(Format)|}], Stages = HookStages.Build | HookStages.PrePush, Profiles = ["FAST"])] const string ByStage = "a";
            [Hook(DependsOn = [{|HOOK0007:nameof(Format)|}], Profiles = ["fast", "full"])] const string ByProfile = "b";
            [Hook(DependsOn = [{|HOOK0007:nameof(Format)|}], Stages = HookStages.PrePush | HookStages.Manual, Profiles = ["full", "nightly", "fast"])] const string ByBoth = "c";
        }
        """,
        "Hook 'ByStage' depends on 'Format', which does not run in stage PrePush; there 'ByStage' runs without it",
        "Hook 'ByProfile' depends on 'Format', which does not run in profile 'full'; there 'ByProfile' runs without it",
        "Hook 'ByBoth' depends on 'Format', which does not run in stages PrePush and Manual and profiles 'full' and 'nightly'; there 'ByBoth' runs without it");

    [TestMethod]
    public Task A_dependency_without_profiles_runs_in_none() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook] const string Format = "dotnet format";
            [Hook(DependsOn = [{|HOOK0007:nameof(Format)|}], Profiles = ["fast"])] const string Test = "dotnet test";
        }
        """);

    [TestMethod]
    public Task A_dependency_that_runs_more_often_is_right() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook(Stages = (HookStages)127, Profiles = ["fast", "full"])] const string Format = "dotnet format";
            [Hook(DependsOn = [nameof(Format)], Profiles = ["fast"])] const string Test = "dotnet test";
            [Hook(DependsOn = [nameof(Format)])] const string Scan = "scan";
        }
        """);

    [TestMethod]
    public Task Order_alone_gates_nothing() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook] const string Format = "dotnet format";
            [Hook(After = [nameof(Format)], Stages = HookStages.PrePush, Profiles = ["fast"])] const string Test = "dotnet test";
        }
        """);
}
