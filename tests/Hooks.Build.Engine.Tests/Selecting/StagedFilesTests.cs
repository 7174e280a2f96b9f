using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Selecting;

/// <summary>What is about to be committed, and whether the files on disk are that.</summary>
[TestClass]
public sealed class StagedFilesTests
{
    [TestMethod]
    public async Task Each_kind_of_change_is_listed_but_for_deletions()
    {
        using var repository = new TempRepository().Commit("edited", "deleted", "old", "kept", "mode", "type");
        _ = repository.Edit("edited", "now").Write("added").Stage("edited", "added");
        _ = repository.Git("rm", "--quiet", "deleted");
        _ = repository.Git("mv", "old", "renamed");
        _ = repository.Shell("cp kept copied; chmod +x mode; ln -sf kept type; git add copied mode type");
        (await repository.StagedAsync()).ShouldBe(["added Same", "copied Same", "edited Same", "mode Same", "renamed Same", "type Same"]);
    }

    [TestMethod]
    public async Task Content_and_mode_are_those_of_the_index()
    {
        using var repository = new TempRepository().Edit("a", "staged").Stage("a").Edit("a", "not staged");
        _ = repository.Shell("printf x > x; chmod +x x; ln -s a link; git add x link");
        var staged = (await repository.ListAsync(FileChoiceKind.Staged)).Staged!;
        staged.Select(file => (file.Path, Convert.ToString(file.Mode, 8))).ShouldBe([("a", "100644"), ("link", "120000"), ("x", "100755")]);
        repository.Git("cat-file", "-p", staged[0].ObjectId).ShouldBe("staged");
        repository.Git("cat-file", "-p", staged[1].ObjectId).ShouldBe("a");
    }

    [TestMethod]
    public async Task A_file_that_was_edited_since_is_partially_staged()
    {
        using var repository = new TempRepository().Commit("a", "b").Edit("a", "one").Edit("b", "one").Stage("a", "b").Edit("a", "two");
        (await repository.StagedAsync()).ShouldBe(["a Changed", "b Same"]);
    }

    [TestMethod]
    public async Task A_file_that_is_gone_or_became_a_folder_is_listed_as_missing()
    {
        using var repository = new TempRepository().Write("gone", "folder", "in/x").Stage("gone", "folder", "in/x");
        _ = repository.Shell("rm -r gone folder in; mkdir folder; printf x > in");
        (await repository.StagedAsync()).ShouldBe(["folder Missing", "gone Missing", "in/x Missing"]);
    }

    [TestMethod]
    public async Task A_file_that_was_touched_or_written_with_what_it_had_is_the_same()
    {
        using var repository = new TempRepository().Write("touched", "written").Stage("touched", "written");
        _ = repository.Shell("touch -d '1 hour ago' touched");
        _ = repository.Edit("written", "written");
        (await repository.StagedAsync()).ShouldBe(["touched Same", "written Same"]);
    }

    [TestMethod]
    public async Task A_file_that_changed_within_a_tick_is_noticed()
    {
        using TempRepository repository = new();
        _ = repository.Shell("printf 1 > a; git add a; printf 2 > a");
        (await repository.StagedAsync()).ShouldBe(["a Changed"]);
    }

    [TestMethod]
    public async Task The_executable_bit_counts_where_git_counts_it()
    {
        using var repository = new TempRepository().Write("a").Stage("a");
        _ = repository.Shell("chmod +x a");
        (await repository.StagedAsync()).ShouldBe(["a Changed"]);
        _ = repository.Git("config", "core.fileMode", "false");
        (await repository.StagedAsync()).ShouldBe(["a Same"]);
    }

    [TestMethod]
    public async Task Line_ends_that_git_converts_are_no_change_unless_they_changed_since()
    {
        using var repository = new TempRepository()
            .Edit(".gitattributes", "* text=auto\n")
            .Edit("a", "1\r\n")
            .Edit("b", "1\r\n")
            .Stage(".gitattributes", "a", "b")
            .Edit("b", "1\n");
        (await repository.StagedAsync()).ShouldBe([".gitattributes Same", "a Same", "b Changed"]);
    }

