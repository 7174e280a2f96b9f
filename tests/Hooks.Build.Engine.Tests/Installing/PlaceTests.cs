using System.Runtime.Versioning;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Settings;

namespace Hooks.Build.Engine.Tests.Installing;

/// <summary>Where git looks for hooks.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The runner of these tests is a shell script.")]
public sealed class PlaceTests
{
    private const string RunnerLine = "hooks [git-hook] [pre-commit] [build/Hooks.csproj] [build/obj/hooks.state]";

    [TestMethod]
    public async Task A_linked_worktree_runs_its_own_project()
    {
        using HookedRepository repository = new();
        var tree = repository.Outside("tree");
        await repository.GitAsync(["worktree", "add", "--quiet", tree]);
        _ = await repository.InstallAsync();
        (await repository.CommitAsync(tree)).ExitCode.ShouldBe(0);
        repository.Log.ShouldBe([RunnerLine]);
    }

    [TestMethod]
    public async Task Installed_from_a_linked_worktree_it_holds_for_all()
    {
        using HookedRepository repository = new();
        var (main, tree) = (repository.Root, repository.Outside("tree"));
        await repository.GitAsync(["worktree", "add", "--quiet", tree]);
        repository.Root = tree;
        _ = await repository.InstallAsync();
        (await repository.CommitAsync(tree)).ExitCode.ShouldBe(0);
        (await repository.CommitAsync(main)).ExitCode.ShouldBe(0);
        repository.Log.ShouldBe([RunnerLine, RunnerLine]);
    }

    [TestMethod]
    public async Task A_submodule_has_hooks_of_its_own()
    {
        using HookedRepository inner = new();
        using HookedRepository repository = new();
        await repository.GitAsync(["submodule", "--quiet", "add", inner.Root, "sub"]);
        var outer = repository.Root;
        repository.Root = repository.In("sub");
        _ = await repository.InstallAsync();
        (await repository.CommitAsync(outer)).ExitCode.ShouldBe(0);
        repository.Log.ShouldBeEmpty();
        (await repository.CommitAsync()).ExitCode.ShouldBe(0);
        repository.Log.ShouldBe([RunnerLine]);
    }

    [TestMethod]
    [DataRow(".githooks")]
    [DataRow("a b/hooks")]
    public async Task The_hooks_path_of_the_repository_is_used_and_made(string path)
    {
        using HookedRepository repository = new();
        await repository.GitAsync(["config", "core.hooksPath", path]);
        // From a folder below: a relative path starts at the top.
        _ = await repository.InstallAsync(repository.Request() with { Folder = repository.In("build") });
        File.Exists(repository.In(path + "/pre-commit")).ShouldBeTrue();
        _ = await repository.CommitAsync();
        repository.Log.ShouldBe([RunnerLine]);
    }

    [TestMethod]
    public async Task The_hooks_path_of_a_worktree_is_used()
    {
        using HookedRepository repository = new();
        var (main, tree) = (repository.Root, repository.Outside("tree"));
        await repository.GitAsync(["worktree", "add", "--quiet", tree]);
        await repository.GitAsync(["config", "extensions.worktreeConfig", "true"]);
        await repository.GitAsync(["config", "--worktree", "core.hooksPath", repository.Outside("own")], tree);
        repository.Root = tree;
        _ = await repository.InstallAsync();
        File.Exists(repository.Outside("own/pre-commit")).ShouldBeTrue();
        _ = await repository.CommitAsync(main);
        repository.Log.ShouldBeEmpty();
        _ = await repository.CommitAsync(tree);
        repository.Log.ShouldBe([RunnerLine]);
    }

    [TestMethod]
    [DataRow("shared", "shared/hooks-build-install.turn", DisplayName = "in no repository")]
    [DataRow("holder/scripts", "holder/.git/hooks-build-install.turn", DisplayName = "in the working tree of another")]
    [DataRow("holder/.git/hooks", "holder/.git/hooks-build-install.turn", DisplayName = "in the git directory of another")]
    public async Task Repositories_with_one_hooks_path_take_turns(string path, string turn)
    {
        using HookedRepository repository = new();
        await repository.GitAsync(["init", "--quiet", repository.Outside("holder")]);
        await repository.GitAsync(["config", "core.hooksPath", repository.Outside(path)]);
        _ = await repository.InstallAsync();
        File.Exists(repository.Outside(turn)).ShouldBeTrue();
        File.Exists(repository.In(".git/hooks-build-install.turn")).ShouldBeFalse();
    }

