using System.Runtime.Versioning;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Tests.Doors;

namespace Hooks.Build.Runner.Tests.Agents;

/// <summary>What stands in an agent's file is started as the agent starts it, and its answer is judged.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The programs are scripts of a shell.")]
[UnsupportedOSPlatform("windows")]
public sealed class AgentTrialTests : IDisposable
{
    private const HookStages Stages = HookStages.BeforeTool | HookStages.AfterTool;
    private const string Answered = """{"systemMessage":"%"}""";
    private const string Denial =
        """{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"Guard: git commit is told to skip hooks (--no-verify)."}}""";

    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<object[]> Agents => AgentNames.Installable.Select(agent => new object[] { agent });

    [TestMethod]
    public void An_entry_that_answers_and_denies_is_told_with_its_time()
    {
        Install("claude", Answering("claude"));
        var (line, isProblem) = Try("claude").ShouldHaveSingleItem();
        isProblem.ShouldBeFalse();
        line.ShouldMatch(
            @"^claude: \.claude/settings\.local\.json was tried: PreToolUse denies 'git commit --no-verify -m trial' \(\d+ ms\), PostToolUse answers \(\d+ ms\)$");
    }

    [TestMethod]
    [DynamicData(nameof(Agents))]
    public void Each_agent_is_tried_with_its_own_event_in_the_folder_in_which_it_works(string agent)
    {
        Install(agent, "cat > \"event-$3\"; pwd > folder; echo {}");
        _ = Try(agent);
        File.ReadAllText(In("folder")).TrimEnd().ShouldBe(_folder.Path);
        foreach (var stage in AgentStages.In(Stages))
        {
            var name = AgentStageNames.NameOf(agent, stage);
            using var document = AgentJson.TryParse(File.ReadAllBytes(In("event-" + name))).ShouldNotBeNull();
            AgentCall call = new(agent, "", FailsClosed: false, []);
            var read = AgentReader.Read(
                document.RootElement,
                call,
                variable => EntryStart.Variables(agent, _folder.Path).FirstOrDefault(pair => pair.Name == variable).Value,
                "/elsewhere");
            (read.Event.Agent, read.Event.Stage, read.IsCertain, read.Event.Tool, read.Event.WorkingDirectory).ShouldBe(
                (agent, stage, true, AgentTool.Shell, _folder.Path));
            read.Event.Command.ShouldBe(stage == HookStages.BeforeTool ? TrialEvent.Denied : "git status");
        }
    }

    [TestMethod]
    [DataRow("echo '{}'", "'git commit --no-verify -m trial' is not denied ({}): hooks install --agent claude")]
    [DataRow("echo hello from a profile; printf '%s' '" + Denial + "'", "is not denied (hello from a profile {")]
    [DataRow("printf '%s' '" + """{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"not built"}}""" + "'", "it denies everything (not built)")]
    [DataRow("printf '%s' '" + """{"permissionDecision":"deny","permissionDecisionReason":"--no-verify"}""" + "'", "is not denied")]
    [DataRow("echo why >&2; exit 3", "it ends with exit code 3 (why): hooks install --agent claude")]
    public void What_an_agent_would_not_take_for_a_denial_is_a_failure(string script, string said)
    {
        Install("claude", script);
        var problems = Try("claude").Where(line => line.IsProblem).Select(line => line.Line).ToList();
        problems.ShouldContain(
            line => line.StartsWith("claude: .claude/settings.local.json was tried at PreToolUse: ", StringComparison.Ordinal)
                && line.Contains(said, StringComparison.Ordinal),
            string.Join('\n', problems));
    }

    [TestMethod]
    public void What_does_not_end_is_ended_and_told()
    {
        Install("claude", "exec sleep 1000");
        Try("claude", longest: 1)
            .ShouldContain(line => line.IsProblem
                && line.Line.Contains("at PreToolUse: it had not ended after 1 s, and was ended: hooks install --agent claude", StringComparison.Ordinal));
    }

