using System.Runtime.Versioning;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Tests.Processes;

namespace Hooks.Build.Engine.Tests.Installing;

/// <summary>Several hooks projects in one repository: one script for each stage, whoever installs.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The runner of these tests is a shell script.")]
public sealed class SeveralProjectsTests
{
    private const string A = "a/build/Hooks.csproj";
    private const string B = "b/build/Hooks.csproj";

    [TestMethod]
    public async Task One_commit_starts_one_runner_for_all()
    {
        using HookedRepository repository = new();
        _ = await InstallAsync(repository, B);
        var report = await InstallAsync(repository, A, HookStages.PreCommit | HookStages.CommitMsg);
        report.Lines.ShouldBe([$"pre-commit runs the hooks of {A} and {B}: .git/hooks/pre-commit", $"commit-msg runs the hooks of {A}: .git/hooks/commit-msg"]);
        (await repository.CommitAsync()).ShouldBe((0, ""));
        repository.Log.ShouldBe(
        [
            $"hooks [git-hook] [2] [pre-commit] [{A}] [a/build/obj/hooks.state] [{B}] [b/build/obj/hooks.state]",
            $"hooks [git-hook] [1] [commit-msg] [{A}] [a/build/obj/hooks.state] [.git/COMMIT_EDITMSG]",
        ]);
    }

