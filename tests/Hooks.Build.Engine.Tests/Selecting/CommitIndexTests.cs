using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Selecting;

/// <summary>The index that <c>git commit</c> makes for a commit, seen from a real hook that keeps a copy and refuses the commit.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The hook is a shell script.")]
public sealed class CommitIndexTests
{
    [TestMethod]
    public async Task A_plain_commit_takes_what_is_staged()
    {
        using var repository = Edited();
        (await ListAsync(repository, "git commit -m x")).ShouldBe(["staged Changed"]);
    }

    [TestMethod]
    public async Task Commit_all_takes_every_edit_of_a_tracked_file()
    {
        using var repository = Edited();
        (await ListAsync(repository, "git commit -am x")).ShouldBe(["edited Same", "staged Same"]);
    }

    [TestMethod]
    public async Task Commit_of_a_path_takes_that_path_as_it_is_on_disk()
    {
        using var repository = Edited();
        (await ListAsync(repository, "git commit -m x edited")).ShouldBe(["edited Same"]);
    }

    [TestMethod]
    public async Task Commit_of_a_path_from_a_folder_finds_it()
    {
        using var repository = Edited();
        (await ListAsync(repository, "cd sub && git commit -m x file")).ShouldBe(["sub/file Same"]);
    }

    [TestMethod]
    public async Task Commit_of_hunks_leaves_the_rest_in_the_working_copy()
    {
        using var repository = new TempRepository().Edit("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n").Commit("first").Stage("a").Commit();
        _ = repository.Edit("a", "one\n2\n3\n4\n5\n6\n7\n8\nnine\n");
        (await ListAsync(repository, "printf 'y\\nn\\n' | git commit -p -m x")).ShouldBe(["a Changed"]);
    }

    [TestMethod]
    public async Task Amending_takes_what_is_staged_on_top_of_the_last_commit()
    {
        using var repository = Edited();
        (await ListAsync(repository, "git commit --amend -m x")).ShouldBe(["staged Changed"]);
    }

    [TestMethod]
    public async Task The_first_commit_takes_all_that_is_staged()
    {
        using var repository = new TempRepository().Write("a", "b").Stage("a");
        (await ListAsync(repository, "git commit -m x")).ShouldBe(["a Same"]);
    }

    private static TempRepository Edited() =>
        new TempRepository().Commit("edited", "staged", "kept", "sub/file").Edit("staged", "1").Stage("staged").Edit("staged", "2").Edit("edited", "1");

    private static async Task<IReadOnlyList<string>> ListAsync(TempRepository repository, string commit)
    {
        if (commit.Contains("file", StringComparison.Ordinal))
        {
            _ = repository.Edit("sub/file", "1");
        }

        _ = repository.Edit(".git/hooks/pre-commit", "#!/bin/sh\ncp -p \"$GIT_INDEX_FILE\" .git/seen-index\nexit 1\n");
        _ = repository.Shell($"chmod +x .git/hooks/pre-commit; ({commit}) >/dev/null 2>&1; test -f .git/seen-index");
        return await repository.StagedAsync(indexFile: ".git/seen-index");
    }
}
