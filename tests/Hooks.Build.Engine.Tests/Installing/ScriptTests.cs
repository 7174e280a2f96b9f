using System.Runtime.Versioning;
using Hooks.Build.Engine.Tests.Processes;

namespace Hooks.Build.Engine.Tests.Installing;

/// <summary>The script by itself: bare environments, odd names, and what it needs not being there.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The runner of these tests is a shell script.")]
public sealed class ScriptTests
{
    private const string RunnerLine = "hooks [git-hook] [pre-commit] [build/Hooks.csproj] [build/obj/hooks.state]";

    [TestMethod]
    public async Task A_commit_from_a_folder_below_runs_it_at_the_top()
    {
        using HookedRepository repository = new();
        _ = await repository.InstallAsync();
        (await repository.CommitAsync(repository.In("build"))).ExitCode.ShouldBe(0);
        repository.Log.ShouldBe([RunnerLine]);
    }

    [TestMethod]
    public async Task It_needs_neither_PATH_nor_HOME()
    {
        using HookedRepository repository = new();
        repository.Runner = repository.Tool("Runner.dll");
        _ = await repository.InstallAsync();
        var shell = Child.Start("/usr/bin/env", ["-i", "LOG=" + repository.Outside("log"), repository.Hook("pre-commit")], repository.Root);
        (await shell.EndAsync()).ExitCode.ShouldBe(0, shell.Output);
        repository.Log.ShouldBe([$"dotnet [exec] [{repository.Runner}] [git-hook] [pre-commit] [build/Hooks.csproj] [build/obj/hooks.state]"]);
    }

    [TestMethod]
    public async Task In_the_ordinary_case_it_starts_nothing_but_the_runner()
    {
        using HookedRepository repository = new();
        await File.WriteAllTextAsync(repository.Runner, "#!/bin/sh\necho \"runner $$\"\n");
        _ = await repository.InstallAsync();
        // The runner is the process that the shell was: had the shell started anything, PATH would be needed.
        var shell = Child.Start("/usr/bin/env", ["-i", "PATH=/nowhere", repository.Hook("pre-commit")], repository.Root);
        (await shell.EndAsync()).ExitCode.ShouldBe(0, shell.Output);
        shell.Output.ShouldBe($"runner {shell.Process.Id}\n");
    }

    [TestMethod]
    [DataRow("<&-")]
    [DataRow(">&-")]
    [DataRow("2>&-")]
    [DataRow("<&- >&- 2>&-")]
    public async Task A_standard_stream_that_is_closed_is_nothing_and_not_the_next_file_that_is_opened(string closed)
    {
        using HookedRepository repository = new();
        await File.WriteAllTextAsync(repository.Runner, "#!/bin/sh\nfor stream in 0 1 2; do [ -e /dev/fd/$stream ] || exit 1; done\n");
        _ = await repository.InstallAsync();
        var shell = Child.Start("/bin/sh", ["-c", $"exec {closed}; exec '{repository.Hook("pre-commit")}'"], repository.Root);
        (await shell.EndAsync()).ExitCode.ShouldBe(0);
    }

    [TestMethod]
    public async Task Dotnet_is_looked_for_where_it_is_not_where_it_was()
    {
        using HookedRepository repository = new();
        repository.Runner = repository.Tool("Runner.dll");
        _ = repository.Tool("a b/dotnet");
        _ = Directory.CreateDirectory(repository.Outside("first/dotnet"));
        _ = await repository.InstallAsync(repository.Request() with { Dotnet = "/gone/dotnet" });
        (await repository.CommitAsync(
            null, ("PATH", $"{repository.Outside("first")}:{repository.Outside("a b")}"), ("DOTNET_ROOT", "/nowhere"))).ExitCode.ShouldBe(0);
        repository.Log.ShouldHaveSingleItem().ShouldStartWith("dotnet [exec] ");
    }

    [TestMethod]
    public async Task An_empty_runner_which_a_shell_takes_for_a_script_that_ends_well_is_none()
    {
        using HookedRepository repository = new();
        _ = await repository.InstallAsync();
        await File.WriteAllTextAsync(repository.Runner, "");
        var (exitCode, output) = await repository.CommitAsync(null);
        exitCode.ShouldBe(0);
        output.ShouldContain("is empty: delete the folder of its package");
        repository.Log.ShouldHaveSingleItem().ShouldStartWith("dotnet [msbuild] ");
    }