    [TestMethod]
    public async Task In_whatever_order_they_are_installed_it_is_the_same_script()
    {
        using HookedRepository repository = new();
        _ = await repository.InstallAsync();
        _ = await InstallAsync(repository, A);
        _ = await InstallAsync(repository, B);
        var script = await File.ReadAllTextAsync(repository.Hook("pre-commit"));
        _ = await repository.UninstallAsync();
        _ = await InstallAsync(repository, B);
        _ = await InstallAsync(repository, A);
        _ = await repository.InstallAsync(Request(repository, HookedRepository.Project));
        (await File.ReadAllTextAsync(repository.Hook("pre-commit"))).ShouldBe(script);
        (await InstallAsync(repository, B)).Changed.ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_stage_that_a_project_has_no_hooks_for_any_more_stays_for_the_others()
    {
        using HookedRepository repository = new();
        _ = await InstallAsync(repository, A, HookStages.PreCommit | HookStages.PrePush);
        _ = await InstallAsync(repository, B, HookStages.PreCommit | HookStages.PrePush);
        (await InstallAsync(repository, A)).Lines.ShouldBe([$"pre-push runs the hooks of {B}: .git/hooks/pre-push"]);
        (await InstallAsync(repository, B)).Lines.ShouldBe([".git/hooks/pre-push is removed"]);
    }

    [TestMethod]
    public async Task A_script_says_that_there_are_others_be_it_at_other_stages_as_long_as_there_are()
    {
        using HookedRepository repository = new();
        _ = await InstallAsync(repository, A);
        (await File.ReadAllTextAsync(repository.Hook("pre-commit"))).ShouldContain(" git-hook pre-commit ");
        _ = await InstallAsync(repository, B, HookStages.PrePush);
        (await File.ReadAllTextAsync(repository.Hook("pre-commit"))).ShouldContain(" git-hook 1 pre-commit ");
        (await File.ReadAllTextAsync(repository.Hook("pre-push"))).ShouldContain(" git-hook 1 pre-push ");
        (await InstallAsync(repository, A)).Changed.ShouldBeFalse();
        _ = await repository.Installer().UninstallAsync(repository.Root, repository.In(B), CancellationToken.None);
        (await File.ReadAllTextAsync(repository.Hook("pre-commit"))).ShouldContain(" git-hook pre-commit ");
        File.Exists(repository.Hook("pre-push")).ShouldBeFalse();
    }

    [TestMethod]
    public async Task Uninstalling_one_leaves_the_others()
    {
        using HookedRepository repository = new();
        _ = repository.WriteHook("pre-commit");
        _ = await InstallAsync(repository, A);
        _ = await InstallAsync(repository, B);
        (await repository.UninstallAsync(A)).Lines.ShouldBe([$"pre-commit runs the hooks of {B}: .git/hooks/pre-commit"]);
        (await repository.UninstallAsync(A))
            .ShouldSatisfyAllConditions(
                again => again.Changed.ShouldBeFalse(), again => again.Lines.ShouldBe([$"No git hook in .git/hooks runs those of {A}"]));
        _ = await repository.CommitAsync();
        repository.Log.ShouldBe(["earlier", $"hooks [git-hook] [pre-commit] [{B}] [b/build/obj/hooks.state]"]);
        (await repository.UninstallAsync(B)).Lines.ShouldBe([".git/hooks/pre-commit is again the hook that was there before"]);
    }

    [TestMethod]
    public async Task Two_that_own_the_same_folder_are_refused_with_what_to_do()
    {
        using HookedRepository repository = new();
        _ = await InstallAsync(repository, A);
        var other = Request(repository, "a/eng/Hooks.csproj") with { FolderOf = (_, _) => "a" };
        var message = await repository.RefusalAsync(other);
        message.ShouldContain($"run those of {A}, which are about a as those of a/eng/Hooks.csproj are");
        message.ShouldContain("HooksFolder");
        _ = await InstallAsync(repository, B);
        (await repository.InstallAsync(Request(
            repository,
            "a/eng/Hooks.csproj") with
        { Force = true })).Lines.ShouldBe([$"pre-commit runs the hooks of a/eng/Hooks.csproj and {B}: .git/hooks/pre-commit"]);
    }

    [TestMethod]
    public async Task Folders_that_differ_by_case_alone_are_refused_with_both_names()
    {
        using HookedRepository repository = new();
        _ = await InstallAsync(repository, A);
        var message = await repository.RefusalAsync(Request(
            repository, "c/build/Hooks.csproj") with
        { FolderOf = (path, _) => path == repository.In(A) ? "services/api" : "services/API" });
        message.ShouldContain("which are about services/api as those of c/build/Hooks.csproj are about services/API:");
        message.ShouldContain("HooksFolder");
    }

    [TestMethod]
    public async Task A_stage_that_is_not_asked_for_stays_with_the_other_project_of_the_folder()
    {
        using HookedRepository repository = new();
        _ = await InstallAsync(repository, A, HookStages.PrePush);
        var other = Request(repository, "a/eng/Hooks.csproj") with { FolderOf = (_, _) => "a" };
        (await repository.InstallAsync(other)).Lines.ShouldBe([
            "pre-commit runs the hooks of a/eng/Hooks.csproj: .git/hooks/pre-commit", $"pre-push runs the hooks of {A}: .git/hooks/pre-push"]);
        (await repository.InstallAsync(other with { Force = true })).Lines.ShouldBe([
            "pre-commit runs the hooks of a/eng/Hooks.csproj: .git/hooks/pre-commit", ".git/hooks/pre-push is removed"]);
    }

    [TestMethod]
    public async Task Uninstalling_one_leaves_those_that_are_not_in_this_checkout()
    {
        using HookedRepository repository = new();
        _ = await InstallAsync(repository, A);
        _ = await InstallAsync(repository, B);
        Directory.Delete(repository.In("b"), recursive: true);
        (await repository.UninstallAsync(A)).Lines.ShouldBe([$"pre-commit runs the hooks of {B}: .git/hooks/pre-commit"]);
    }

    [TestMethod]
    public async Task One_that_is_not_in_this_checkout_is_kept_for_those_that_have_it()
    {
        using HookedRepository repository = new();
        _ = await InstallAsync(repository, A);
        _ = await InstallAsync(repository, B);
        Directory.Delete(repository.In("b"), recursive: true);
        (await InstallAsync(repository, A)).Changed.ShouldBeFalse();
        _ = await repository.CommitAsync();
        repository.Log.ShouldHaveSingleItem().ShouldContain(B);
    }

    [TestMethod]
    public async Task A_checkout_without_any_commits_with_one_line()
    {
        using HookedRepository repository = new();
        _ = await InstallAsync(repository, A);
        _ = await InstallAsync(repository, B);
        Directory.Delete(repository.In("a"), recursive: true);
        Directory.Delete(repository.In("b"), recursive: true);
        (await repository.CommitAsync()).ShouldBe((0, $"hooks: none of {A}, {B} is in this checkout, so no hooks run\n"));
        repository.Log.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Without_the_runner_each_is_built_and_a_failure_of_any_stops_the_commit()
    {
        using HookedRepository repository = new();
        await File.WriteAllTextAsync(repository.Dotnet, "#!/bin/sh\necho \"$2\" >>\"$LOG\"\ncase $2 in a/*) exit 7;; esac\n");
        _ = await InstallAsync(repository, A);
        _ = await InstallAsync(repository, B);
        File.Delete(repository.Runner);
        (await repository.CommitAsync(null, ("GIT_INDEX_FILE", repository.In(".git/index")))).ExitCode.ShouldNotBe(0);
        repository.Log.ShouldBe([A, B]);
    }

    [TestMethod]
    [DataRow("a b")]
    [DataRow("it's")]
    [DataRow("a\"b $HOME `id`")]
    [DataRow("new\nline\nproject='x'")]
    [DataRow("x\nproject2='evil'\nstate2='evil'\n")]
    [DataRow("-rf")]
    [DataRow("'\\''")]
    [DataRow("über*?[x]")]
    public async Task Odd_names_come_through_as_they_are_and_are_read_again(string name)
    {
        using HookedRepository repository = new();
        _ = await InstallAsync(repository, $"{name}/build/Hooks.csproj", HookStages.PreCommit | HookStages.PrePush);
        _ = await InstallAsync(repository, B, HookStages.PreCommit | HookStages.PrePush);
        (await repository.Installer().InstalledAsync(repository.Root, CancellationToken.None))
            .Select(project => project.Project)
            .ShouldBe([repository.In($"{name}/build/Hooks.csproj"), repository.In(B)], ignoreOrder: true);
        foreach (var stage in (string[])["pre-commit", "pre-push"])
        {
            (await Child.Start("/bin/sh", ["-n", repository.Hook(stage)]).EndAsync()).ExitCode.ShouldBe(0);
        }

        (await repository.CommitAsync()).ShouldBe((0, ""));
        var dot = name[0] == '-' ? "./" : "";
        string.Join('\n', repository.Log).ShouldContain($"[{dot}{name}/build/Hooks.csproj] [{dot}{name}/build/obj/hooks.state]");
        _ = await repository.UninstallAsync($"{name}/build/Hooks.csproj");
        (await repository.Installer().InstalledAsync(repository.Root, CancellationToken.None)).ShouldHaveSingleItem().Project.ShouldBe(repository.In(B));
    }

    [TestMethod]
    public async Task Installations_of_all_at_the_same_time_end_with_all()
    {
        using HookedRepository repository = new();
        var projects = Enumerable.Range(0, 8).Select(number => $"p{number}/build/Hooks.csproj").ToList();
        _ = await Task.WhenAll(projects.ConvertAll(project => Task.Run(() => InstallAsync(repository, project))));
        (await repository.Installer().InstalledAsync(repository.Root, CancellationToken.None))
            .Select(project => project.Project)
            .ShouldBe(projects.ConvertAll(repository.In));
    }

    private static Task<InstallReport> InstallAsync(HookedRepository repository, string project, HookStages stages = HookStages.PreCommit) =>
        repository.InstallAsync(Request(repository, project) with { Stages = stages });

    private static InstallRequest Request(HookedRepository repository, string project) => repository.Request() with
    {
        Project = repository.Write(project, "<Project />"),
        StateFile = repository.In(Path.Combine(Path.GetDirectoryName(project)!, "obj/hooks.state")),
        FolderOf = (path, _) => Path.GetRelativePath(repository.Root, Path.GetDirectoryName(Path.GetDirectoryName(path))!) is var folder and not "."
            ? folder
            : "",
    };
}
