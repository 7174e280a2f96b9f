using System.Diagnostics;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Building;
using Hooks.Build.Runner.Commands;
using Hooks.Build.Runner.Projects;
using Hooks.Build.Runner.Tests.Doors;

namespace Hooks.Build.Runner.Tests.Agents;

/// <summary>What came with the commits is no build of this machine: no event of an agent runs it.</summary>
[TestClass]
public sealed class CommittedBuildTests : IDisposable
{
    private const string StateFile = "build/obj/hooks.state";

    private readonly TemporaryFolder _folder = new();

    public CommittedBuildTests()
    {
        Git("init", "-q");
        foreach (var path in (string[])["build/Hooks.csproj", StateFile])
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
            File.WriteAllText(In(path), "no state of any version\n");
        }
    }

    [TestMethod]
    public void A_state_that_is_none_is_older_than_all_so_that_the_next_build_writes_one()
    {
        Git("add", "build/Hooks.csproj");
        Missing().ShouldStartWith("build/Hooks.csproj is not built here");
        File.GetLastWriteTimeUtc(In(StateFile)).ShouldBe(DateTime.UnixEpoch);
    }

    [TestMethod]
    public void A_state_that_git_lists_is_not_read()
    {
        Git("add", "--force", "--all");
        Missing()
            .ShouldBe(
                "build/obj/hooks.state came with the commits, and was not built here, so the hooks of build/Hooks.csproj do not run; 'git rm -r --cached' takes it out of git, and a build then makes them run");
        Git("rm", "-q", "--cached", StateFile);
        Missing().ShouldStartWith("build/Hooks.csproj is not built here");
    }

    [TestMethod]
    public void A_state_in_an_index_that_only_git_reads_is_not_read()
    {
        Git("add", "--force", "--all");
        Git("update-index", "--split-index");
        Missing().ShouldContain("came with the commits");
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Links need a right there.")]
    public void A_state_behind_a_link_or_in_a_submodule_is_not_read()
    {
        Git("init", "-q", "build/obj");
        Missing().ShouldContain("came with the commits");
        Directory.Move(In("build/obj"), In("elsewhere"));
        Directory.Delete(In("elsewhere/.git"), recursive: true);
        _ = Directory.CreateSymbolicLink(In("build/obj"), "../elsewhere");
        Missing().ShouldContain("came with the commits");
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "No name has a backslash there.")]
    public void A_state_in_a_folder_whose_name_has_a_backslash_is_not_read()
    {
        Directory.Move(In("build/obj"), In("build/o\\bj"));
        Git("add", "--force", "--all");
        BuiltPlan.Read(_folder.Path, In("build/o\\bj/hooks.state"), CancellationToken.None).Problem.ShouldContain("came with the commits");
    }

    [TestMethod]
    public void Where_git_cannot_read_its_index_that_is_said_and_nothing_of_the_commits()
    {
        Git("add", "build/Hooks.csproj");
        File.WriteAllText(In(".git/index"), "x\n");
        Missing()
            .ShouldBe(
                "git cannot list the files that are in it ('git status' says why), so that nobody knows whether what was built came with the commits: the hooks of build/Hooks.csproj do not run until it can");
    }

    [TestMethod]
    public void The_doctor_says_that_it_came_with_the_commits()
    {
        Git("add", "--force", "--all");
        List<(string Line, bool IsProblem)> lines = [];
        DeclaredHooks.Of(Place, _folder.Path, lines, CancellationToken.None).ShouldBeNull();
        lines.ShouldHaveSingleItem().Line.ShouldEndWith(
            "build/obj/hooks.state came with the commits, and was not built here; agents run none of its hooks until git lists that no more ('git rm -r --cached') and it is built");
    }

    public void Dispose() => _folder.Dispose();

    private ProjectPlace Place => new(In("build/Hooks.csproj"), In(StateFile));

    private string Missing()
    {
        List<string> missing = [];
        AgentRun.Projects(
            new AgentCall("claude", "PreToolUse", FailsClosed: true, ["build/Hooks.csproj", StateFile]),
            _folder.Path,
            HookStages.BeforeTool,
            missing,
            CancellationToken.None).ShouldBeEmpty();
        return missing.ShouldHaveSingleItem().Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    private string In(string path) => Path.Combine(_folder.Path, path);

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _folder.Path })!;
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
    }
}
