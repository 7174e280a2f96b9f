using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>What is remembered between builds and commits, with the packed product.</summary>
[TestClass]
public sealed class CachingTests
{
    private const string Hooks = """
        [Hook(Files = ["src/**/*.txt"])] const string Lint = "sh -c 'echo Lint >> ran; ! grep -n bad \"$@\"' sh {files}";
        [Hook(Files = ["src/**/*.txt"], PerFile = true)] static Task Look(HookContext hook) => hook.ForEachFileAsync((file, cancel) => { Seen.Note(hook, file); return Task.CompletedTask; });
        """;

    private const string Helper = """
        using Hooks.Build;
        static class Seen { public static void Note(HookContext hook, HookFile file) { lock (typeof(Seen)) System.IO.File.AppendAllText(System.IO.Path.Combine(hook.RepositoryRoot, "ran"), "Look " + file.Path + "\n"); } }
        """;

    [TestMethod]
    public async Task A_build_in_which_nothing_changed_runs_no_hook_and_says_nothing()
    {
        var repository = await CreateAsync();
        (await repository.BuildAsync()).ShouldExitWith(0);
        Forget(repository);
        // The folder in which the first build and its hooks wrote is as the second found it.
        (await repository.BuildAsync()).ShouldExitWith(0).Summaries.ShouldHaveSingleItem().ShouldEndWith("(2 remembered)");
        var again = (await repository.BuildAsync("-v:m")).ShouldExitWith(0);
        again.Summaries.ShouldBeEmpty();
        repository.Has("ran").ShouldBeFalse();
    }

    [TestMethod]
    public async Task Only_what_changed_is_checked()
    {
        var repository = await CreateAsync();
        (await repository.BuildAsync()).ShouldExitWith(0);
        Forget(repository);
        repository.Write("src/b.txt", "new");
        (await repository.BuildAsync()).ShouldExitWith(0).Summaries.ShouldHaveSingleItem().ShouldContain("Look");
        repository.ReadLines("ran").Order(StringComparer.Ordinal).ShouldBe(["Lint", "Look src/b.txt"]);
    }

    [TestMethod]
    public async Task A_change_of_a_helper_makes_the_hook_run_that_calls_it()
    {
        var repository = await CreateAsync();
        (await repository.BuildAsync()).ShouldExitWith(0);
        Forget(repository);
        repository.Write("build/Helper.cs", Helper.Replace("\"Look \"", "\"Saw \"", StringComparison.Ordinal));
        (await repository.BuildAsync()).ShouldExitWith(0);
        repository.ReadLines("ran").Order(StringComparer.Ordinal).ShouldBe(["Saw src/a.txt", "Saw src/b.txt"]);
    }

    [TestMethod]
    public async Task A_rebuild_and_a_clean_change_nothing_of_what_is_remembered()
    {
        var repository = await CreateAsync();
        (await repository.BuildAsync()).ShouldExitWith(0);
        Forget(repository);
        (await repository.BuildAsync("--no-incremental")).ShouldExitWith(0);
        repository.Has("ran").ShouldBeFalse();
    }

    [TestMethod]
    public async Task CleanHooks_forgets()
    {
        var repository = await CreateAsync();
        (await repository.BuildAsync()).ShouldExitWith(0);
        Forget(repository);
        (await repository.TargetAsync("CleanHooks")).ShouldExitWith(0).Output.ShouldContain("forgot all results: removed ");
        (await repository.BuildAsync()).ShouldExitWith(0);
        repository.ReadLines("ran").Count.ShouldBe(3);
    }

    [TestMethod]
    public async Task HooksCache_false_runs_everything()
    {
        var repository = await CreateAsync();
        (await repository.BuildAsync()).ShouldExitWith(0);
        Forget(repository);
        (await repository.BuildAsync("-p:HooksCache=false")).ShouldExitWith(0);
        repository.ReadLines("ran").Count.ShouldBe(3);
    }

    [TestMethod]
    public async Task A_failure_is_told_again_and_an_explanation_names_what_changed()
    {
        var repository = await CreateAsync();
        (await repository.BuildAsync()).ShouldExitWith(0);
        repository.Write("src/a.txt", "bad");
        (await repository.BuildAsync()).ShouldExitWith(1);
        var explained = (await repository.TargetAsync("ExplainHooks", "-p:HookFilter=Lint", "-p:HookStage=Build")).ShouldExitWith(0);
        explained.Output.ShouldContain("Lint would run now");
        explained.Lines.ShouldContain(line => line.Contains("src/a.txt changed from "));
        repository.Write("src/a.txt", "good");
        (await repository.BuildAsync()).ShouldExitWith(0);
    }

    [TestMethod]
    public async Task The_runner_explains_and_forgets_too()
    {
        var repository = await CreateAsync();
        (await repository.BuildAsync()).ShouldExitWith(0);
        var explained = await RunnerAsync(repository, "explain", "lint");
        explained.ShouldExitWith(0).Output.ShouldContain("Lint would not run now: all it depends on is as it was");
        (await RunnerAsync(repository, "clean")).ShouldExitWith(0).Output.ShouldContain("forgot all results");
    }

    private static Task<SdkRun> RunnerAsync(TestRepository repository, params string[] arguments) =>
        SdkRun.RunAsync(repository.Root, "dotnet", [RunnerTests.RunnerOf(repository), .. arguments]);

    private static void Forget(TestRepository repository) => File.Delete(repository.FullPath("ran"));

    private static async Task<TestRepository> CreateAsync()
    {
        var repository = await TestRepository.CreateBuiltAsync(Hooks.Replace("Seen.Note(hook, file)", "_ = file", StringComparison.Ordinal));
        repository.WriteProject("<TargetFramework>net10.0</TargetFramework><HooksCacheDirectory>.cache</HooksCacheDirectory>");
        repository.WriteHooks(Hooks);
        repository.Write("build/Helper.cs", Helper);
        repository.Write("src/a.txt", "a");
        repository.Write("src/b.txt", "b");
        repository.Write(".gitignore", "ran\n.cache/\nbin/\nobj/\n");
        return repository;
    }
}
