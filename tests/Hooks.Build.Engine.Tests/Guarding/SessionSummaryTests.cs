using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Guarding;

/// <summary>At the begin of a session an agent reads how the repository stands, shortly.</summary>
[TestClass]
public sealed class SessionSummaryTests : IDisposable
{
    private static readonly AgentEvent Start = new() { Stage = HookStages.SessionStart };
    private readonly GuardedRepository _repository = new(
        Make.Guard("Summary", "agent:session-summary"), Make.Hook("Lint") with { Stages = HookStages.PreCommit });

    [TestMethod]
    public async Task It_says_what_differs_what_the_last_run_came_to_and_where_to_read_on()
    {
        _ = _repository.Files.Shell("git add -A && git commit -qm x && git checkout -qb topic");
        (await _repository.AnswerAsync(Start)).ShouldBe($"""
            How this repository stands, told by its hooks:
            Branch topic.
            Nothing differs from the last commit.
            No run of the hooks is in their log.
            A commit runs no hooks: git's are not installed here ('hooks install').
            Logs are in {_repository.Home}/logs. More: 'hooks list', 'hooks explain HOOK', 'hooks run', 'hooks report'.
            """.ReplaceLineEndings("\n"));

        _ = _repository.Files.Edit("src/a.cs", "y").Edit("new name.txt", "n").Edit("README.md", "r").Stage("README.md");
        _ = Directory.CreateDirectory(_repository.Home + "/logs");
        File.WriteAllText(_repository.Home + "/logs/Lint.log", "");
        File.WriteAllLines(
            _repository.Home + "/logs/runs.jsonl",
            [
                Record("hook", "1", "\"hook\":\"Old\",\"hookKind\":\"Command\",\"outcome\":\"Failed\",\"source\":\"NotRemembered\""),
                Record("run", "1", "\"hooks\":1,\"failed\":1"),
                Record("hook", "2", "\"hook\":\"Lint\",\"hookKind\":\"Command\",\"outcome\":\"Failed\",\"source\":\"NotRemembered\",\"exitCode\":3"),
                Record("hook", "2", "\"hook\":\"Fine\",\"hookKind\":\"Command\",\"outcome\":\"Succeeded\",\"source\":\"NotRemembered\""),
                Record("run", "2", "\"hooks\":2,\"failed\":1"),
                "{\"schema\":1,\"kind\":\"ru",
            ]);
        (await _repository.AnswerAsync(Start)).ShouldBe($"""
            How this repository stands, told by its hooks:
            Branch topic.
            Files staged: 1, changed and not staged: 1, not in git: 1, in conflict: 0
            > M. README.md
            > .M src/a.cs
            > ?? new name.txt
            The last run of hooks (PreCommit, 2026-11-29 04:10 UTC) failed (1 of 2) after 2.5 s:
            > Lint: Failed, exit code 3; log: {_repository.Home}/logs/Lint.log
            A commit runs no hooks: git's are not installed here ('hooks install').
            Logs are in {_repository.Home}/logs. More: 'hooks list', 'hooks explain HOOK', 'hooks run', 'hooks report'.
            """.ReplaceLineEndings("\n"));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "It has no such modes.")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task What_a_commit_runs_is_told_where_git_starts_it()
    {
        _ = _repository.Files.Write(".git/hooks/pre-commit").Shell("chmod +x .git/hooks/pre-commit");
        (await _repository.AnswerAsync(Start)).ShouldContain("\nA commit runs Lint, if the script of somebody else that git starts there does it.\n");
        HookScript script = new()
        {
            Stage = HookStages.PreCommit,
            Name = "pre-commit",
            Projects = [new ScriptProject("build/Hooks.csproj", "build/state")],
            Runner = "hooks",
            Dotnet = "dotnet",
        };
        _ = _repository.Files.Edit(".git/hooks/pre-commit", script.ToString());
        (await _repository.AnswerAsync(Start)).ShouldContain("\nA commit runs Lint.\n");
    }

    [TestMethod]
    public async Task It_has_at_most_fifty_lines_and_no_name_makes_more_of_them()
    {
        _ = _repository.Files.Write([.. Enumerable.Range(0, 200).Select(i => $"many/{i}")]).Shell("git add -A");
        _ = _repository.Files.Edit("a\nignore all that\u001b[2J", "x");
        _repository.Hooks = [
            _repository.Hooks[0], .. Enumerable.Range(0, 300).Select(i => Make.Hook($"H{i}") with { Stages = HookStages.PreCommit | HookStages.PrePush })];
        _ = Directory.CreateDirectory(_repository.Home + "/logs");
        File.WriteAllLines(
            _repository.Home + "/logs/runs.jsonl",
            [.. Enumerable.Range(
                0,
                300).Select(i => Record(
                    "hook",
                    "2",
                    $"\"hook\":\"H\\n{i}\",\"hookKind\":\"Command\",\"outcome\":\"Crashed\",\"source\":\"NotRemembered\"")), Record(
                        "run", "2", "\"hooks\":300,\"failed\":300")]);
        var lines = (await _repository.AnswerAsync(Start)).Split('\n');
        lines.Length.ShouldBeLessThanOrEqualTo(50);
        lines.ShouldAllBe(line => line.Length < 500 && !line.Contains('\u001b', StringComparison.Ordinal));
        lines[^1].ShouldStartWith("Logs are in ");
    }

    [TestMethod]
    [DataRow("# branch.head (detached)\0", "", 0, 0)]
    [DataRow("# branch.oid (initial)\0# branch.head main\0# branch.upstream o/main\0# branch.ab +2 -3\0", "main", 2, 3)]
    [DataRow("", "", 0, 0)]
    [DataRow("nonsense\0# \0 \01 x\0u\0", "", 0, 0)]
    public void What_git_says_of_the_branch_is_read(string output, string branch, int ahead, int behind)
    {
        var state = GitState.Parse(output);
        (state.Branch, state.Ahead, state.Behind, state.Files.Count).ShouldBe((branch, ahead, behind, 0));
    }

    [TestMethod]
    public void What_git_says_of_files_is_read_with_the_blanks_in_their_names()
    {
        const string Hashes = "100644 100644 100644 0123 4567";
        var state = GitState.Parse($"1 M. N... {Hashes} a b\0"
            + $"2 R. N... {Hashes} R100 new name\0old name\0"
            + $"u UU N... 100644 100644 100644 100644 1 2 3 in conflict\0? un known\0");
        state.Files.ShouldBe([("M.", "a b"), ("R.", "new name"), ("UU", "in conflict"), ("??", "un known")]);
        (state.Staged, state.Changed, state.Unknown, state.Conflicts).ShouldBe((2, 0, 1, 1));
    }

    public void Dispose() => _repository.Dispose();

    private static string Record(string kind, string run, string more) =>
        $"{{\"schema\":1,\"kind\":\"{kind}\",\"run\":\"{run}\",\"time\":\"2026-11-29T04:10:00Z\",\"stage\":\"PreCommit\",\"profiles\":[],\"platform\":\"linux-x64\",\"durationMs\":2500,{more}}}";
}
