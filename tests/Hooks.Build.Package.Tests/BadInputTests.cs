using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>What users get wrong. That no output holds a stack trace is looked at with each run of <c>dotnet</c>.</summary>
[TestClass]
public sealed class BadInputTests
{
    private const string One = """[Hook(Profiles = ["fast"])] const string Format = "touch ran"; [Hook] const string Lint = "true";""";
    private const string Assembly = "build/bin/Debug/net10.0/Hooks.dll";

    [TestMethod]
    public async Task A_project_without_hooks_builds_without_a_warning()
    {
        var repository = await TestRepository.CreateAsync();
        var run = (await repository.BuildAsync()).ShouldExitWith(0);
        run.Warnings.ShouldBeEmpty();
        run.Output.ShouldNotContain("HOOK", Case.Sensitive);
    }

    [TestMethod]
    public async Task RunHooks_warns_where_there_are_no_hooks()
    {
        var repository = await TestRepository.CreateBuiltAsync("");
        (await repository.TargetAsync("RunHooks")).ShouldExitWith(0).Warnings.ShouldHaveSingleItem().ShouldContain("warning HOOK9011: Hooks declares no hooks");
    }

    [TestMethod]
    public async Task RunHooks_warns_where_no_hook_is_of_the_stage()
    {
        var repository = await TestRepository.CreateBuiltAsync(One);
        (await repository.TargetAsync("RunPrePushHooks")).ShouldExitWith(0).Warnings.ShouldHaveSingleItem().ShouldContain("warning HOOK9011: No hook runs");
    }

    [TestMethod]
    public async Task Without_a_git_repository_the_root_is_the_folder_of_the_project()
    {
        var repository = await TestRepository.CreateAsync("""[Hook(Files = ["**/*.cs"])] const string Say = "sh -c 'echo $* > said' sh {files}";""");
        Directory.Delete(repository.FullPath(".git"), recursive: true);
        _ = (await repository.BuildAsync()).ShouldExitWith(0);
        repository.Read("build/said").ShouldBe("RepoHooks.cs\n");
    }

