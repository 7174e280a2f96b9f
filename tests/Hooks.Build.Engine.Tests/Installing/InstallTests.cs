using System.Runtime.Versioning;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Engine.Tests.Processes;

namespace Hooks.Build.Engine.Tests.Installing;

/// <summary>What is installed, and that git runs it.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The runner of these tests is a shell script.")]
public sealed class InstallTests
{
    private const HookStages AllStages = HookStages.PreCommit | HookStages.CommitMsg | HookStages.PrePush | HookStages.PostMerge | HookStages.PostCheckout;

    [TestMethod]
    public async Task A_commit_runs_the_runner_with_stage_project_state_and_the_arguments_of_git()
    {
        using HookedRepository repository = new();
        var report = await repository.InstallAsync(HookStages.PreCommit | HookStages.CommitMsg);
        report.Changed.ShouldBeTrue();
        report.Lines.ShouldBe([
            "pre-commit runs the hooks of build/Hooks.csproj: .git/hooks/pre-commit",
            "commit-msg runs the hooks of build/Hooks.csproj: .git/hooks/commit-msg"]);
        (await repository.CommitAsync()).ShouldBe((0, ""));
        repository.Log.ShouldBe(
        [
            "hooks [git-hook] [pre-commit] [build/Hooks.csproj] [build/obj/hooks.state]",
            "hooks [git-hook] [commit-msg] [build/Hooks.csproj] [build/obj/hooks.state] [.git/COMMIT_EDITMSG]",
        ]);
    }

    [TestMethod]
    public async Task The_exit_code_of_the_runner_stops_the_commit()
    {
        using HookedRepository repository = new();
        await File.WriteAllTextAsync(repository.Runner, "#!/bin/sh\nexit 3\n");
        _ = await repository.InstallAsync();
        (await repository.CommitAsync()).ExitCode.ShouldNotBe(0);
        (await repository.GitAsync(["rev-list", "--count", "HEAD"])).ShouldBe("1");
    }