    [TestMethod]
    [DataRow(".git/hooks", "../gh")]
    [DataRow("to", "gh")]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Links need a right there.")]
    public async Task A_link_to_a_folder_whose_scripts_are_committed_is_refused_and_left_as_it_is(string link, string target)
    {
        using HookedRepository repository = new();
        var script = repository.Write("gh/pre-commit", "#!/bin/sh\nexit 0\n");
        await repository.GitAsync(["add", "gh"]);
        if (link == ".git/hooks")
        {
            Directory.Delete(repository.In(link), recursive: true);
        }
        else
        {
            await repository.GitAsync(["config", "core.hooksPath", link]);
        }

        _ = Directory.CreateSymbolicLink(repository.In(link), target);
        (await repository.RefusalAsync(repository.Request())).ShouldContain($"{link} is a link, and gh/pre-commit is under version control");
        (await File.ReadAllTextAsync(script)).ShouldBe("#!/bin/sh\nexit 0\n");

        await repository.GitAsync(["rm", "--quiet", "--cached", "gh/pre-commit"]);
        _ = await repository.InstallAsync();
    }

    [TestMethod]
    public async Task A_hooks_path_whose_scripts_are_committed_is_refused_and_left_as_it_is()
    {
        using HookedRepository repository = new();
        await repository.GitAsync(["config", "core.hooksPath", ".husky"]);
        var script = repository.Write(".husky/commit-msg", "#!/bin/sh\nexit 0\n");
        await repository.GitAsync(["add", ".husky"]);
        var message = await repository.RefusalAsync(repository.Request());
        message.ShouldContain("core.hooksPath is .husky, and .husky/commit-msg is under version control");
        message.ShouldContain("git config --unset core.hooksPath");
        (await File.ReadAllTextAsync(script)).ShouldBe("#!/bin/sh\nexit 0\n");
        File.Exists(repository.In(".husky/pre-commit")).ShouldBeFalse();

        // In a folder of its own that git ignores all is well.
        await repository.GitAsync(["rm", "--quiet", "--cached", ".husky/commit-msg"]);
        _ = await repository.InstallAsync();
        File.Exists(repository.In(".husky/pre-commit")).ShouldBeTrue();
    }