    [TestMethod]
    public async Task An_empty_dotnet_is_none()
    {
        using HookedRepository repository = new();
        repository.Runner = repository.Tool("Runner.dll");
        _ = await repository.InstallAsync();
        await File.WriteAllTextAsync(repository.Dotnet, "");
        await UseOnlyAsync(repository.Hook("pre-commit"));
        var (exitCode, output) = await repository.CommitAsync(null, ("PATH", Path.GetDirectoryName(repository.Dotnet)!), ("DOTNET_ROOT", "/nowhere"));
        exitCode.ShouldBe(1);
        output.ShouldContain("dotnet was not found");
    }

    [TestMethod]
    public async Task Dotnet_of_DOTNET_ROOT_or_of_the_home_folder_is_found()
    {
        using HookedRepository repository = new();
        repository.Runner = repository.Tool("Runner.dll");
        _ = repository.Tool("home/.dotnet/dotnet");
        _ = await repository.InstallAsync(repository.Request() with { Dotnet = "/gone/dotnet" });
        (await repository.CommitAsync(null, ("PATH", "/nowhere"), ("DOTNET_ROOT", Path.GetDirectoryName(repository.Dotnet)!))).ExitCode.ShouldBe(0);
        (await repository.CommitAsync(null, ("PATH", "/nowhere"), ("HOME", repository.Outside("home")))).ExitCode.ShouldBe(0);
        repository.Log.Count.ShouldBe(2);
    }

    [TestMethod]
    public async Task Without_dotnet_it_says_where_it_looked_and_what_to_do()
    {
        using HookedRepository repository = new();
        repository.Runner = repository.Tool("Runner.dll");
        _ = await repository.InstallAsync(repository.Request() with { Dotnet = "/gone/dotnet" });
        await UseOnlyAsync(repository.Hook("pre-commit"));
        var (exitCode, output) = await repository.CommitAsync(null, ("PATH", "/nowhere"));
        exitCode.ShouldBe(1);
        output.ShouldContain("it was /gone/dotnet at the installation");
        output.ShouldContain("PATH (");
        output.ShouldContain("HOOKS=0, or --no-verify");
    }

    [TestMethod]
    public async Task A_moved_checkout_finds_its_project()
    {
        using HookedRepository repository = new();
        _ = await repository.InstallAsync();
        Directory.Move(repository.Root, repository.Outside("moved"));
        repository.Root = repository.Outside("moved");
        (await repository.CommitAsync()).ExitCode.ShouldBe(0);
        repository.Log.ShouldBe([RunnerLine]);
    }

    [TestMethod]
    public async Task A_runner_inside_of_the_working_tree_moves_with_it()
    {
        using HookedRepository repository = new();
        repository.Runner = repository.Tool("repository/obj/hooks");
        _ = await repository.InstallAsync();
        Directory.Move(repository.Root, repository.Outside("moved"));
        repository.Root = repository.Outside("moved");
        _ = await repository.CommitAsync();
        repository.Log.ShouldBe([RunnerLine]);
    }

    [TestMethod]
    public async Task Without_the_runner_the_project_is_built_and_its_hooks_run()
    {
        using HookedRepository repository = new();
        _ = await repository.InstallAsync();
        File.Delete(repository.Runner);
        var (exitCode, output) = await repository.CommitAsync();
        exitCode.ShouldBe(0);
        output.ShouldBe(
            $"hooks: the runner {repository.Runner} is not there any more; this repairs it: dotnet msbuild 'build/Hooks.csproj' -restore -t:InstallHooks\n");
        repository.Log.ShouldBe(["dotnet [msbuild] [build/Hooks.csproj] [-restore] [-nologo] [-v:m] [-p:_HooksOnlyPlan=true] [-t:RunPreCommitHooks]"]);
    }