    [TestMethod]
    public async Task Every_stage_is_started_by_git()
    {
        using HookedRepository repository = new();
        await repository.GitAsync(["init", "--quiet", "--bare", repository.Outside("remote.git")]);
        await repository.GitAsync(["remote", "add", "origin", repository.Outside("remote.git")]);
        await repository.GitAsync(["branch", "other"]);
        _ = await repository.InstallAsync(AllStages);
        _ = await repository.CommitAsync();
        await repository.GitAsync(["push", "--quiet", "origin", "main"]);
        await repository.GitAsync(["checkout", "--quiet", "other"]);
        await repository.GitAsync(["merge", "--quiet", "main"]);
        repository.Log.Where(line => line.StartsWith("hooks ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[2])
            .ShouldBe(["[pre-commit]", "[commit-msg]", "[pre-push]", "[post-checkout]", "[post-merge]"]);
        repository.Log.ShouldContain(line => line.StartsWith("< refs/heads/main ", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("/tools/hooks")]
    [DataRow("/tools/Hooks.Build.Runner.dll")]
    public async Task Every_script_is_valid_shell_executable_and_ends_its_lines_with_LF(string runner)
    {
        using HookedRepository repository = new();
        repository.Runner = repository.Tool("x" + runner);
        _ = await repository.InstallAsync(AllStages);
        foreach (var (_, name) in GitHooks.All)
        {
            var script = await File.ReadAllTextAsync(repository.Hook(name));
            script.ShouldStartWith("#!/bin/sh\n# Hooks.Build 1: ");
            script.ShouldNotContain("\r");
            script.ShouldEndWith("\n");
            script.Split('\n').ShouldAllBe(line => !line.EndsWith(' '));
            ((int)File.GetUnixFileMode(repository.Hook(name))).ShouldBe(0b111_101_101);
            var shell = Child.Start("/bin/sh", ["-n", repository.Hook(name)]);
            (await shell.EndAsync()).ExitCode.ShouldBe(0, shell.Output);
        }
    }

    [TestMethod]
    public async Task A_project_that_is_no_file_is_refused_and_nothing_is_written()
    {
        using HookedRepository repository = new();
        File.Delete(repository.In(HookedRepository.Project));
        var message = await repository.RefusalAsync(repository.Request());
        message.ShouldContain(repository.In(HookedRepository.Project));
        message.ShouldContain("dotnet project convert");
        File.Exists(repository.Hook("pre-commit")).ShouldBeFalse();
    }

    [TestMethod]
    public async Task Installing_again_writes_nothing()
    {
        using HookedRepository repository = new();
        _ = repository.WriteHook("pre-commit");
        _ = await repository.InstallAsync();
        var before = File.GetLastWriteTimeUtc(repository.Hook("pre-commit"));
        var report = await repository.InstallAsync();
        report.Changed.ShouldBeFalse();
        report.Lines.ShouldBe(["The git hooks in .git/hooks are up to date: pre-commit"]);
        File.GetLastWriteTimeUtc(repository.Hook("pre-commit")).ShouldBe(before);
    }

    [TestMethod]
    public async Task A_script_that_lost_its_executable_bit_gets_it_back()
    {
        using HookedRepository repository = new();
        _ = await repository.InstallAsync();
        File.SetUnixFileMode(repository.Hook("pre-commit"), UnixFileMode.UserRead);
        (await repository.InstallAsync()).Changed.ShouldBeTrue();
        _ = await repository.CommitAsync();
        repository.Log.ShouldHaveSingleItem();
    }

    [TestMethod]
    public async Task Stages_that_are_not_asked_for_any_more_are_taken_away()
    {
        using HookedRepository repository = new();
        _ = await repository.InstallAsync(HookStages.PreCommit | HookStages.PrePush);
        (await repository.InstallAsync(HookStages.PreCommit)).Lines.ShouldBe([".git/hooks/pre-push is removed"]);
        File.Exists(repository.Hook("pre-push")).ShouldBeFalse();
    }

    [TestMethod]
    public async Task Other_stages_stay_where_the_plan_is_not_known()
    {
        using HookedRepository repository = new();
        _ = await repository.InstallAsync(HookStages.PreCommit | HookStages.PrePush);
        (await repository.InstallAsync(repository.Request() with { KeepsOtherStages = true })).Changed.ShouldBeFalse();
        File.Exists(repository.Hook("pre-push")).ShouldBeTrue();
    }

    [TestMethod]
    public async Task Installations_at_the_same_time_end_as_one()
    {
        using HookedRepository repository = new();
        var earlier = await File.ReadAllTextAsync(repository.WriteHook("pre-commit"));
        _ = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => repository.InstallAsync(AllStages))));
        (await File.ReadAllTextAsync(repository.Hook("pre-commit.before-hooks-build"))).ShouldBe(earlier);
        Directory.EnumerateFiles(repository.In(".git/hooks"))
            .Select(Path.GetFileName)
            .Where(name => !name!.EndsWith(".sample", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ShouldBe(["commit-msg", "post-checkout", "post-merge", "pre-commit", "pre-commit.before-hooks-build", "pre-push"]);
    }

    [TestMethod]
    public async Task The_hooks_of_another_project_are_not_taken_over_silently()
    {
        using HookedRepository repository = new();
        _ = await repository.InstallAsync();
        var other = repository.Request() with { Project = repository.Write("other/Hooks.csproj", "<Project />") };
        (await repository.RefusalAsync(other)).ShouldContain("run those of build/Hooks.csproj");
        (await repository.InstallAsync(other with { Force = true })).Changed.ShouldBeTrue();
    }

    [TestMethod]
    public async Task A_project_that_was_moved_takes_its_hooks_along()
    {
        using HookedRepository repository = new();
        _ = await repository.InstallAsync();
        await repository.GitAsync(["mv", "build", "eng"]);
        (await repository.InstallAsync(repository.Request() with { Project = repository.In("eng/Hooks.csproj") })).Changed.ShouldBeTrue();
    }

    [TestMethod]
    public async Task Uninstalling_leaves_nothing()
    {
        using HookedRepository repository = new();
        var before = Directory.EnumerateFileSystemEntries(repository.In(".git/hooks")).ToList();
        _ = await repository.InstallAsync(AllStages);
        var report = await repository.UninstallAsync();
        report.Changed.ShouldBeTrue();
        report.Lines.Count.ShouldBe(5);
        Directory.EnumerateFileSystemEntries(repository.In(".git/hooks")).ShouldBe(before, ignoreOrder: true);
        (await repository.UninstallAsync())
            .ShouldSatisfyAllConditions(again => again.Changed.ShouldBeFalse(), again => again.Lines.ShouldBe(["No git hook of Hooks.Build is in .git/hooks"]));
    }

    [TestMethod]
    public async Task Uninstalling_touches_no_hook_of_somebody_else()
    {
        using HookedRepository repository = new();
        var text = await File.ReadAllTextAsync(repository.WriteHook("pre-push"));
        (await repository.UninstallAsync()).Changed.ShouldBeFalse();
        (await File.ReadAllTextAsync(repository.Hook("pre-push"))).ShouldBe(text);
    }
}
