using System.Diagnostics;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Agents;
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
    public void What_all_share_is_touched_only_where_that_is_asked_for_and_it_is_said()
    {
        _ = Install("claude", [Project("a", HookStages.BeforeTool)], isShared: true);
        var shared = Read("claude", 1);
        Install("claude", [Project("a", HookStages.BeforeTool)]).ShouldContain(line => line.StartsWith(".claude/settings.json starts them too, ", StringComparison.Ordinal));
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
        File.ReadAllText(exclude).ShouldBe("# mine\n*.x\n");
        _ = Install(agent, [Project("a", HookStages.BeforeTool)]);
        _ = Install(agent, [Project("a", HookStages.BeforeTool)], isShared: true);
        Git("add", "-A").ShouldBe("");
        Git("ls-files").TrimEnd().ShouldBe(Path.GetRelativePath(_folder.Path, AgentConfiguration.FilesOf(agent, _folder.Path)[^1]));
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

    public static IEnumerable<object[]> Agents => AgentNames.Installable.Select(agent => new object[] { agent });

    public void Dispose() => _folder.Dispose();

    private List<string> Diagnosis(string path) =>
        [.. AgentDiagnosis.Of("codex", _folder.Path, HookStages.BeforeTool, new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = path }).Where(line => line.IsProblem).Select(line => line.Line)];

    private static List<string> Install(string agent, IReadOnlyList<OpenProject> projects, bool isShared = false, bool failsClosed = false) =>
        [.. AgentInstallation.Install([agent], projects, ["/my tools/hooks"], isShared, failsClosed)];

    private IReadOnlyList<(HookStages Stage, AgentEntry Entry)> Entries(string agent) =>
        new AgentInstaller(_folder.Path, Path.Combine(_folder.Path, ".git")).Installed(AgentConfiguration.FilesOf(agent, _folder.Path)[0], agent);

    private string Read(string agent, int file) => File.ReadAllText(AgentConfiguration.FilesOf(agent, _folder.Path)[file]);

    private OpenProject Project(string folder, HookStages stages)
    {
        var project = Path.Combine(_folder.Path, folder, "Hooks.csproj");
        PlanState state = new() { Assembly = "", RepositoryRoot = _folder.Path, Project = project, LogDirectory = _folder.Path, Settings = new Dictionary<string, string>(StringComparer.Ordinal) };
        return new OpenProject(new ProjectPlace(project, Path.Combine(_folder.Path, folder, "state")), state, HookPlan.Create([new PlannedHook { Index = 0, Name = "A", Command = [["true"]], Stages = stages }]));
    }

    private string Git(params string[] arguments)
    {
        ProcessStartInfo start = new("git", arguments) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, UseShellExecute = false, Environment = { ["GIT_CONFIG_GLOBAL"] = Path.Combine(_folder.Path, "none") } };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
        return output;
    }
}
