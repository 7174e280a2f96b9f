using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Selecting;

/// <summary>What a push sends, as a pre-push hook is told.</summary>
[TestClass]
public sealed class PushedFilesTests
{
    private const string None = "0000000000000000000000000000000000000000";

    [TestMethod]
    public async Task Of_a_branch_the_remote_has_it_is_what_changed_since()
    {
        using var repository = new TempRepository().Commit("old").Commit("a").Commit("src/b");
        (await PushAsync(repository, ("HEAD", Id(repository, "HEAD~2")))).ShouldBe(["a", "src/b"]);
        (await PushAsync(repository, "src", ("HEAD", Id(repository, "HEAD~2")))).ShouldBe(["b"]);
    }

    [TestMethod]
    public async Task Of_a_new_branch_it_is_what_no_branch_of_the_remote_has()
    {
        using var repository = new TempRepository().Commit("old");
        _ = repository.Git("update-ref", "refs/remotes/origin/main", "HEAD");
        _ = repository.Commit("a").Commit("b");
        (await PushAsync(repository, ("HEAD", None))).ShouldBe(["a", "b"]);
    }

    [TestMethod]
    public async Task Of_a_new_branch_without_a_new_commit_it_is_nothing()
    {
        using var repository = new TempRepository().Commit("old");
        _ = repository.Git("update-ref", "refs/remotes/origin/main", "HEAD");
        (await PushAsync(repository, ("HEAD", None))).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task The_first_push_sends_every_file()
    {
        using var repository = new TempRepository().Commit("old").Commit("src/a");
        (await PushAsync(repository, ("HEAD", None))).ShouldBe(["old", "src/a"]);
        (await PushAsync(repository, "src", ("HEAD", None))).ShouldBe(["a"]);
    }

    [TestMethod]
    public async Task A_branch_that_is_deleted_sends_nothing()
    {
        using var repository = new TempRepository().Commit("a");
        (await repository.ListAsync(FileChoice.Pushed("origin", [$"(delete) {None} refs/heads/x {Id(repository, "HEAD")}"]))).Paths.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task A_tag_that_is_moved_from_a_commit_to_a_file_sends_nothing()
    {
        using var repository = new TempRepository().Commit("a");
        (await PushAsync(repository, ("HEAD:a", Id(repository, "HEAD")))).ShouldBeEmpty();
        (await PushAsync(repository, ("HEAD^{tree}", Id(repository, "HEAD")))).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Several_branches_send_what_any_of_them_changes()
    {
        using var repository = new TempRepository().Commit("old").Commit("a").Commit("b");
        (await PushAsync(repository, ("HEAD~1", Id(repository, "HEAD~2")), ("HEAD", Id(repository, "HEAD~1")))).ShouldBe(["a", "b"]);
    }

    [TestMethod]
    public async Task What_the_remote_has_and_we_never_fetched_counts_as_new()
    {
        using var repository = new TempRepository().Commit("old");
        _ = repository.Git("update-ref", "refs/remotes/origin/main", "HEAD");
        _ = repository.Commit("a");
        (await PushAsync(repository, ("HEAD", new string('a', 40)))).ShouldBe(["a"]);
    }

    [TestMethod]
    public async Task A_forced_push_of_another_history_is_the_difference()
    {
        using var repository = new TempRepository().Commit("a", "b");
        var old = Id(repository, "HEAD");
        _ = repository.Git("checkout", "--quiet", "--orphan", "other");
        _ = repository.Commit("c");
        (await PushAsync(repository, ("HEAD", old))).ShouldBe(["c"]);
    }

    [TestMethod]
    public async Task A_line_that_is_none_is_told()
    {
        using TempRepository repository = new();
        (await Should.ThrowAsync<HooksException>(repository.ListAsync(FileChoice.Pushed(
            "origin", ["nonsense"])))).Message.ShouldContain("'nonsense' is no line");
    }

    private static Task<IReadOnlyList<string>> PushAsync(TempRepository repository, params (string Local, string Remote)[] refs) =>
        PushAsync(repository, "", refs);

    private static async Task<IReadOnlyList<string>> PushAsync(TempRepository repository, string folder, params (string Local, string Remote)[] refs) =>
        (await repository.ListAsync(
            FileChoice.Pushed("origin", [.. refs.Select(line => $"refs/heads/x {Id(repository, line.Local)} refs/heads/x {line.Remote}")]), folder)).Paths;

    private static string Id(TempRepository repository, string name) => repository.Git("rev-parse", name);
}