    [TestMethod]
    [DataRow("HooksMaxParallel=0", "HooksMaxParallel is '0'; allowed: a whole number from 1 to 64")]
    [DataRow("HooksMaxParallel=many", "HooksMaxParallel is 'many'; allowed: a whole number from 1 to 64")]
    [DataRow("HookStage=Nonsense", "HookStage is 'Nonsense'; allowed: Build, PreCommit, CommitMsg, PrePush, PostMerge, PostCheckout, Manual")]
    [DataRow("HooksSchedule=Wave", "HooksSchedule is 'Wave'; allowed: Ready, Waves, Sequential; did you mean Waves?")]
    [DataRow("HooksParallel=perhaps", "HooksParallel is 'perhaps'; allowed: true, false")]
    [DataRow("HooksFix=Sometimes", "HooksFix is 'Sometimes'; allowed: OnCommit, true, false")]
    [DataRow("HooksFailFast=1", "HooksFailFast is '1'; allowed: true, false")]
    [DataRow("HooksDefaultTimeout=-1", "HooksDefaultTimeout is '-1'; allowed: a whole number from 1 to 86400")]
    [DataRow("HooksFiles=Some", "HooksFiles is 'Some'; allowed: All, Changed, Staged, from..to")]
    public async Task A_setting_without_a_valid_value_is_HOOK9002(string setting, string expected)
    {
        var repository = await TestRepository.CreateBuiltAsync(One);
        var run = (await repository.TargetAsync("RunHooks", "-p:" + setting)).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("error HOOK9002: " + expected);
        repository.Has("ran").ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("HookFilter=Formt", "HookFilter names 'Formt', which is no hook; did you mean 'Format'? The hooks are: Format, Lint")]
    [DataRow("HookSkip=Nothing", "HookSkip names 'Nothing', which is no hook")]
    [DataRow("HookProfile=slow", "HookProfile names 'slow', which is no profile")]
    public async Task A_name_that_selects_nothing_is_HOOK9003(string setting, string expected)
    {
        var repository = await TestRepository.CreateBuiltAsync(One);
        var run = (await repository.TargetAsync("RunHooks", "-p:" + setting)).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("error HOOK9003: " + expected);
        repository.Has("ran").ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_tool_that_does_not_exist_is_HOOK1005_with_the_searched_path()
    {
        var repository = await TestRepository.CreateBuiltAsync("""[Hook] const string Lint = "no-such-tool --check";""");
        var run = (await repository.TargetAsync("RunHooks")).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("error HOOK1005: Hook 'Lint' could not start: 'no-such-tool' was not found; searched ");
        run.Errors[0].ShouldContain("/usr/bin");
    }

    [TestMethod]
    public async Task A_working_directory_that_does_not_exist_is_named()
    {
        var repository = await TestRepository.CreateBuiltAsync("""[Hook(WorkingDirectory = "no/such")] const string Lint = "true";""");
        var run = (await repository.TargetAsync("RunHooks")).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain($"its working directory {repository.FullPath("no/such")} does not exist");
    }

    [TestMethod]
    public async Task A_log_folder_that_cannot_be_written_is_a_warning_and_the_hooks_run()
    {
        var repository = await TestRepository.CreateBuiltAsync(One);
        repository.Write("taken", "a file");
        var run = (await repository.TargetAsync("RunHooks", "-p:HooksLogDirectory=" + repository.FullPath("taken/logs/"))).ShouldExitWith(0);
        run.Warnings.ShouldHaveSingleItem().ShouldContain($"warning HOOK9009: The log folder {repository.FullPath("taken/logs/")} cannot be written");
        repository.Has("ran").ShouldBeTrue();
    }

    [TestMethod]
    public async Task A_graph_that_cannot_be_written_is_HOOK9009()
    {
        var repository = await TestRepository.CreateBuiltAsync(One);
        repository.Write("taken", "a file");
        var run = (await repository.TargetAsync("ShowHookGraph", "-p:HooksLogDirectory=" + repository.FullPath("taken/logs/"))).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("error HOOK9009: The graph cannot be written to ");
    }

    [TestMethod]
    public async Task An_assembly_that_is_not_built_is_HOOK9004()
    {
        var repository = await TestRepository.CreateAsync(One);
        (await repository.TargetAsync("RunHooks")).ShouldExitWith(1).Errors.ShouldHaveSingleItem().ShouldContain("error HOOK9004: The hooks assembly ");
    }

    [TestMethod]
    public async Task An_assembly_that_is_garbage_is_HOOK9006()
    {
        var repository = await TestRepository.CreateBuiltAsync(One);
        repository.Write(Assembly, "this is no assembly");
        (await repository.TargetAsync("RunHooks")).ShouldExitWith(1).Errors.ShouldHaveSingleItem().ShouldContain("error HOOK9006: ");
    }

    [TestMethod]
    public async Task An_assembly_that_is_cut_off_is_HOOK9006()
    {
        var repository = await TestRepository.CreateBuiltAsync(One);
        var bytes = await File.ReadAllBytesAsync(repository.FullPath(Assembly));
        await File.WriteAllBytesAsync(repository.FullPath(Assembly), bytes[..(bytes.Length / 2)]);
        (await repository.TargetAsync("RunHooks")).ShouldExitWith(1).Errors.ShouldHaveSingleItem().ShouldContain("error HOOK9006: ");
    }

    [TestMethod]
    public async Task An_assembly_without_a_plan_is_HOOK9005()
    {
        var repository = await TestRepository.CreateBuiltAsync(One);
        File.Copy(typeof(BadInputTests).Assembly.Location, repository.FullPath(Assembly), overwrite: true);
        (await repository.TargetAsync("RunHooks")).ShouldExitWith(1).Errors.ShouldHaveSingleItem().ShouldContain("error HOOK9005: ");
    }

    [TestMethod]
    public async Task A_plan_of_another_version_is_HOOK9007()
    {
        var repository = await TestRepository.CreateAsync();
        repository.Write(
            "Directory.Build.targets",
            """<Project><Target Name="NoGenerator" BeforeTargets="CoreCompile"><ItemGroup><Analyzer Remove="@(Analyzer)" /></ItemGroup></Target></Project>""");
        repository.Write(TestRepository.Source, "[assembly: System.Reflection.AssemblyMetadata(\"Hooks.Build.Plan\", \"Format=99\\nPackage=9.9.9\\n\")]\n");
        var run = (await repository.BuildAsync()).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("error HOOK9007: ");
        run.Errors[0].ShouldContain("was written by Hooks.Build 9.9.9 (format 99)");
    }

    [TestMethod]
    public async Task An_SDK_that_is_too_old_is_HOOK9001()
    {
        var repository = await TestRepository.CreateAsync(One);
        var run = (await repository.BuildAsync("-p:_HooksMSBuildVersion=17.8")).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("error HOOK9001: Hooks.Build needs the .NET SDK 9.0.300 or later");
        _ = (await repository.BuildAsync("-p:_HooksMSBuildVersion=17.8", "-p:HooksEnabled=false")).ShouldExitWith(0);
    }

    [TestMethod]
    public async Task Ten_thousand_files_reach_a_command()
    {
        const int Many = 10_000;
        var repository = await TestRepository.CreateBuiltAsync("""[Hook(Files = ["many/**"])] const string Count = "sh -c 'echo $# >> counts' sh {files}";""");
        for (var i = 0; i < Many; i++)
        {
            repository.Write($"many/a folder with a rather long name, so that one command line cannot hold them all/file number {i}.txt", "");
        }

        _ = (await repository.TargetAsync("RunHooks")).ShouldExitWith(0);
        repository.ReadLines("counts").Sum(int.Parse).ShouldBe(Many);
    }

    [TestMethod]
    public async Task Of_an_output_of_100_MB_the_log_keeps_beginning_and_end_and_nothing_is_shown()
    {
        var repository = await TestRepository.CreateBuiltAsync("""[Hook] const string Talk = "sh -c 'yes 0123456789abcdef | head -c 100000000; exit 1'";""");
        var run = (await repository.WithOwnDotnet().TargetAsync("RunHooks")).ShouldExitWith(1);
        run.Output.Length.ShouldBeLessThan(10_000);
        new FileInfo(repository.FullPath("build/obj/Debug/net10.0/hooks/Talk.log")).Length.ShouldBeInRange(32 << 20, 33 << 20);
    }

    [TestMethod]
    public async Task An_output_that_is_not_UTF8_is_shown_as_well_as_it_can()
    {
        var repository = await TestRepository.CreateBuiltAsync(
            """[Hook] const string Talk = "sh -c 'printf \"src/X.cs(1,2): error L1: caf\\\\351\\\\n\"; exit 1'";""");
        var run = (await repository.TargetAsync("RunHooks")).ShouldExitWith(1);
        run.Errors[0].ShouldContain("src/X.cs(1,2): error L1: caf\uFFFD");
    }

    [TestMethod]
    public async Task Two_runs_of_one_project_at_once_both_succeed_and_keep_their_logs_apart()
    {
        // Each run waits for the other.
        var repository = (await TestRepository.CreateBuiltAsync(
            """[Hook(Timeout = 60)] const string Meet = "sh -c 'echo run >> runs; while [ $(wc -l < runs) -lt 2 ]; do sleep 0.02; done; echo met'";"""))
                .WithOwnDotnet();
        var runs = await Task.WhenAll(repository.TargetAsync("RunHooks"), repository.TargetAsync("RunHooks"));
        runs.ShouldAllBe(run => run.ExitCode == 0);
        repository.Read("build/obj/Debug/net10.0/hooks/Meet.log").ShouldContain("met");
        repository.Read("build/obj/Debug/net10.0/hooks/Meet.2.log").ShouldContain("met");
    }
}