    [TestMethod]
    public void An_answer_that_is_another_than_what_is_written_for_the_agent_is_a_failure()
    {
        Install("claude", "printf '%s' '{\"decision\":\"approve\"}'");
        Try("claude").ShouldContain(line => line.IsProblem
            && line.Line.Contains("at PostToolUse: claude would not take its answer as it is meant ({\"decision\":\"approve\"})", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("hooks are switched off in their project (HooksEnabled)")]
    [DataRow("hooks: the hooks of this repository did not run: build/Hooks.csproj is not built here: dotnet build build/Hooks.csproj")]
    public void What_hooks_say_themselves_is_told_and_no_installation_would_mend_it(string notice)
    {
        Install("claude", "printf '%s' '" + Answered.Replace("%", notice, StringComparison.Ordinal) + "'");
        Try("claude").Select(line => line.Line).ShouldBe([
            $"claude: .claude/settings.local.json was tried at PreToolUse: '{TrialEvent.Denied}' is not denied: it answers '{notice}'",
            $"claude: .claude/settings.local.json was tried at PostToolUse: it answers '{notice}'",
        ]);
    }

    [TestMethod]
    [DataRow("claude")]
    [DataRow("codex")]
    [DataRow("gemini")]
    [DataRow("cursor")]
    public void Hooks_that_are_not_built_hold_back_and_no_installation_would_mend_it(string agent)
    {
        const string Said = "could not judge this: build/Hooks.csproj is not built here";
        var name = AgentStageNames.NameOf(agent, HookStages.BeforeTool);
        using var document = AgentJson.TryParse(TrialEvent.Of(agent, HookStages.BeforeTool, _folder.Path, isGuarded: false))!;
        var read = AgentReader.Read(
            document.RootElement,
            new AgentCall(agent, name, FailsClosed: true, []),
            variable => EntryStart.Variables(agent, _folder.Path).FirstOrDefault(pair => pair.Name == variable).Value,
            _folder.Path);
        Install(agent, "printf '%s' '" + AgentReplies.Write(read, new AgentAnswer { Reason = Said }).Output + "'");
        Try(agent, guarded: false)
            .Select(line => line.Line)
            .ShouldContain(line => line.EndsWith($" was tried at {name}: it holds the agent back: '{Said}'", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_program_on_the_path_that_says_no_version_is_told_as_such()
    {
        Install("claude", "touch ran", program: "hooks");
        using TemporaryFolder path = new();
        Program(Path.Combine(path.Path, "hooks"), "touch ran", "");
        Try("claude", path: path.Path)
            .ShouldAllBe(line => line.IsProblem && line.Line.Contains("'hooks' says no version, so it was not started", StringComparison.Ordinal));
        File.Exists(In("ran")).ShouldBeFalse();
    }

    [TestMethod]
    public void Of_Codex_it_is_said_that_the_profile_of_the_shell_decides_what_is_found()
    {
        Install("codex", "exit 0", program: "hooks");
        using TemporaryFolder path = new();
        Program(Path.Combine(path.Path, "hooks"), "exit 127");
        Try("codex", path: path.Path).ShouldAllBe(line => line.IsProblem && line.Line.Contains("it ends with exit code ", StringComparison.Ordinal)
            && line.Line.EndsWith(
                "Codex starts it by '/bin/sh -lc', and the profile of that shell says what is on PATH: have the folder of 'hooks' there (/bin/sh -lc 'command -v hooks' finds it then)",
                StringComparison.Ordinal));
    }

    [TestMethod]
    public void Another_build_is_told_as_such()
    {
        Install("claude", "printf '%s' '" + Answered.Replace("%", "hooks 0.0.1+x was tried, and answers", StringComparison.Ordinal) + "'");
        Try("claude").ShouldContain(line => line.IsProblem
            && line.Line.Contains("at PostToolUse: it is another build than this program", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Another_version_on_the_path_is_not_given_an_event_as_it_may_not_know_a_trial()
    {
        Install("claude", "touch ran", program: "hooks");
        using TemporaryFolder path = new();
        Program(Path.Combine(path.Path, "hooks"), "touch ran", "9.9.9");
        Try("claude", path: path.Path)
            .ShouldAllBe(line => line.IsProblem
                && line.Line.Contains($"'hooks' is of version '9.9.9', and this is {Version}, so it was not started", StringComparison.Ordinal));
        File.Exists(In("ran")).ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("tools/hooks", "it starts tools/hooks", DisplayName = "a program of the repository")]
    [DataRow("hooks", "the 'hooks' that is first on PATH lies in this repository", DisplayName = "the name, where PATH leads into the repository")]
    public void What_a_clone_names_is_not_started(string program, string said)
    {
        Install("claude", "touch ran", program: program);
        Directory.CreateDirectory(In("tools"));
        Program(In("tools/hooks"), "touch ran");
        var lines = Try("claude", path: In("tools"));
        lines.Count.ShouldBe(2);
        lines.ShouldAllBe(line => line.IsProblem && line.Line.Contains(said, StringComparison.Ordinal));
        File.Exists(In("ran")).ShouldBeFalse();
    }

    [TestMethod]
    [DynamicData(nameof(Agents))]
    public void What_stands_before_the_program_is_not_started(string agent)
    {
        Install(agent, "touch ran");
        foreach (var file in AgentConfiguration.FilesOf(agent, _folder.Path).Where(File.Exists))
        {
            var text = File.ReadAllText(file);
            File.WriteAllText(
                file,
                agent == "claude"
                    ? text.Replace("\"command\": \"" + In("hooks"), "\"command\": \"/bin/sh\", \"x\": \"", StringComparison.Ordinal)
                    : text.Replace(In("hooks"), "touch ran; " + In("hooks"), StringComparison.Ordinal));
        }

        Try(agent).ShouldAllBe(line => line.IsProblem);
        File.Exists(In("ran")).ShouldBeFalse();
    }

    [TestMethod]
    public void What_cannot_be_started_is_told_once_and_not_tried()
    {
        Install("claude", "exit 0");
        File.Delete(In("hooks"));
        Try("claude").ShouldBeEmpty();
    }

    [TestMethod]
    public void Where_no_guard_is_declared_nothing_need_be_denied()
    {
        Install("claude", "printf '%s' '" + Answered.Replace("%", TrialRun.Answer, StringComparison.Ordinal) + "'");
        Try("claude", guarded: false).ShouldHaveSingleItem().Line.ShouldContain("PreToolUse answers");
    }

    [TestMethod]
    public async Task A_trial_that_is_interrupted_ends_and_is_told_nothing_of()
    {
        Install("claude", "touch ran; exec sleep 1000");
        using CancellationTokenSource interruption = new();
        var trial = Task.Run(() => Try("claude", longest: 1000, cancellation: interruption.Token), CancellationToken.None);
        SpinWait.SpinUntil(() => File.Exists(In("ran")) || trial.IsCompleted, TimeSpan.FromSeconds(60))
            .ShouldBeTrue("what is tried has not started in a minute");
        await interruption.CancelAsync();
        _ = await Should.ThrowAsync<OperationCanceledException>(() => trial);
    }

    [TestMethod]
    public void After_an_interruption_nothing_more_is_started()
    {
        Install("claude", "touch ran");
        _ = Should.Throw<OperationCanceledException>(() => Try("claude", cancellation: new CancellationToken(canceled: true)));
        File.Exists(In("ran")).ShouldBeFalse();
    }

    [TestMethod]
    public void A_trial_is_told_by_a_variable_and_is_not_switched_off_with_hooks()
    {
        Install("claude", "printf '%s' \"${HOOKS-none} $HooksRunning\" > variables");
        _ = Try("claude");
        File.ReadAllText(In("variables")).ShouldBe("none trial");
    }

    public void Dispose() => _folder.Dispose();

    private static string Version => PackageVersion.Of(AppContext.BaseDirectory);

    private static string Answering(string agent) =>
        $"case $3 in PreToolUse) printf '%s' '{Denial}';; *) printf '%s' '{Answered.Replace("%", TrialRun.Answer, StringComparison.Ordinal)}';; esac # {agent}";

    private string In(string name) => Path.Combine(_folder.Path, name);

    private void Install(string agent, string script, string? program = null)
    {
        Program(In("hooks"), script);
        File.WriteAllText(In("Hooks.csproj"), "");
        AgentEntry entry = new(agent, [program ?? In("hooks")], FailsClosed: false, ["Hooks.csproj", "state"]);
        _ = new AgentInstaller(_folder.Path, In(".git")).Install(AgentConfiguration.FilesOf(agent, _folder.Path)[0], entry, Stages);
    }

    private static void Program(string path, string script, string? version = null)
    {
        File.WriteAllText(path, $"#!/bin/sh\n[ \"$1\" = --version ] && echo {version ?? Version} && exit\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private List<(string Line, bool IsProblem)> Try(
        string agent, bool guarded = true, int longest = 60, string? path = null, CancellationToken cancellation = default)
    {
        Dictionary<string, string> environment = new(HookEnvironment.OfThisProcess(), StringComparer.Ordinal) { ["HOOKS"] = "0", ["SHELL"] = "/bin/sh" };
        environment["PATH"] = path is null ? environment["PATH"] : path + Path.PathSeparator + environment["PATH"];
        return [.. new AgentTrial(
            _folder.Path, guarded ? ["Hooks.csproj"] : [], environment, [In("hooks")], Version, TimeSpan.FromSeconds(longest), cancellation).Of(agent)];
    }
}
