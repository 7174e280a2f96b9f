using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

[TestClass]
public sealed class PropertyTests
{
    private const string Five = """
        [Hook(Profiles = ["fast"])] const string Format = "sh -c 'echo Format >> ran'";
        [Hook(DependsOn = [nameof(Format)], Profiles = ["fast", "deep"])] const string Lint = "sh -c 'echo Lint >> ran'";
        [Hook(Profiles = ["deep"], Stages = HookStages.PrePush)] const string Scan = "sh -c 'echo Scan >> ran'";
        [Hook(Stages = HookStages.Manual)] static void Tidy(HookContext hook) => File.AppendAllText(Path.Combine(hook.RepositoryRoot, "ran"), $"Tidy {hook.Stage} {hook.Properties["Configuration"]} {hook.Properties["Color"]}\n");
        [Hook(Stages = HookStages.CommitMsg)] const string Message = "sh -c 'echo Message >> ran'";
        """;

    [TestMethod]
    [DataRow("RunHooks", "", "Format Lint Scan Tidy")]
    [DataRow("RunBuildHooks", "", "Format Lint")]
    [DataRow("RunPrePushHooks", "", "Scan")]
    [DataRow("RunCommitMsgHooks", "", "Message")]
    [DataRow("RunHooks", "-p:HookStage=PrePush", "Scan")]
    [DataRow("RunHooks", "-p:HookStage=prepush", "Scan")]
    [DataRow("RunHooks", "-p:HookProfile=deep", "Lint Scan")]
    [DataRow("RunHooks", "-p:HookFilter=Lint", "Format Lint")]
    [DataRow("RunHooks", "-p:HookFilter=\"lint;scan\"", "Format Lint Scan")]
    [DataRow("RunHooks", "-p:HookSkip=Format", "Lint Scan Tidy")]
    public async Task Stage_profile_filter_and_skip_choose_the_hooks(string target, string option, string expected)
    {
        var repository = await TestRepository.CreateBuiltAsync(Five);
        _ = (await repository.TargetAsync(target, [.. option.Length == 0 ? [] : new[] { option }, "-p:HookProperties=Color=red"])).ShouldExitWith(0);
        repository.ReadLines("ran").Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal).ShouldBe(expected.Split(' '));
    }

    [TestMethod]
    public async Task HOOKS_SKIP_of_the_environment_adds_to_HookSkip()
    {
        var repository = await TestRepository.CreateBuiltAsync(Five);
        string[] arguments = [
            "msbuild", TestRepository.Project, "-nologo", "-v:m", "-t:RunHooks", "-p:NoBuild=true", "-p:HookSkip=Scan", "-p:HookProperties=Color=red"];
        _ = (await repository.DotnetAsync(arguments, ("HOOKS_SKIP", "tidy,Lint"))).ShouldExitWith(0);
        repository.ReadLines("ran").ShouldBe(["Format"]);
    }

    [TestMethod]
    public async Task A_hook_sees_the_stage_and_the_properties_of_its_build()
    {
        var repository = await TestRepository.CreateBuiltAsync(Five);
        _ = (await repository.TargetAsync("RunManualHooks", "-p:HookProperties=Color=red")).ShouldExitWith(0);
        repository.ReadLines("ran").ShouldBe(["Tidy Manual Debug red"]);
    }

    [TestMethod]
    public async Task A_command_is_given_the_configuration_and_the_root()
    {
        var repository = await TestRepository.CreateBuiltAsync(
            """[Hook(WorkingDirectory = "build")] const string Say = "sh -c 'echo $1 $2 > said' sh {configuration} {root}";""");
        _ = (await repository.TargetAsync("RunHooks")).ShouldExitWith(0);
        repository.Read("build/said").ShouldBe($"Debug {repository.Root}\n");
    }

    [TestMethod]
    public async Task Without_a_repository_a_build_says_which_files_its_hooks_look_at_and_a_relative_root_is_the_projects()
    {
        var repository = await TestRepository.CreateAsync("""[Hook(Files = ["**/*.json"])] const string Json = StandardHooks.CheckJson;""");
        Directory.Delete(Path.Combine(repository.Root, ".git"), recursive: true);
        repository.Write("bad.json", "{");
        var alone = (await repository.BuildAsync()).ShouldExitWith(0);
        alone.Warnings.ShouldHaveSingleItem()
            .ShouldContain($"HOOK9010: No repository was found: there is no .git in {Path.Combine(repository.Root, "build")} or above it");

        var rooted = (await repository.BuildAsync("-p:HooksRepositoryRoot=..")).ShouldExitWith(1);
        rooted.Warnings.ShouldBeEmpty();
        rooted.Errors.ShouldContain(line => line.StartsWith(Path.Combine(repository.Root, TestRepository.Source) + "(", StringComparison.Ordinal)
            && line.Contains("HOOK1001", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("-p:HooksSchedule=Sequential")]
    [DataRow("-p:HooksParallel=false")]
    [DataRow("-p:HooksMaxParallel=1")]
    public async Task Hooks_run_one_by_one_with(string option)
    {
        // Each fails where it meets another.
        const string Alone = "mkdir held || exit 1; sleep 0.1; rmdir held";
        var repository = await TestRepository.CreateBuiltAsync($"""
            [Hook] const string A = "sh -c '{Alone}'";
            [Hook] const string B = "sh -c '{Alone}'";
            [Hook] const string C = "sh -c '{Alone}'";
            """);
        _ = (await repository.TargetAsync("RunHooks", option)).ShouldExitWith(0);
    }

    [TestMethod]
    public async Task A_schedule_of_waves_holds_the_next_wave_back()
    {
        // With the schedule Ready, B would run while Slow waits for it.
        const string Members = """
            [Hook] const string A = "sh -c 'echo A >> ran'";
            [Hook] const string Slow = "sh -c 'for i in 1 2 3 4 5 6 7 8 9 10; do [ -e b ] && break; sleep 0.05; done; echo Slow >> ran'";
            [Hook(DependsOn = [nameof(A)])] const string B = "sh -c 'touch b; echo B >> ran'";
            """;
        var repository = await TestRepository.CreateBuiltAsync(Members);
        _ = (await repository.TargetAsync("RunHooks", "-p:HooksSchedule=Waves")).ShouldExitWith(0);
        repository.ReadLines("ran")[^1].ShouldBe("B");
    }

    [TestMethod]
    public async Task The_default_schedule_starts_a_hook_as_soon_as_its_own_dependencies_are_done()
    {
        var repository = await TestRepository.CreateBuiltAsync("""
            [Hook] const string A = "true";
            [Hook(Timeout = 60)] const string Slow = "sh -c 'while [ ! -e b ]; do sleep 0.02; done'";
            [Hook(DependsOn = [nameof(A)])] const string B = "touch b";
            """);
        (await repository.TargetAsync("RunHooks")).ShouldExitWith(0).Summaries.ShouldHaveSingleItem().ShouldContain("3 passed");
    }

    [TestMethod]
    public async Task HooksFailFast_ends_what_runs_and_skips_the_rest()
    {
        var repository = await TestRepository.CreateBuiltAsync("""
            [Hook] const string Long = "sh -c 'touch started; sleep 3600'";
            [Hook] const string Bad = "sh -c 'while [ ! -e started ]; do sleep 0.02; done; exit 3'";
            [Hook(DependsOn = [nameof(Long)])] const string Later = "touch later";
            """);
        var run = (await repository.WithOwnDotnet().TargetAsync("RunHooks", "-p:HooksFailFast=true")).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("error HOOK1001: Hook 'Bad' failed after ");
        run.Lines.ShouldContain(line => line.Contains("HOOK1004: Hook 'Later' was skipped: "), run.Output);
        repository.Has("later").ShouldBeFalse();
    }

    [TestMethod]
    public async Task HooksFix_repairs_and_looks_again()
    {
        const string Members =
            """[Hook(Files = ["**/*.txt"], Fix = "sed -i s/bad/good/ {files}")] const string Words = "sh -c 'for file; do if grep -q bad \"$file\"; then exit 1; fi; done' sh {files}";""";
        var repository = await TestRepository.CreateBuiltAsync(Members);
        repository.Write("a.txt", "bad\n");
        _ = (await repository.TargetAsync("RunHooks")).ShouldExitWith(1);
        repository.Read("a.txt").ShouldBe("bad\n");
        _ = (await repository.TargetAsync("RunHooks", "-p:HooksFix=true")).ShouldExitWith(0);
        repository.Read("a.txt").ShouldBe("good\n");
    }

    [TestMethod]
    public async Task A_CSharp_hook_sees_that_it_may_repair()
    {
        var repository = await TestRepository.CreateBuiltAsync("""[Hook] static bool Repair(HookContext hook) => hook.Fixing;""");
        _ = (await repository.TargetAsync("RunHooks")).ShouldExitWith(1);
        _ = (await repository.TargetAsync("RunHooks", "-p:HooksFix=true")).ShouldExitWith(0);
    }

    [TestMethod]
    public async Task HooksLogDirectory_is_where_the_logs_are()
    {
        var repository = await TestRepository.CreateBuiltAsync("""[Hook] const string Say = "echo hello";""");
        _ = (await repository.TargetAsync("RunHooks", "-p:HooksLogDirectory=" + repository.FullPath("my logs/"))).ShouldExitWith(0);
        repository.Read("my logs/Say.log").ShouldContain("hello");
    }

    [TestMethod]
    public async Task HooksFiles_narrows_the_files()
    {
        var repository = await TestRepository.CreateBuiltAsync("""[Hook(Files = ["**/*.txt"])] const string Say = "echo {files}";""");
        repository.Write("staged.txt", "");
        repository.Write("other.txt", "");
        _ = (await SdkRun.RunAsync(repository.Root, "git", ["add", "staged.txt"])).ShouldExitWith(0);
        _ = (await repository.TargetAsync("RunHooks", "-p:HooksFiles=Staged")).ShouldExitWith(0);
        var log = repository.Read("build/obj/Debug/net10.0/hooks/Say.log");
        log.ShouldContain("staged.txt");
        log.ShouldNotContain("other.txt");
    }

    [TestMethod]
    public async Task HooksDefaultTimeout_holds_for_hooks_without_one()
    {
        var repository = await TestRepository.CreateBuiltAsync("""[Hook] const string Slow = "sleep 3600";""");
        var run = (await repository.WithOwnDotnet().TargetAsync("RunHooks", "-p:HooksDefaultTimeout=1")).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("error HOOK1002: Hook 'Slow' timed out after ");
    }
}