    [TestMethod]
    public async Task The_folder_of_husky_is_refused_as_its_scripts_do_nothing_under_another_name()
    {
        using HookedRepository repository = new();
        await repository.GitAsync(["config", "core.hooksPath", ".husky/_"]);
        _ = repository.Write(".husky/_/h", "n=$(basename \"$0\")\n");
        var script = repository.Write(".husky/_/pre-commit", "#!/usr/bin/env sh\n. \"$(dirname \"$0\")/h\"");
        (await repository.RefusalAsync(repository.Request())).ShouldStartWith("core.hooksPath is .husky/_, which husky writes anew");
        (await File.ReadAllTextAsync(script)).ShouldStartWith("#!/usr/bin/env sh");
        File.Exists(script + ".before-hooks-build").ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_hooks_path_of_all_repositories_is_refused()
    {
        using HookedRepository repository = new();
        await repository.GitAsync(["config", "--global", "core.hooksPath", repository.Outside("everybody")]);
        var message = await repository.RefusalAsync(repository.Request());
        message.ShouldContain("in the global configuration");
        message.ShouldContain("git config --global --unset core.hooksPath");
        Directory.Exists(repository.Outside("everybody")).ShouldBeFalse();
    }

    [TestMethod]
    public async Task With_force_the_repository_gets_its_own_folder_until_uninstalled()
    {
        using HookedRepository repository = new();
        await repository.GitAsync(["config", "--global", "core.hooksPath", repository.Outside("everybody")]);
        _ = await repository.InstallAsync(force: true);
        _ = await repository.CommitAsync();
        repository.Log.ShouldBe([RunnerLine]);
        (await repository.InstallAsync()).Changed.ShouldBeFalse();
        _ = await repository.UninstallAsync();
        (await repository.GitAsync(["rev-parse", "--git-path", "hooks"])).ShouldBe(repository.Outside("everybody"));
        (await File.ReadAllTextAsync(repository.In(".git/config"))).ShouldNotContain("hooks-build");
    }

    [TestMethod]
    public async Task Who_uninstalls_keeps_the_turn_until_the_setting_is_taken_back()
    {
        using HookedRepository repository = new();
        await repository.GitAsync(["config", "--global", "core.hooksPath", repository.Outside("everybody")]);
        _ = await repository.InstallAsync(force: true);
        LooksAtTurn launcher = new(HookInstaller.TurnIn(repository.In(".git")));
        _ = await repository.Installer(launcher).UninstallAsync(repository.Root, project: null, CancellationToken.None);
        launcher.Changes.ShouldBe([(Setting: "core.hooksPath", IsTaken: true), ("hooks-build", true)]);
    }

    [TestMethod]
    public async Task What_fails_in_the_midst_of_a_forced_installation_leaves_nothing_behind()
    {
        using HookedRepository repository = new();
        _ = repository.WriteHook("pre-commit");
        await repository.GitAsync(["config", "--global", "core.hooksPath", repository.Outside("everybody")]);
        _ = Directory.CreateDirectory(repository.Hook("commit-msg"));
        var (config, hook) = (await File.ReadAllTextAsync(repository.In(".git/config")), await File.ReadAllTextAsync(repository.Hook("pre-commit")));
        _ = await repository.RefusalAsync(repository.Request(HookStages.PreCommit | HookStages.CommitMsg, force: true));
        await UnchangedAsync();
        var locked = repository.Write(".git/config.lock", "");
        (await repository.RefusalAsync(repository.Request(HookStages.PreCommit | HookStages.PrePush, force: true))).ShouldContain("could not lock config file");
        File.Delete(locked);
        await UnchangedAsync();

        async Task UnchangedAsync()
        {
            (await File.ReadAllTextAsync(repository.In(".git/config"))).ShouldBe(config);
            (await File.ReadAllTextAsync(repository.Hook("pre-commit"))).ShouldBe(hook);
            File.Exists(repository.Hook("pre-push")).ShouldBeFalse();
            Directory.EnumerateFiles(repository.In(".git/hooks"), "*before*").ShouldBeEmpty();
        }
    }

    [TestMethod]
    public async Task What_fails_in_the_midst_of_taking_away_leaves_everything_installed()
    {
        using HookedRepository repository = new();
        _ = repository.WriteHook("pre-commit");
        await repository.GitAsync(["config", "--global", "core.hooksPath", repository.Outside("everybody")]);
        _ = await repository.InstallAsync(HookStages.PreCommit | HookStages.PrePush, force: true);
        var locked = repository.Write(".git/config.lock", "");
        _ = await Should.ThrowAsync<HooksException>(repository.UninstallAsync());
        File.Delete(locked);
        (await repository.InstallAsync(HookStages.PreCommit | HookStages.PrePush)).Changed.ShouldBeFalse();
        _ = await repository.CommitAsync();
        repository.Log.Count.ShouldBe(2);
    }

    [TestMethod]
    public async Task A_project_outside_of_the_working_tree_is_named_by_its_full_path()
    {
        using HookedRepository repository = new();
        var project = repository.Outside("elsewhere/Hooks.csproj");
        _ = Directory.CreateDirectory(repository.Outside("elsewhere"));
        await File.WriteAllTextAsync(project, "<Project />");
        _ = await repository.InstallAsync(repository.Request() with { Project = project });
        _ = await repository.CommitAsync();
        repository.Log.ShouldHaveSingleItem().ShouldContain($"[{project}]");
    }

    [TestMethod]
    public async Task A_working_tree_found_through_a_link_is_the_same()
    {
        using HookedRepository repository = new();
        _ = Directory.CreateSymbolicLink(repository.Outside("link"), repository.Root);
        repository.Root = repository.Outside("link");
        _ = await repository.InstallAsync(repository.Request() with { Folder = repository.In("build") });
        _ = await repository.CommitAsync();
        repository.Log.ShouldBe([RunnerLine]);
    }

    [TestMethod]
    public async Task A_bare_repository_is_refused()
    {
        using HookedRepository repository = new();
        await repository.GitAsync(["init", "--quiet", "--bare", repository.Outside("bare.git")]);
        (await repository.RefusalAsync(repository.Request() with { Folder = repository.Outside("bare.git") })).ShouldContain("the repository is bare");
    }

    [TestMethod]
    public async Task A_folder_in_no_repository_is_refused_with_what_to_do()
    {
        using HookedRepository repository = new();
        (await repository.RefusalAsync(repository.Request() with { Folder = repository.Outside("tools") }))
            .ShouldContain("is in no git repository: run 'git init'");
    }

    [TestMethod]
    public async Task A_folder_that_does_not_exist_is_refused()
    {
        using HookedRepository repository = new();
        (await repository.RefusalAsync(repository.Request() with { Folder = repository.In("nowhere") })).ShouldContain("does not exist");
    }

    [TestMethod]
    public async Task Without_git_the_path_searched_is_told()
    {
        using HookedRepository repository = new();
        HookInstaller installer = new(SystemLauncher.Create(), new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = "/nowhere" });
        var problem = (await Should.ThrowAsync<HooksException>(installer.InstallAsync(
            repository.Request(), CancellationToken.None))).Problems.ShouldHaveSingleItem();
        problem.Message.ShouldContain("/nowhere");
    }

