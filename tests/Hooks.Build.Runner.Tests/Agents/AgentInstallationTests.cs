using System.Diagnostics;
using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Plans;
using Hooks.Build.Runner.Projects;
using Hooks.Build.Runner.Tests.Doors;

namespace Hooks.Build.Runner.Tests.Agents;

/// <summary>Several projects of one repository, what others share, and what stays on this machine.</summary>
[TestClass]
public sealed class AgentInstallationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public AgentInstallationTests() => Git("init", "-q");

    [TestMethod]
    [DynamicData(nameof(Agents))]
    public void A_project_is_installed_beside_those_that_are(string agent)
    {
        _ = Install(agent, [Project("a", HookStages.BeforeTool | HookStages.AgentStop)], failsClosed: true);
        _ = Install(agent, [Project("b b", HookStages.AfterTool)]);
        var entries = Entries(agent);
        entries.Select(entry => entry.Stage).ShouldBe([HookStages.BeforeTool, HookStages.AfterTool, HookStages.AgentStop], ignoreOrder: true);
        entries.ShouldAllBe(entry => entry.Entry.Paths.SequenceEqual(new[] { "a/Hooks.csproj", "a/state", "b b/Hooks.csproj", "b b/state" }));
        entries.Single(entry => entry.Stage == HookStages.BeforeTool).Entry.FailsClosed.ShouldBeTrue();
        _ = AgentInstallation.Uninstall([agent], _folder.Path, [Path.Combine(_folder.Path, "a/Hooks.csproj")]).ToList();
        Entries(agent).ShouldAllBe(entry => entry.Entry.Paths.SequenceEqual(new[] { "b b/Hooks.csproj", "b b/state" }));
        _ = Install(agent, [Project("b b", HookStages.PromptSubmit)]);
        Entries(agent).ShouldHaveSingleItem().Stage.ShouldBe(HookStages.PromptSubmit);
    }

    [TestMethod]
    [DynamicData(nameof(Agents))]
    public void A_stage_that_holds_agents_back_makes_no_other_do_so(string agent)
    {
        _ = Install(agent, [Project("a", HookStages.BeforeTool, failsClosed: true)]);
        _ = Install(agent, [Project("b", HookStages.PromptSubmit)]);
        ClosedAt(agent).ShouldBe(HookStages.BeforeTool);
        _ = Install(agent, [Project("b", HookStages.PromptSubmit)]);
        ClosedAt(agent).ShouldBe(HookStages.BeforeTool);
        _ = AgentInstallation.Uninstall([agent], _folder.Path, [Path.Combine(_folder.Path, "b/Hooks.csproj")]).ToList();
        ClosedAt(agent).ShouldBe(HookStages.BeforeTool);
        _ = Install(agent, [Project("c", HookStages.PromptSubmit)], failsClosed: true);
        ClosedAt(agent).ShouldBe(HookStages.BeforeTool | HookStages.PromptSubmit);
    }

    [TestMethod]
    [DynamicData(nameof(Agents))]
    public void A_project_about_the_folder_of_another_is_refused_and_nothing_is_written(string agent)
    {
        foreach (var folder in (string[])["a", "b", "c/build"])
        {
            _ = Directory.CreateDirectory(Path.Combine(_folder.Path, folder));
            File.WriteAllText(Path.Combine(_folder.Path, folder, "Hooks.csproj"), "");
        }

        _ = Install(agent, [Project("a", HookStages.BeforeTool)]);
        _ = Install(agent, [Project("c/build", HookStages.BeforeTool)]);
        var before = Read(agent, 0);
        Should.Throw<HooksException>(() => Install(
            agent,
            [Project(
                "b",
                HookStages.BeforeTool)])).Message.ShouldContain(
                    $"{agent} starts the hooks of a/Hooks.csproj, which are about the whole repository as those of b/Hooks.csproj are: each project needs a folder of its own");
        Read(agent, 0).ShouldBe(before);

        // One that is gone owns nothing.
        File.Delete(Path.Combine(_folder.Path, "a", "Hooks.csproj"));
        _ = Install(agent, [Project("b", HookStages.BeforeTool)]);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Links need a right there.")]
    public void A_link_to_where_nothing_is_is_refused_and_an_installation_behind_one_is_taken_out_there()
    {
        var file = AgentConfiguration.FilesOf("claude", _folder.Path)[0];
        var target = Path.Combine(_folder.Path, "other.json");
        _ = Install("claude", [Project("a", HookStages.BeforeTool)]);
        var installed = File.ReadAllBytes(file);
        _ = AgentInstallation.Uninstall(["claude"], _folder.Path, []).ToList();
        _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        _ = File.CreateSymbolicLink(file, "../other.json");
        Should.Throw<HooksException>(() => Install(
            "claude", [Project("a", HookStages.BeforeTool)])).Message.ShouldContain("it is a link to ../other.json, where nothing is");
        File.Exists(target).ShouldBeFalse();

        // As an earlier version did it.
        File.WriteAllBytes(target, installed);
        _ = AgentInstallation.Uninstall(["claude"], _folder.Path, []).ToList();
        new FileInfo(file).LinkTarget.ShouldBe("../other.json");
        File.Exists(target).ShouldBe(AgentConfiguration.Without(installed, "claude") is not null);
    }

    [TestMethod]
    public void What_all_share_is_touched_only_where_that_is_asked_for_and_it_is_said()
    {
        _ = Install("claude", [Project("a", HookStages.BeforeTool)], isShared: true);
        var shared = Read("claude", 1);
        Install("claude", [Project("a", HookStages.BeforeTool)])
            .ShouldContain(line => line.StartsWith(".claude/settings.json starts them too, ", StringComparison.Ordinal));
        Read("claude", 1).ShouldBe(shared);
        Install("claude", [Project("b", HookStages.BeforeTool)]).Count(line => line.Contains("twice", StringComparison.Ordinal)).ShouldBe(0);

        // What is shared from now on is not this user's alone any more; what was is.
        Install("claude", [Project("a", HookStages.BeforeTool)], isShared: true).ShouldContain(".claude/settings.local.json starts hooks at PreToolUse");
        Entries("claude").ShouldHaveSingleItem().Entry.Projects.ShouldBe(["b/Hooks.csproj"]);
    }

    [TestMethod]
    [DynamicData(nameof(Agents))]
    public void What_names_a_program_of_this_machine_is_not_added_to_git(string agent)
    {
        var exclude = Path.Combine(_folder.Path, ".git", "info", "exclude");
        File.WriteAllText(exclude, "# mine\n*.x");
        Install(agent, [Project("a", HookStages.BeforeTool)])[0].ShouldEndWith("git leaves it out (info/exclude)");
        Git("add", "-A").ShouldBe("");
        Git("ls-files").ShouldBe("");
        _ = Install(agent, [Project("a", HookStages.BeforeTool)]);
        File.ReadAllLines(exclude).Length.ShouldBe(4);
        _ = AgentInstallation.Uninstall([agent], _folder.Path, []).ToList();
        File.ReadAllText(exclude).ShouldBe("# mine\n*.x");
        _ = Install(agent, [Project("a", HookStages.BeforeTool)]);
        _ = Install(agent, [Project("a", HookStages.BeforeTool)], isShared: true);
        Git("add", "-A").ShouldBe("");
        Git("ls-files").TrimEnd().ShouldBe(Path.GetRelativePath(_folder.Path, AgentConfiguration.FilesOf(agent, _folder.Path)[^1]));
    }

    [TestMethod]
    public void Where_one_of_several_agents_cannot_be_changed_none_is()
    {
        _ = Directory.CreateDirectory(Path.Combine(_folder.Path, ".cursor"));
        File.WriteAllText(Path.Combine(_folder.Path, ".cursor", "hooks.json"), "{ broken");
        Should.Throw<HooksException>(() => AgentInstallation.Install(
            ["claude", "cursor"], [Project("a", HookStages.BeforeTool)], ["hooks"], isShared: false, failsClosed: false).ToList());
        Should.Throw<HooksException>(() => AgentInstallation.Install(
            ["claude", "cursor"], [Project("a", HookStages.BeforeTool)], ["hooks"], isShared: true, failsClosed: false).ToList());
        Should.Throw<HooksException>(() => AgentInstallation.Require(["claude", "cursor"], [Project("a", HookStages.BeforeTool)], ["hooks"]));
        Directory.Exists(Path.Combine(_folder.Path, ".claude")).ShouldBeFalse();
        Git("status", "--porcelain", "--", ".claude").ShouldBe("");
        _ = Install("claude", [Project("a", HookStages.BeforeTool)]);
        Should.Throw<HooksException>(() => AgentInstallation.Uninstall(["claude", "cursor"], _folder.Path, []).ToList());
        Entries("claude").Count.ShouldBe(1);
    }

    [TestMethod]
    [DataRow("[]")]
    [DataRow("{\"hooks\":null}")]
    [DataRow("{")]
    public void Of_an_installation_that_is_refused_git_is_told_nothing(string text)
    {
        var exclude = Path.Combine(_folder.Path, ".git", "info", "exclude");
        var before = File.ReadAllText(exclude);
        _ = Directory.CreateDirectory(Path.Combine(_folder.Path, ".claude"));
        File.WriteAllText(Path.Combine(_folder.Path, ".claude", "settings.local.json"), text);
        _ = Should.Throw<HooksException>(() => Install("claude", [Project("a", HookStages.BeforeTool)]));
        File.ReadAllText(exclude).ShouldBe(before);
    }

    [TestMethod]
    public void Installations_at_once_tell_git_once()
    {
        var exclude = Path.Combine(_folder.Path, ".git", "info", "exclude");
        _ = Parallel.For(0, 8, at => Install("claude", [Project("p" + at, HookStages.BeforeTool)]));
        File.ReadAllLines(exclude).Count(line => line == "/.claude/settings.local.json").ShouldBe(1);
        Entries("claude").ShouldHaveSingleItem().Entry.Projects.Count().ShouldBe(8);
    }

    // Marks of UTF-8, UTF-16 and UTF-32, what only begins like one, and what is no text.
    [TestMethod]
    [DataRow("EFBBBF2A2E780A")]
    [DataRow("EFBBBF0A")]
    [DataRow("EFBB2A2E780A")]
    [DataRow("FFFE2A002E0078000A")]
    [DataRow("FEFF002A002E00780A")]
    [DataRow("FFFE00002A0000000A")]
    [DataRow("0000FEFF0000002A0A")]
    [DataRow("2B2F76382A0A")]
    [DataRow("00C3280D0A800A")]
    public void What_git_is_told_to_leave_out_keeps_each_of_its_bytes(string bytes)
    {
        var exclude = Path.Combine(_folder.Path, ".git", "info", "exclude");
        File.WriteAllBytes(exclude, Convert.FromHexString(bytes));
        _ = Install("claude", [Project("a", HookStages.BeforeTool)]);
        Convert.ToHexString(File.ReadAllBytes(exclude)).ShouldStartWith(bytes);
        Encoding.Latin1.GetString(File.ReadAllBytes(exclude)).ShouldEndWith("\n/.claude/settings.local.json\n");
        _ = AgentInstallation.Uninstall(["claude"], _folder.Path, []).ToList();
        Convert.ToHexString(File.ReadAllBytes(exclude)).ShouldBe(bytes);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Links need a right there.")]
    [DataRow(false)]
    [DataRow(true)]
    public void A_file_that_leads_to_one_that_is_in_git_is_left_as_it_is_and_one_that_leads_elsewhere_is_left_out_of_git_there(bool isFolder)
    {
        var file = AgentConfiguration.FilesOf("claude", _folder.Path)[0];
        var target = Path.Combine(_folder.Path, "cfg", Path.GetFileName(file));
        _ = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, "{\"a\":1}\n");
        if (isFolder)
        {
            _ = Directory.CreateSymbolicLink(Path.GetDirectoryName(file)!, "cfg");
        }
        else
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            _ = File.CreateSymbolicLink(file, "../cfg/" + Path.GetFileName(file));
        }

        var before = File.ReadAllText(Path.Combine(_folder.Path, ".git", "info", "exclude"));
        _ = Git("add", "cfg");
        Should.Throw<HooksException>(() => Install(
            "claude", [Project("a", HookStages.BeforeTool)])).Message.ShouldContain("leads to cfg/settings.local.json, which is in git");
        File.ReadAllText(target).ShouldBe("{\"a\":1}\n");

        _ = Git("rm", "-q", "--cached", "-r", "cfg");
        _ = Install("claude", [Project("a", HookStages.BeforeTool)]);
        Git("status", "--porcelain", "--untracked-files=all").ShouldNotContain("settings.local.json");

        _ = AgentInstallation.Uninstall(["claude"], _folder.Path, []).ToList();
        File.ReadAllText(target).ShouldBe("{\"a\":1}\n");
        File.ReadAllText(Path.Combine(_folder.Path, ".git", "info", "exclude")).ShouldBe(before);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Links need a right there.")]
    public void What_git_is_told_is_written_where_its_path_leads()
    {
        var exclude = Path.Combine(_folder.Path, ".git", "info", "exclude");
        var real = Path.Combine(_folder.Path, "mine");
        File.Delete(exclude);
        File.WriteAllText(real, "*.x\n");
        _ = File.CreateSymbolicLink(exclude, real);
        _ = Install("claude", [Project("a", HookStages.BeforeTool)]);
        new FileInfo(exclude).LinkTarget.ShouldBe(real);
        File.ReadAllText(real).ShouldContain("/.claude/settings.local.json");
    }

    [TestMethod]
    [DataRow("main", "linked", "main/.git/worktrees/linked")]
    [DataRow("linked", "main", "main/.git/worktrees/linked")]
    [DataRow("linked", "second", "main/.git/worktrees/linked")]
    [DataRow("main", "linked", "bare.git/worktrees/linked")]
    [DataRow("linked", "second", "bare.git/worktrees/linked")]
    public void What_git_is_told_is_taken_back_when_no_working_tree_needs_it_any_more(string one, string other, string directory)
    {
        var main = Directory.CreateDirectory(Path.Combine(_folder.Path, "main")).FullName;
        var bare = Path.Combine(_folder.Path, "bare.git");
        Git("-C", main, "init", "-q");
        Git("-C", main, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "--allow-empty", "-m", "x");
        if (directory.StartsWith("bare", StringComparison.Ordinal))
        {
            Git("clone", "-q", "--bare", main, bare);
            Directory.Delete(main, recursive: true);
            Git("-C", bare, "worktree", "add", "-q", "--detach", main);
        }

        foreach (var tree in (string[])["linked", "second"])
        {
            Git("-C", main, "worktree", "add", "-q", "--detach", Path.Combine(_folder.Path, tree));
        }

        Directory.Exists(Path.Combine(_folder.Path, directory)).ShouldBeTrue();
        var (mine, others) = (Path.Combine(_folder.Path, one), Path.Combine(_folder.Path, other));
        foreach (var tree in (string[])[mine, others])
        {
            _ = AgentInstallation.Install(
                ["claude"], [Project("a", HookStages.BeforeTool, root: tree)], ["/my tools/hooks"], isShared: false, failsClosed: false).ToList();
        }

        _ = AgentInstallation.Uninstall(["claude"], mine, []).ToList();
        Git("-C", others, "add", "-A");
        Git("-C", others, "ls-files").ShouldBeEmpty("the other's file would come to all");
        _ = AgentInstallation.Uninstall(["claude"], others, []).ToList();
        File.ReadAllText(Path.Combine(_folder.Path, directory, "..", "..", "info", "exclude")).ShouldNotContain("settings.local.json");
    }

    [TestMethod]
    public void What_git_is_told_stays_where_it_does_not_say_where_the_other_working_tree_is()
    {
        Git("init", "-q", "--separate-git-dir", "apart", "main");
        Git("-C", "main", "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "--allow-empty", "-m", "x");
        Git("-C", "main", "worktree", "add", "-q", "--detach", "../linked");
        foreach (var tree in (string[])["main", "linked"])
        {
            _ = AgentInstallation.Install(
                ["claude"],
                [Project("a", HookStages.BeforeTool, root: Path.Combine(_folder.Path, tree))],
                ["/my tools/hooks"],
                isShared: false,
                failsClosed: false).ToList();
        }

        _ = AgentInstallation.Uninstall(["claude"], Path.Combine(_folder.Path, "linked"), []).ToList();
        Git("-C", "main", "add", "-A");
        Git("-C", "main", "ls-files").ShouldBeEmpty();
        _ = AgentInstallation.Uninstall(["claude"], Path.Combine(_folder.Path, "main"), []).ToList();
        File.ReadAllText(Path.Combine(_folder.Path, "apart", "info", "exclude")).ShouldNotContain("settings.local.json");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void What_git_is_told_stays_for_a_working_tree_that_is_away_unless_git_would_forget_that_one(bool isLocked)
    {
        var (main, linked) = (Path.Combine(_folder.Path, "main"), Path.Combine(_folder.Path, "linked"));
        Git("init", "-q", "main");
        Git("-C", "main", "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "--allow-empty", "-m", "x");
        Git("-C", "main", "worktree", "add", "-q", "--detach", "../linked");
        foreach (var tree in (string[])[main, linked])
        {
            _ = AgentInstallation.Install(
                ["claude"], [Project("a", HookStages.BeforeTool, root: tree)], ["/my tools/hooks"], isShared: false, failsClosed: false).ToList();
        }

        _ = isLocked ? Git("-C", "main", "worktree", "lock", "../linked") : "";
        Directory.Move(linked, linked + ".away");
        _ = AgentInstallation.Uninstall(["claude"], main, []).ToList();

        File.ReadAllText(Path.Combine(main, ".git", "info", "exclude")).Contains("settings.local.json", StringComparison.Ordinal).ShouldBe(isLocked);
    }

    [TestMethod]
    [DataRow("cursor", "{\"version\":1,\"hooks\":{\"stop\":[{\"command\":\"./mine\"}]}}", false, "has more in it, and git does not ignore it")]
    [DataRow("cursor", "{\"version\":1}", true, "is in git")]
    [DataRow("claude", "{}", true, null)]
    public void Into_a_file_that_others_get_no_path_of_this_machine_is_written(string agent, string text, bool isTracked, string? refused)
    {
        var file = AgentConfiguration.FilesOf(agent, _folder.Path)[^1];
        _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        _ = isTracked ? Git("add", "-A") : "";
        if (refused is null)
        {
            _ = Install(agent, [Project("a", HookStages.BeforeTool)]);
        }
        else
        {
            Should.Throw<HooksException>(() => Install(agent, [Project("a", HookStages.BeforeTool)])).Message.ShouldContain(refused);
        }

        File.ReadAllText(file).ShouldBe(text);
        _ = Install(agent, [Project("a", HookStages.BeforeTool)], isShared: true);
        File.ReadAllText(file).ShouldContain("hooks");
    }

    [TestMethod]
    public void It_is_told_where_an_entry_does_not_hold_an_agent_back_that_is_to_be()
    {
        _ = Install("claude", [Project("a", HookStages.BeforeTool | HookStages.PromptSubmit)]);
        _ = Install("claude", [Project("b", HookStages.PromptSubmit)], isShared: true);
        const string Local =
            "claude: .claude/settings.local.json lets the agent go on at PreToolUse where hooks cannot run, and a hook is declared to forbid it then: hooks install --agent claude";
        Closed(("a/Hooks.csproj", HookStages.BeforeTool)).ShouldBe([Local]);
        Closed(("b/Hooks.csproj", HookStages.BeforeTool)).ShouldBeEmpty("that starts nothing of it there, which is told");
        Closed(("b/Hooks.csproj", HookStages.PromptSubmit)).ShouldHaveSingleItem().ShouldEndWith("hooks install --agent claude --shared");
        _ = Install("claude", [Project("a", HookStages.BeforeTool | HookStages.PromptSubmit)], failsClosed: true);
        Closed(("a/Hooks.csproj", HookStages.BeforeTool)).ShouldBeEmpty();

        List<string> Closed(params (string Project, HookStages Stages)[] closed) =>
            [.. AgentDiagnosis.Of("claude", _folder.Path, declared: null, closed, new Dictionary<string, string>(StringComparer.Ordinal))
                .Select(line => line.Line)
                .Where(line => line.Contains("go on", StringComparison.Ordinal))];
    }

    [TestMethod]
    public void It_is_told_where_what_is_shared_would_not_find_its_program()
    {
        var project = Project("a", HookStages.BeforeTool);
        _ = Install("codex", [project], isShared: true);
        var bin = Directory.CreateDirectory(Path.Combine(_folder.Path, "bin")).FullName;
        Diagnosis(bin).ShouldBe(
        [
            "codex: .codex/hooks.json starts hooks, which is not on PATH: the agent cannot start it",
            "codex: .codex/hooks.json starts the hooks of a/Hooks.csproj, which is not there: hooks uninstall --agent codex --project a/Hooks.csproj",
        ]);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(project.Place.Project)!);
        File.WriteAllText(project.Place.Project, "");
        var program = Path.Combine(bin, OperatingSystem.IsWindows() ? "hooks.exe" : "hooks");
        File.WriteAllText(program, "");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Diagnosis(bin).ShouldBeEmpty();
    }

    [TestMethod]
    public void The_projects_that_agents_start_beside_those_that_are_known_are_found()
    {
        OpenProject[] projects = [Project("a", HookStages.BeforeTool), Project("b", HookStages.BeforeTool), Project("gone", HookStages.BeforeTool)];
        _ = Install("claude", projects);
        _ = Install("gemini", projects);
        foreach (var project in projects[..2])
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(project.Place.Project)!);
            File.WriteAllText(project.Place.Project, "");
        }

        AgentInstallation.OtherProjects(_folder.Path, [projects[0].Place]).ShouldHaveSingleItem().Project.ShouldBe(projects[1].Place.Project);
    }

    public static IEnumerable<object[]> Agents => AgentNames.Installable.Select(agent => new object[] { agent });

    public void Dispose() => _folder.Dispose();

    private List<string> Diagnosis(string path) =>
        [.. AgentDiagnosis.Of("codex", _folder.Path, HookStages.BeforeTool, [], new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = path })
            .Where(line => line.IsProblem)
            .Select(line => line.Line)];

    private static List<string> Install(string agent, IReadOnlyList<OpenProject> projects, bool isShared = false, bool failsClosed = false) =>
        [.. AgentInstallation.Install([agent], projects, ["/my tools/hooks"], isShared, failsClosed)];

    private IReadOnlyList<FoundEntry> Entries(string agent) =>
        new AgentInstaller(_folder.Path, Path.Combine(_folder.Path, ".git")).Installed(AgentConfiguration.FilesOf(agent, _folder.Path)[0], agent);

    private string Read(string agent, int file) => File.ReadAllText(AgentConfiguration.FilesOf(agent, _folder.Path)[file]);

    private HookStages ClosedAt(string agent) =>
        Entries(agent).Where(entry => entry.Entry.FailsClosed).Aggregate(HookStages.None, (all, entry) => all | entry.Stage);

    private OpenProject Project(string folder, HookStages stages, bool failsClosed = false, string? root = null)
    {
        root ??= _folder.Path;
        var project = Path.Combine(root, folder, "Hooks.csproj");
        PlanState state = new()
        {
            Assembly = "",
            RepositoryRoot = root,
            Project = project,
            LogDirectory = root,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal),
        };
        return new OpenProject(
            new ProjectPlace(project, Path.Combine(root, folder, "state")),
            state,
            HookPlan.Create([new PlannedHook { Index = 0, Name = "A", Command = [["true"]], Stages = stages, FailClosed = failsClosed }]));
    }

    private string Git(params string[] arguments)
    {
        ProcessStartInfo start = new("git", arguments)
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { ["GIT_CONFIG_GLOBAL"] = Path.Combine(_folder.Path, "none") },
        };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
        return output;
    }
}
