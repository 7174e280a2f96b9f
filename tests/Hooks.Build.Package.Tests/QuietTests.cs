using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

[TestClass]
public sealed class QuietTests
{
    private const string Two = """
        [Hook] const string Format = "sh -c 'echo Format >> ran; echo noise'";
        [Hook] const string Lint = "sh -c 'echo Lint >> ran; echo noise'";
        """;

    [TestMethod]
    public async Task Success_is_one_line()
    {
        var repository = await TestRepository.CreateBuiltAsync(Two);
        var run = (await repository.TargetAsync("RunHooks")).ShouldExitWith(0);
        run.Lines.Where(line => line.Length > 0).ShouldHaveSingleItem().ShouldMatch(@"^Hooks -> hooks: 2 passed in \d+(\.\d s| ms) \((Format|Lint) .*\)$");
    }

    [TestMethod]
    public async Task Success_is_one_line_more_in_a_build()
    {
        var repository = await TestRepository.CreateAsync(Two);
        var run = (await repository.DotnetAsync("msbuild", TestRepository.Project, "-nologo", "-v:m")).ShouldExitWith(0);
        var lines = run.Lines.Where(line => line.Length > 0).ToList();
        lines.Count.ShouldBe(2, run.Output);
        lines[0].ShouldEndWith("Hooks.dll");
        lines[1].ShouldStartWith("Hooks -> hooks: 2 passed in ");
    }

    [TestMethod]
    public async Task The_terminal_logger_shows_the_line_too()
    {
        var repository = await TestRepository.CreateAsync(Two);
        var run = (await repository.BuildAsync("-tl:on")).ShouldExitWith(0);
        run.Lines.Where(line => line.Contains("hooks: 2 passed in ", StringComparison.Ordinal))
            .ShouldHaveSingleItem()
            .ShouldContain("build/bin/Debug/net10.0/Hooks.dll (hooks: ");
        run.Output.ShouldNotContain("noise");
    }

    [TestMethod]
    public async Task The_terminal_logger_shows_a_failure()
    {
        var repository = await TestRepository.CreateAsync("""[Hook] const string Lint = "sh -c 'echo \"src/X.cs(3,5): error ABC123: bad\"; exit 1'";""");
        var run = (await repository.BuildAsync("-tl:on")).ShouldExitWith(1);
        run.Errors.Count.ShouldBe(2, run.Output);
        run.Errors.ShouldContain(line => line.Contains("src/X.cs(3,5): error ABC123: bad"));
        run.Errors.ShouldContain(line => line.Contains("error HOOK1001: Hook 'Lint' failed after "));
    }

    [TestMethod]
    [DataRow("-p:HooksEnabled=false")]
    [DataRow("-p:HooksRunOnBuild=false")]
    [DataRow("-p:DesignTimeBuild=true")]
    public async Task Nothing_runs_and_nothing_is_said_with(string option)
    {
        var repository = await TestRepository.CreateAsync(Two);
        var run = (await repository.BuildAsync(option, "-v:m")).ShouldExitWith(0);
        run.Output.ShouldNotContain("hooks:");
        run.Output.ShouldNotContain("HOOK", Case.Sensitive);
        repository.Has("ran").ShouldBeFalse();
    }

    [TestMethod]
    public async Task Nothing_runs_and_nothing_is_said_with_HOOKS_0()
    {
        var repository = await TestRepository.CreateAsync(Two);
        var run = (await repository.DotnetAsync(["build", TestRepository.Project, "--no-restore", "-v:m"], ("HOOKS", "0"))).ShouldExitWith(0);
        run.Output.ShouldNotContain("hooks:");
        run.Output.ShouldNotContain("HOOK", Case.Sensitive);
        repository.Has("ran").ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("RunHooks", "-tl:off")]
    [DataRow("RunHooks", "-tl:on")]
    [DataRow("RunBuildHooks", "-tl:off")]
    public async Task A_target_that_may_run_no_hooks_says_why(string target, string logger)
    {
        var repository = await TestRepository.CreateBuiltAsync(Two);
        var run = (await repository.TargetAsync(target, logger, "-p:HooksEnabled=false")).ShouldExitWith(0);
        run.Output.ShouldContain("hooks do not run: HooksEnabled is 'false'");
        repository.Has("ran").ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_build_of_the_hooks_project_inside_a_hook_runs_no_hooks()
    {
        var repository = await TestRepository.CreateAsync(
            """[Hook] const string Nested = "sh -c 'echo Nested >> ran; dotnet build build/Hooks.csproj --no-restore -v:m'";""");
        var run = (await repository.WithOwnDotnet().BuildAsync()).ShouldExitWith(0);
        run.Summaries.ShouldHaveSingleItem().ShouldContain("1 passed");
        repository.ReadLines("ran").ShouldHaveSingleItem();
        repository.Read("build/obj/Debug/net10.0/hooks/Nested.log").ShouldContain("Hooks.dll");
    }

    [TestMethod]
    public async Task A_build_that_has_nothing_to_compile_runs_the_hooks_again()
    {
        var repository = await TestRepository.CreateBuiltAsync(Two);
        _ = (await repository.BuildAsync()).ShouldExitWith(0);
        _ = (await repository.BuildAsync()).ShouldExitWith(0);
        repository.ReadLines("ran").Count.ShouldBe(4);
    }

    [TestMethod]
    public async Task A_build_that_fails_runs_no_hooks()
    {
        var repository = await TestRepository.CreateAsync(Two + "static int Broken() => \"\";");
        _ = (await repository.BuildAsync()).ShouldExitWith(1);
        repository.Has("ran").ShouldBeFalse();
    }

    [TestMethod]
    public async Task Clean_removes_nothing_that_the_next_run_needs()
    {
        var repository = await TestRepository.CreateBuiltAsync(Two);
        _ = (await repository.DotnetAsync("clean", TestRepository.Project, "-v:m")).ShouldExitWith(0);
        repository.Has("ran").ShouldBeFalse();
        (await repository.BuildAsync()).ShouldExitWith(0).Summaries.ShouldHaveSingleItem();
    }

    [TestMethod]
    public async Task Clean_removes_the_logs_of_hooks_and_keeps_the_log_of_runs()
    {
        var repository = await TestRepository.CreateBuiltAsync(Two);
        _ = (await repository.BuildAsync()).ShouldExitWith(0);
        var folder = Path.GetDirectoryName(Directory.GetFiles(repository.Root, "Format.log", SearchOption.AllDirectories).Single())!;
        await File.WriteAllTextAsync(Path.Combine(folder, "runs.jsonl"), "");
        await File.WriteAllTextAsync(Path.Combine(folder, "runs.1.jsonl"), "");
        _ = (await repository.DotnetAsync("clean", TestRepository.Project, "-v:m")).ShouldExitWith(0);
        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldBe(["runs.1.jsonl", "runs.jsonl"], ignoreOrder: true);
    }
}