    [TestMethod]
    public async Task A_folder_that_cannot_be_made_is_told()
    {
        using HookedRepository repository = new();
        await repository.GitAsync(["config", "core.hooksPath", repository.Write("file", "") + "/hooks"]);
        (await repository.RefusalAsync(repository.Request())).ShouldContain("cannot be changed");
    }

    [TestMethod]
    public async Task A_folder_that_may_not_be_written_is_told()
    {
        // Nothing is forbidden to root but what the kernel makes.
        using HookedRepository repository = new();
        await repository.GitAsync(["config", "core.hooksPath", OperatingSystem.IsLinux() ? "/proc/hooks" : "/System/hooks"]);
        (await repository.RefusalAsync(repository.Request())).ShouldContain("cannot be changed");
    }

    [TestMethod]
    public async Task A_folder_in_the_place_of_a_hook_is_told_and_nothing_is_installed()
    {
        using HookedRepository repository = new();
        _ = Directory.CreateDirectory(repository.Hook("pre-push"));
        (await repository.RefusalAsync(repository.Request(HookStages.PreCommit | HookStages.PrePush))).ShouldContain("is a folder");
        File.Exists(repository.Hook("pre-commit")).ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_runner_that_does_not_exist_is_told()
    {
        using HookedRepository repository = new();
        (await repository.RefusalAsync(repository.Request() with { Runner = "/nowhere/hooks" })).ShouldContain("/nowhere/hooks does not exist");
    }

    [TestMethod]
    public async Task A_runner_that_may_not_be_executed_is_told()
    {
        using HookedRepository repository = new();
        File.SetUnixFileMode(repository.Runner, UnixFileMode.UserRead);
        (await repository.RefusalAsync(repository.Request())).ShouldContain("may not be executed: chmod +x");
    }

    [TestMethod]
    public async Task Stages_that_git_does_not_start_are_refused()
    {
        using HookedRepository repository = new();
        (await repository.RefusalAsync(repository.Request(HookStages.Build | HookStages.Manual)))
            .ShouldContain("PreCommit, CommitMsg, PrePush, PostMerge, PostCheckout");
        GitHooks.Read("X", "precommit; commit-msg").ShouldBe(HookStages.PreCommit | HookStages.CommitMsg);
        Should.Throw<HooksException>(() => GitHooks.Read("X", "PreCommit;Build")).Problems.Single().Code.ShouldBe(Codes.InvalidSetting);
    }

    private sealed class LooksAtTurn(string turn) : IProcessLauncher
    {
        private readonly IProcessLauncher _system = SystemLauncher.Create();

        public List<(string Setting, bool IsTaken)> Changes { get; } = [];

        public IChildProcess Start(ProcessStart start)
        {
            if (start.Arguments.Any(argument => argument is "--unset-all" or "--remove-section"))
            {
                using var free = FileTurn.TryTake(turn);
                Changes.Add((start.Arguments[^1], free is null));
            }

            return _system.Start(start);
        }
    }
}
