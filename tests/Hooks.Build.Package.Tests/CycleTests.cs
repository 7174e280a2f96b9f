using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

[TestClass]
public sealed class CycleTests
{
    private const string Circle = """
        [Hook(DependsOn = [nameof(B)])] const string A = "touch ran";
        [Hook(DependsOn = [nameof(C)])] const string B = "touch ran";
        [Hook(DependsOn = [nameof(A)])] const string C = "touch ran";
        """;

    [TestMethod]
    public async Task A_circle_fails_the_build_at_its_line_until_it_is_repaired()
    {
        var repository = await TestRepository.CreateAsync(Circle);
        var run = (await repository.BuildAsync()).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem()
            .ShouldStartWith(repository.FullPath(TestRepository.Source) + "(2,20): error HOOK0001: Circular hooks: A -> B -> C -> A");
        repository.Has("ran").ShouldBeFalse();

        repository.WriteHooks(Circle.Replace("(DependsOn = [nameof(A)])", ""));
        (await repository.BuildAsync()).ShouldExitWith(0).Summaries.ShouldHaveSingleItem().ShouldContain("3 passed");
    }

    [TestMethod]
    [DataRow("-p:RunAnalyzers=false")]
    [DataRow("-p:RunAnalyzersDuringBuild=false")]
    [DataRow("-p:NoWarn=HOOK0001")]
    public async Task A_circle_is_refused_also_with(string option)
    {
        var repository = await TestRepository.CreateAsync(Circle);
        var run = (await repository.BuildAsync(option)).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("RepoHooks.cs(2,20): error HOOK0001: Circular hooks: A -> B -> C -> A");
        repository.Has("ran").ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("-p:RunAnalyzers=false")]
    public async Task A_dependency_that_is_no_hook_is_HOOK0002(string option)
    {
        var repository = await TestRepository.CreateAsync(
            """[Hook(DependsOn = ["Formt"])] const string Lint = "touch ran"; [Hook] const string Format = "touch ran";""");
        var run = (await repository.BuildAsync(option.Length == 0 ? [] : [option])).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("RepoHooks.cs(2,20): error HOOK0002: ");
        run.Errors[0].ShouldContain("'Formt'");
        run.Errors[0].ShouldContain("did you mean 'Format'");
        repository.Has("ran").ShouldBeFalse();
    }
}