    [TestMethod]
    [DataRow("--assume-unchanged")]
    [DataRow("--skip-worktree")]
    public async Task A_file_that_git_was_told_not_to_look_at_is_looked_at(string flag)
    {
        using var repository = new TempRepository().Write("edited", "gone").Stage("edited", "gone");
        _ = repository.Git("update-index", flag, "edited", "gone");
        _ = repository.Edit("edited", "other").Shell("rm gone");
        (await repository.StagedAsync()).ShouldBe(["edited Changed", "gone Missing"]);
    }

    [TestMethod]
    public async Task A_file_that_is_only_intended_is_not_staged()
    {
        using var repository = new TempRepository().Commit("first").Write("intended", "staged").Stage("staged");
        _ = repository.Git("add", "--intent-to-add", "intended");
        (await repository.StagedAsync()).ShouldBe(["staged Same"]);
    }

    [TestMethod]
    public async Task Links_are_compared_as_links()
    {
        using TempRepository repository = new();
        _ = repository.Shell("ln -s nowhere same; ln -s nowhere moved; ln -s nowhere file; git add .; ln -sfn elsewhere moved; rm file; printf nowhere > file");
        (await repository.StagedAsync()).ShouldBe(["file Changed", "moved Changed", "same Same"]);
    }

    [TestMethod]
    public async Task In_a_merge_that_was_resolved_all_that_differs_from_ours_is_staged()
    {
        using var repository = new TempRepository().Commit("a");
        _ = repository.Git("checkout", "--quiet", "-b", "theirs");
        _ = repository.Edit("a", "theirs").Commit("a-not").Stage("a").Git("commit", "--quiet", "-m", "theirs");
        _ = repository.Git("checkout", "--quiet", "main");
        _ = repository.Edit("a", "ours").Stage("a").Git("commit", "--quiet", "-m", "ours");
        _ = repository.Shell("git merge --quiet theirs || true");
        (await repository.StagedAsync()).ShouldBe(["a-not Same"]);
        _ = repository.Edit("a", "both").Stage("a");
        (await repository.StagedAsync()).ShouldBe(["a Same", "a-not Same"]);
    }

    [TestMethod]
    public async Task In_a_linked_worktree_its_own_index_counts()
    {
        using var repository = new TempRepository().Commit("a");
        _ = repository.Write("main").Stage("main").Git("worktree", "add", "--quiet", "tree");
        _ = repository.Write("tree/mine").Shell("cd tree && git add mine");
        (await repository.StagedAsync("tree")).ShouldBe(["mine Same"]);
    }

    [TestMethod]
    public async Task In_a_folder_only_its_files_count_and_are_told_from_there()
    {
        using var repository = new TempRepository()
            .Write("src/a", "src/b", "src.cs", "x")
            .Stage("src/a", "src/b", "src.cs", "x")
            .Edit("src/b", "2")
            .Edit("x", "2");
        (await repository.StagedAsync("src")).ShouldBe(["a Same", "b Changed"]);
    }

    [TestMethod]
    public async Task Git_is_asked_once_where_the_index_leaves_no_doubt()
    {
        using var repository = new TempRepository().Write("a", "b");
        _ = repository.Shell("touch -d '1 hour ago' a b; git add a b");
        CountingLauncher launcher = new();
        var source = GitFiles.Of(launcher, HookEnvironment.OfThisProcess());
        (await source.ListAsync(repository.Path, new FileChoice(FileChoiceKind.Staged), CancellationToken.None)).Paths.ShouldBe(["a", "b"]);
        launcher.Started.ShouldBe(1);
    }

    [TestMethod]
    public async Task Nothing_of_the_repository_is_written()
    {
        using var repository = new TempRepository().Commit("a").Edit("a", "2").Stage("a").Edit("a", "2");
        _ = repository.Shell("touch -d '1 hour ago' a .git/index");
        var before = File.GetLastWriteTimeUtc(repository.In(".git/index"));
        _ = await repository.StagedAsync();
        File.GetLastWriteTimeUtc(repository.In(".git/index")).ShouldBe(before);
    }

    private sealed class CountingLauncher : IProcessLauncher
    {
        private readonly IProcessLauncher _system = SystemLauncher.Create();

        public int Started { get; private set; }

        public IChildProcess Start(ProcessStart start)
        {
            Started++;
            return _system.Start(start);
        }
    }
}