    [TestMethod]
    public async Task Without_the_runner_a_commit_with_an_index_of_its_own_is_refused()
    {
        using HookedRepository repository = new();
        _ = await repository.InstallAsync();
        File.Delete(repository.Runner);
        _ = repository.Write(".gitignore", "obj/\nbin/\n");
        var (exitCode, output) = await repository.TryGitAsync(["commit", "-a", "-m", "all"]);
        exitCode.ShouldBe(1);
        output.ShouldContain("HOOKS=0, or --no-verify");
        repository.Log.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Without_the_runner_hooks_that_need_the_arguments_of_git_are_refused()
    {
        using HookedRepository repository = new();
        _ = await repository.InstallAsync(HookStages.CommitMsg);
        File.Delete(repository.Runner);
        var (exitCode, output) = await repository.CommitAsync();
        exitCode.ShouldBe(1);
        output.ShouldContain("the hooks of commit-msg cannot run without it");
        output.ShouldContain("-t:InstallHooks");
        output.ShouldContain("HOOKS=0, or --no-verify");
    }

    [TestMethod]
    [DataRow(HookStages.PreCommit)]
    [DataRow(HookStages.CommitMsg)]
    public async Task A_checkout_without_the_project_commits_with_one_line(HookStages stage)
    {
        using HookedRepository repository = new();
        _ = await repository.InstallAsync(stage);
        File.Delete(repository.In(HookedRepository.Project));
        (await repository.CommitAsync()).ShouldBe((0, "hooks: build/Hooks.csproj is not in this checkout, so no hooks run\n"));
        repository.Log.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task A_checkout_without_the_project_is_told_once_a_commit_and_not_at_all_afterwards()
    {
        using HookedRepository repository = new();
        _ = await repository.InstallAsync(HookStages.PreCommit | HookStages.CommitMsg | HookStages.PostCheckout);
        File.Delete(repository.In(HookedRepository.Project));
        (await repository.CommitAsync()).ShouldBe((0, "hooks: build/Hooks.csproj is not in this checkout, so no hooks run\n"));
        (await repository.GitAsync(["switch", "--quiet", "-c", "other"])).ShouldBe("");
    }

    [TestMethod]
    public async Task Without_the_runner_a_checkout_builds_nothing()
    {
        using HookedRepository repository = new();
        _ = await repository.InstallAsync(HookStages.PostCheckout);
        _ = await repository.CommitAsync();
        File.Delete(repository.Runner);
        _ = await repository.GitAsync(["switch", "--quiet", "-c", "other"]);
        repository.Log.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task HOOKS_0_runs_the_earlier_hook_alone()
    {
        using HookedRepository repository = new();
        _ = repository.WriteHook("pre-commit");
        _ = await repository.InstallAsync();
        (await repository.CommitAsync(null, ("HOOKS", "0"))).ShouldBe((0, ""));
        repository.Log.ShouldBe(["earlier"]);
    }

    [TestMethod]
    [DataRow("a b")]
    [DataRow("it's")]
    [DataRow("a\"b")]
    [DataRow("$HOME `id`")]
    [DataRow("back\\slash")]
    [DataRow("new\nline")]
    [DataRow("-rf")]
    [DataRow("über*?[x]")]
    public async Task Odd_names_come_through_as_they_are(string name)
    {
        using HookedRepository repository = new(name);
        repository.Runner = repository.Tool($"tools/{name}/hooks");
        var project = repository.Write($"{name}/{name}.csproj", "<Project />");
        _ = await repository.InstallAsync(repository.Request() with { Project = project, StateFile = repository.In($"{name}/obj/hooks.state") });
        (await repository.CommitAsync()).ShouldBe((0, ""));
        var dot = name[0] == '-' ? "./" : "";
        string.Join('\n', repository.Log).ShouldBe($"hooks [git-hook] [pre-commit] [{dot}{name}/{name}.csproj] [{dot}{name}/obj/hooks.state]");
        (await repository.UninstallAsync()).Changed.ShouldBeTrue();
    }

    // This machine may have a dotnet in a folder that every script knows.
    private static async Task UseOnlyAsync(string script)
    {
        var text = await File.ReadAllTextAsync(script);
        await File.WriteAllTextAsync(script, text.Replace(" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet '", " '"));
    }
}
