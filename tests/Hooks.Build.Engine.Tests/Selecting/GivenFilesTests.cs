using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Selecting;

[TestClass]
public sealed class GivenFilesTests
{
    [TestMethod]
    public async Task Files_may_be_named_absolutely_or_from_the_root_and_are_listed_once()
    {
        using var repository = new TempRepository().Write("a", "src/b");
        (await repository.ListAsync(FileChoice.Given(["src/b", "./a", repository.In("a")]))).Paths.ShouldBe(["a", "src/b"]);
    }

    [TestMethod]
    public async Task No_repository_is_needed()
    {
        using TempFolder folder = new();
        _ = folder.File("a");
        var source = GitFiles.Of(new FakeLauncher(), new Dictionary<string, string>(StringComparer.Ordinal));
        (await source.ListAsync(folder.Path, FileChoice.Given(["a"]), CancellationToken.None)).Paths.ShouldBe(["a"]);
    }

    [TestMethod]
    [DataRow("gone", "The file gone does not exist")]
    [DataRow("src", "The file src is a folder: name files")]
    [DataRow("/bin/sh", "The file /bin/sh is outside of ")]
    public async Task A_file_that_cannot_be_checked_is_named(string name, string message)
    {
        using var repository = new TempRepository().Write("src/b");
        var problem = (await Should.ThrowAsync<HooksException>(repository.ListAsync(FileChoice.Given([name])))).Problems.Single();
        problem.Code.ShouldBe(Codes.Files);
        problem.Message.ShouldStartWith(message);
    }

    [TestMethod]
    public async Task A_file_behind_a_link_that_leads_out_of_the_repository_is_outside_of_it()
    {
        using TempFolder elsewhere = new();
        _ = elsewhere.File("sub/a", "a");
        using var repository = new TempRepository().Write("src/b");
        _ = Directory.CreateSymbolicLink(repository.In("out"), elsewhere.Path);
        (await Should.ThrowAsync<HooksException>(repository.ListAsync(FileChoice.Given(["out/sub/a"])))).Problems.Single().Message
            .ShouldBe($"The file out/sub/a is outside of {repository.Path}, where a link leads");
    }

    [TestMethod]
    public async Task A_file_behind_a_link_within_the_repository_is_in_it()
    {
        using TempFolder elsewhere = new();
        using var repository = new TempRepository().Write("src/b");
        _ = Directory.CreateSymbolicLink(repository.In("in"), "src");
        _ = Directory.CreateSymbolicLink(elsewhere.In("repository"), repository.Path);
        (await repository.ListAsync(FileChoice.Given(["in/b"]))).Paths.ShouldBe(["in/b"]);
        // The root itself may be named through a link.
        var source = GitFiles.Of(new FakeLauncher(), new Dictionary<string, string>(StringComparer.Ordinal));
        (await source.ListAsync(elsewhere.In("repository"), FileChoice.Given(["src/b"]), CancellationToken.None)).Paths.ShouldBe(["src/b"]);
    }

    [TestMethod]
    public async Task The_message_of_a_commit_may_be_outside_of_a_linked_worktree()
    {
        using var repository = new TempRepository().Commit("a");
        _ = repository.Git("worktree", "add", "--quiet", "tree");
        _ = repository.Write(".git/worktrees/tree/COMMIT_EDITMSG");
        (await repository.ListAsync(
            FileChoice.Given([repository.In(".git/worktrees/tree/COMMIT_EDITMSG")]), "tree")).Paths.ShouldBe(["../.git/worktrees/tree/COMMIT_EDITMSG"]);
    }
}
