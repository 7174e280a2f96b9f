using System.Diagnostics;
using System.Runtime.Versioning;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Runner.GitHooks;
using Hooks.Build.Runner.Tests.Doors;

namespace Hooks.Build.Runner.Tests.GitHooks;

/// <summary>What the doctor says of git: what it would really start, and whether that starts this program.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The programs are scripts of a shell, and modes of files count.")]
[UnsupportedOSPlatform("windows")]
public sealed class GitDiagnosisTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private string _config = "/dev/null";

    public GitDiagnosisTests()
    {
        Git("init", "-q");
        Write("build/Hooks.csproj", "");
        Program("echo \"$0 $*\" >> ran; printf '%s\\n' '" + GitHookCommand.Answer + "'");
    }

    [TestMethod]
    public void A_script_that_starts_this_program_is_told_with_its_time()
    {
        Install();
        Lines().ShouldBeEmpty();
        Lines(problems: false).ShouldContain("git: looks for its hooks in .git/hooks");
        Lines(problems: false)[^1]
            .ShouldMatch(@"^git: pre-commit runs the hooks of build/Hooks\.csproj; its script was tried, and starts this program \(\d+ ms\)$");
        File.ReadAllText(In("ran")).ShouldContain("git-hook pre-commit build/Hooks.csproj build/state");
    }

    [TestMethod]
    public void What_was_there_before_is_told_and_does_not_run_in_a_trial()
    {
        Hook(".git/hooks/pre-commit", "touch effect");
        Install();
        Lines().ShouldBeEmpty();
        Lines(problems: false)
            .ShouldContain(
                "git: pre-commit runs .git/hooks/pre-commit.before-hooks-build first, which was there before; if it is of a tool that is not used any more, delete it");
        File.Exists(In("effect")).ShouldBeFalse();
    }

    // As `pre-commit install` and `prek install` do, and run it from there.
    [TestMethod]
    public void A_script_that_another_tool_put_aside_and_runs_is_told_with_how_it_comes_back()
    {
        Install();
        File.Move(In(".git/hooks/pre-commit"), In(".git/hooks/pre-commit.legacy"));
        Hook(".git/hooks/pre-commit", "exec .git/hooks/pre-commit.legacy");
        Lines().ShouldBeEmpty();
        Lines(problems: false)
            .ShouldBe(
                ["git: .git/hooks/pre-commit is a script of somebody else, which put ours aside as .git/hooks/pre-commit.legacy; pre-commit and prek run it from there: their command 'uninstall' puts it back"]);
    }

    [TestMethod]
    public void Hooks_that_run_twice_as_a_tool_that_runs_ours_is_run_by_ours_are_a_failure()
    {
        Install();
        File.Copy(In(".git/hooks/pre-commit"), In(".git/hooks/pre-commit.legacy"));
        Hook(".git/hooks/pre-commit.before-hooks-build", "exec .git/hooks/pre-commit.legacy");
        Lines()
            .ShouldBe(
                ["git: pre-commit runs the hooks of this repository twice, since .git/hooks/pre-commit.before-hooks-build runs .git/hooks/pre-commit.legacy, which is ours, too: delete that"]);
    }

    // As `lefthook install` does.
    [TestMethod]
    public void A_script_that_another_tool_put_aside_for_good_is_a_failure()
    {
        Install();
        File.Move(In(".git/hooks/pre-commit"), In(".git/hooks/pre-commit.old"));
        Hook(".git/hooks/pre-commit", "exit 0");
        Lines()
            .ShouldBe(
                ["git: .git/hooks/pre-commit is a script of somebody else, which put ours aside as .git/hooks/pre-commit.old, where nothing runs it: 'lefthook uninstall' puts it back, hooks install lets the other run first"]);
    }

    [TestMethod]
    public void A_script_that_git_passes_over_is_a_failure()
    {
        Install();
        File.SetUnixFileMode(In(".git/hooks/pre-commit"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Lines().ShouldBe(["git: .git/hooks/pre-commit may not be executed, and git passes it over: chmod +x .git/hooks/pre-commit"]);
    }

    [TestMethod]
    public void A_script_that_somebody_changed_is_not_tried()
    {
        Install();
        File.AppendAllText(In(".git/hooks/pre-commit"), "touch effect\n");
        Lines().ShouldHaveSingleItem().ShouldContain("was changed, or written by another version, and was not tried: hooks install");
        File.Exists(In("ran")).ShouldBeFalse();
    }

    [TestMethod]
    public void A_script_of_ours_with_line_ends_of_Windows_is_ours_and_written_anew()
    {
        Install();
        var script = In(".git/hooks/pre-commit");
        var written = File.ReadAllText(script);
        File.WriteAllText(script, written.Replace("\n", "\r\n", StringComparison.Ordinal));
        Lines().ShouldHaveSingleItem().ShouldContain("was changed, or written by another version, and was not tried: hooks install");
        Install();
        File.ReadAllText(script).ShouldBe(written);
        File.Exists(script + ".before-hooks-build").ShouldBeFalse();
    }

    [TestMethod]
    public void A_script_without_its_program_would_build_and_is_not_tried()
    {
        Install();
        File.Delete(In("tools/hooks"));
        Lines().ShouldHaveSingleItem().ShouldEndWith("tools/hooks, which is not there or may not be executed: hooks install");
    }

    [TestMethod]
    public void A_script_that_names_another_program_is_not_tried()
    {
        Install();
        Program("touch effect");
        Lines(own: "/elsewhere/hooks").ShouldHaveSingleItem().ShouldContain("tools/hooks, and this is /elsewhere/hooks, so it was not tried: hooks install");
        File.Exists(In("effect")).ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("exit 0", "was tried, and did not start this program: hooks install")]
    [DataRow("echo why >&2; exit 4", "was tried, and ends with exit code 4 (why)")]
    public void A_program_that_does_not_answer_is_a_failure(string script, string said)
    {
        Install();
        Program(script);
        Lines().ShouldHaveSingleItem().ShouldContain(said);
    }

    [TestMethod]
    public void Where_git_looks_elsewhere_since_the_scripts_are_not_run()
    {
        Install();
        Git("config", "core.hooksPath", ".husky");
        Hook(".husky/pre-commit", "exit 0");
        Lines().ShouldBe(["git: .git/hooks/pre-commit is not where git looks for its hooks any more, and runs never: hooks install"]);
        Lines(problems: false).ShouldBe(
        [
            "git: looks for its hooks in .husky, since core.hooksPath is set (local)",
            "git: nothing is installed (hooks install)",
            "git: .husky/pre-commit is a script of somebody else, and git runs it",
        ]);
    }

    // As `husky install` does: what would be installed there would go with the commits, and is refused.
    [TestMethod]
    public void Where_git_looks_in_a_folder_under_version_control_the_setting_is_to_go()
    {
        Install();
        Git("config", "core.hooksPath", ".husky");
        Hook(".husky/pre-commit", "exit 0");
        Git("add", ".husky");
        Lines().ShouldBe(["git: .git/hooks/pre-commit is not where git looks for its hooks any more, and runs never: git config --unset core.hooksPath"]);
        Lines(problems: false)
            .ShouldContain(
                "git: nothing is installed there, nor can it be, since .husky/pre-commit is under version control (git config --unset core.hooksPath)");
    }

    [TestMethod]
    public void Where_git_s_own_folder_is_a_link_to_one_under_version_control_the_link_is_to_go()
    {
        Hook("gh/pre-commit", "exit 0");
        Git("add", "gh");
        Directory.Delete(In(".git/hooks"), recursive: true);
        _ = Directory.CreateSymbolicLink(In(".git/hooks"), "../gh");
        Lines(problems: false)
            .ShouldContain(
                "git: nothing is installed there, nor can it be, since gh/pre-commit is under version control (put a folder in the place of .git/hooks, which is a link)");
    }

    [TestMethod]
    public void Where_git_looks_in_a_folder_of_all_repositories_the_setting_is_to_go()
    {
        Install();
        Write("global", $"[core]\n\thooksPath = {In("everybody")}\n");
        _config = In("global");
        Lines()
            .ShouldBe(
                ["git: .git/hooks/pre-commit is not where git looks for its hooks any more, and runs never: git config --global --unset core.hooksPath, or hooks install --force"]);
    }

    [TestMethod]
    public void Scripts_of_others_are_told_and_where_they_are_in_the_way_too()
    {
        Install();
        Hook("mine/push", "exit 0");
        _ = File.CreateSymbolicLink(In(".git/hooks/pre-push"), "../../mine/push");
        _ = File.CreateSymbolicLink(In(".git/hooks/post-commit"), "nowhere");
        Lines().ShouldBeEmpty();
        Lines(problems: false).ShouldContain("git: .git/hooks/pre-push is a script of somebody else (a link to ../../mine/push), and git runs it");
        Lines(problems: false)
            .ShouldContain("git: .git/hooks/post-commit is a script of somebody else (a link to nowhere), which git passes over: it leads nowhere");
        Lines(declared: HookStages.PrePush)
            .ShouldBe(
                ["git: .git/hooks/pre-push is a script of somebody else (a link to ../../mine/push), so that the hooks of this repository do not run at pre-push: hooks install, which lets it run first"]);
    }

    [TestMethod]
    public void A_stage_of_hooks_that_git_does_not_start_is_a_failure()
    {
        Install();
        Lines(declared: HookStages.PreCommit | HookStages.PrePush).ShouldBe(["git: hooks run at pre-push too, and nothing starts them there: hooks install"]);
    }

    [TestMethod]
    public void A_project_that_is_gone_is_a_failure()
    {
        Install();
        File.Delete(In("build/Hooks.csproj"));
        Lines().ShouldContain("git: runs the hooks of build/Hooks.csproj, which is not there: hooks uninstall --project build/Hooks.csproj");
    }

    public void Dispose() => _folder.Dispose();

    private string In(string name) => Path.Combine(_folder.Path, name);

    private List<string> Lines(bool problems = true, HookStages declared = HookStages.PreCommit, string own = "tools/hooks")
    {
        HookInstaller installer = new(SystemLauncher.Create(), Environment);
        var found = installer.InspectAsync(_folder.Path, CancellationToken.None).GetAwaiter().GetResult();
        GitTrial trial = new(found.WorkingTree, Environment, [In(own)], TimeSpan.FromSeconds(60), CancellationToken.None);
        return [.. GitDiagnosis.Of(found, declared, trial.Of).Where(line => line.IsProblem == problems).Select(line => line.Line)];
    }

    private Dictionary<string, string> Environment =>
        new(HookEnvironment.OfThisProcess(), StringComparer.Ordinal) { ["GIT_CONFIG_GLOBAL"] = _config, ["GIT_CONFIG_SYSTEM"] = "/dev/null" };

    private void Install()
    {
        InstallRequest request = new()
        {
            Folder = _folder.Path,
            Project = In("build/Hooks.csproj"),
            StateFile = In("build/state"),
            Runner = In("tools/hooks"),
            Dotnet = "/usr/bin/dotnet",
            Stages = HookStages.PreCommit,
        };
        _ = new HookInstaller(SystemLauncher.Create(), Environment).InstallAsync(request, CancellationToken.None).GetAwaiter().GetResult();
    }

    private void Program(string script) => Hook("tools/hooks", script);

    private void Hook(string name, string script)
    {
        Write(name, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(In(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void Write(string name, string text)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(In(name))!);
        File.WriteAllText(In(name), text);
    }

    private void Git(params string[] arguments)
    {
        ProcessStartInfo start = new("git", arguments) { WorkingDirectory = _folder.Path, UseShellExecute = false };
        using var git = Process.Start(start)!;
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
    }
}
