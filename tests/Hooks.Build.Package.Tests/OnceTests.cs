using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>What was wished for one build holds for that build.</summary>
[TestClass]
public sealed class OnceTests
{
    private const string State = "build/obj/hooks.state";

    [TestMethod]
    public async Task A_setting_of_the_environment_or_the_command_line_is_not_in_the_state()
    {
        var repository = await TestRepository.CreateAsync("""[Hook] const string Lint = "true";""");
        repository.WriteProject("<TargetFramework>net10.0</TargetFramework><HookSkip>Lint</HookSkip>");
        _ = (await repository.BuildAsync("-p:HooksRunOnBuild=false")).ShouldExitWith(0);
        var before = Settings(repository);
        before.ShouldContain("setting\tHookSkip\tLint");

        (string, string)[] once = [("HookSkip", "other"), ("HOOKSKIP", "other"), ("HooksFix", "false"), ("HooksCache", "false"), ("HookProperties", "A=b")];
        for (var i = 0; i < once.Length; i++)
        {
            repository.Write("build/More.cs", $"// {i}\n");
            _ = (await repository.DotnetAsync(["build", TestRepository.Project, "--no-restore", "-p:HooksRunOnBuild=false"], once[i])).ShouldExitWith(0);
            Settings(repository).ShouldBe(before, once[i].Item1);
        }

        repository.Write("build/More.cs", "// last\n");
        _ = (await repository.BuildAsync("-p:HooksRunOnBuild=false", "-p:HookSkip=other")).ShouldExitWith(0);
        Settings(repository).ShouldBe(before);

        // These are no settings of the project: the state is written, and has none of them.
        _ = (await repository.DotnetAsync(["build", TestRepository.Project, "--no-restore", "-p:HooksRunOnBuild=false"], ("HOOKS_CACHE", "0"), ("CI", "true")))
            .ShouldExitWith(0);
        Settings(repository).ShouldBe(before);
        File.GetLastWriteTimeUtc(repository.FullPath(State)).ShouldBeGreaterThan(File.GetLastWriteTimeUtc(repository.FullPath("build/More.cs")));
    }

    [TestMethod]
    public async Task HOOKS_CACHE_of_the_environment_holds_for_the_build()
    {
        var repository = await TestRepository.CreateAsync("""[Hook(Files = ["**/*.cs"])] const string Note = "sh -c 'echo x >> ran'";""");
        repository.WriteProject(
            $"<TargetFramework>net10.0</TargetFramework><HooksCache>true</HooksCache><HooksCacheDirectory>{repository.FullPath("../cache-of-once")}</HooksCacheDirectory>");
        for (var i = 0; i < 2; i++)
        {
            _ = (await repository.DotnetAsync(["build", TestRepository.Project, "--no-restore"], ("HOOKS_CACHE", "0"))).ShouldExitWith(0);
        }

        repository.ReadLines("ran").Count.ShouldBe(2);
    }

    [TestMethod]
    public async Task What_is_left_out_once_is_not_taken_for_passed()
    {
        var repository = await TestRepository.CreateAsync("""
            [Hook(Files = ["**/*.cs"])] const string Note = "true {files}";
            [Hook(Files = ["**/*.cs"])] const string Lint = "false {files}";
            """);
        repository.WriteProject(
            $"<TargetFramework>net10.0</TargetFramework><HooksCacheDirectory>{repository.FullPath("../cache-of-left-out")}</HooksCacheDirectory>");
        for (var i = 0; i < 3; i++)
        {
            // The last of them finds everything up to date.
            _ = (await repository.DotnetAsync(["build", TestRepository.Project, "--no-restore"], ("HOOKS_SKIP", "Lint"))).ShouldExitWith(0);
        }

        repository.Has("build/obj/Debug/net10.0/hooks/uptodate").ShouldBeTrue();
        (await repository.BuildAsync()).ShouldExitWith(1).Errors.ShouldContain(error => error.Contains("Hook 'Lint' failed", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task HOOKS_CACHE_of_the_environment_holds_where_all_is_up_to_date()
    {
        var repository = await TestRepository.CreateAsync("""[Hook(Files = ["**/*.cs"])] const string Note = "sh -c 'echo x >> ran'";""");
        repository.WriteProject(
            $"<TargetFramework>net10.0</TargetFramework><HooksCacheDirectory>{repository.FullPath("../cache-up-to-date")}</HooksCacheDirectory>");
        for (var i = 0; i < 3; i++)
        {
            _ = (await repository.BuildAsync()).ShouldExitWith(0);
        }

        repository.Has("build/obj/Debug/net10.0/hooks/uptodate").ShouldBeTrue();
        var before = repository.ReadLines("ran").Count;
        _ = (await repository.DotnetAsync(["build", TestRepository.Project, "--no-restore"], ("HOOKS_CACHE", "0"))).ShouldExitWith(0);
        repository.ReadLines("ran").Count.ShouldBe(before + 1);
    }

    private static List<string> Settings(TestRepository repository) =>
        [.. File.ReadLines(repository.FullPath(State)).Where(line => line.StartsWith("setting\t", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
