using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Git;

[TestClass]
public sealed class GitRepositoryTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("src/deep")]
    public void A_repository_is_found_from_any_folder_of_it(string folder)
    {
        using var temp = new TempRepository().Write("src/deep/a");
        var repository = Find(temp.In(folder)).ShouldNotBeNull();
        repository.Root.ShouldBe(temp.Path);
        repository.GitDirectory.ShouldBe(temp.In(".git"));
        repository.CommonDirectory.ShouldBe(temp.In(".git"));
        repository.IndexFile.ShouldBe(temp.In(".git/index"));
        repository.HasTemporaryIndex.ShouldBeFalse();
    }

    [TestMethod]
    public void A_linked_worktree_has_its_own_index_and_a_common_directory()
    {
        using var temp = new TempRepository().Commit("a");
        _ = temp.Git("worktree", "add", "--quiet", "tree");
        var repository = Find(temp.In("tree")).ShouldNotBeNull();
        repository.Root.ShouldBe(temp.In("tree"));
        repository.GitDirectory.ShouldBe(temp.In(".git/worktrees/tree"));
        repository.CommonDirectory.ShouldBe(temp.In(".git"));
        repository.IndexFile.ShouldBe(temp.In(".git/worktrees/tree/index"));
    }

    [TestMethod]
    public void A_submodule_is_a_repository_of_its_own()
    {
        using var inner = new TempRepository().Commit("inner");
        using var temp = new TempRepository().Commit("a");
        _ = temp.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Path, "sub");
        var repository = Find(temp.In("sub")).ShouldNotBeNull();
        repository.Root.ShouldBe(temp.In("sub"));
        repository.GitDirectory.ShouldBe(temp.In(".git/modules/sub"));
        repository.CommonDirectory.ShouldBe(repository.GitDirectory);
    }

    [TestMethod]
    public void Outside_of_a_repository_there_is_none()
    {
        using TempFolder folder = new();
        Find(folder.Path).ShouldBeNull();
    }

    [TestMethod]
    [DataRow(".git")]
    [DataRow(".git/hooks")]
    public void In_a_git_directory_there_is_no_working_tree(string folder)
    {
        using TempRepository temp = new();
        Find(temp.In(folder)).ShouldBeNull();
    }

    [TestMethod]
    public void A_bare_repository_has_no_working_tree()
    {
        using TempRepository temp = new();
        _ = temp.Git("init", "--quiet", "--bare", "bare.git");
        Find(temp.In("bare.git")).ShouldBeNull();
        _ = temp.Git("config", "core.bare", "true");
        Find(temp.Path).ShouldBeNull();
    }

    [TestMethod]
    public void A_git_file_that_leads_nowhere_is_told()
    {
        using TempFolder folder = new();
        _ = folder.File(".git", "gitdir: /no/such/place\n");
        Should.Throw<HooksException>(() => Find(folder.Path)).Message.ShouldContain("/no/such/place is none");
    }

    [TestMethod]
    public void The_index_git_names_is_the_index()
    {
        using TempRepository temp = new();
        Find(temp.Path, ("GIT_INDEX_FILE", ".git/index"))!.HasTemporaryIndex.ShouldBeFalse();
        Find(temp.Path, ("GIT_INDEX_FILE", temp.In(".git/index")))!.HasTemporaryIndex.ShouldBeFalse();
        var repository = Find(temp.In("src"), ("GIT_INDEX_FILE", temp.In(".git/next-index-1.lock")))!;
        repository.IndexFile.ShouldBe(temp.In(".git/next-index-1.lock"));
        repository.HasTemporaryIndex.ShouldBeTrue();
    }

    [TestMethod]
    public void An_index_of_the_user_counts_too()
    {
        using TempRepository temp = new();
        using TempFolder elsewhere = new();
        Find(temp.Path, ("GIT_INDEX_FILE", elsewhere.In("mine")))!.IndexFile.ShouldBe(elsewhere.In("mine"));
    }

    [TestMethod]
    public void The_index_of_another_repository_does_not_count()
    {
        using TempRepository temp = new();
        using TempRepository other = new();
        Find(temp.Path, ("GIT_INDEX_FILE", other.In(".git/index.lock")))!.IndexFile.ShouldBe(temp.In(".git/index"));
        Find(temp.Path, ("GIT_DIR", other.In(".git")), ("GIT_INDEX_FILE", other.In("x")))!.IndexFile.ShouldBe(temp.In(".git/index"));
    }

    [TestMethod]
    public void A_git_directory_elsewhere_is_found_where_git_names_it()
    {
        using TempRepository temp = new();
        using TempFolder tree = new();
        _ = tree.File("src/a");
        var repository = Find(tree.In("src"), ("GIT_DIR", temp.In(".git")), ("GIT_WORK_TREE", tree.Path)).ShouldNotBeNull();
        repository.Root.ShouldBe(tree.Path);
        repository.GitDirectory.ShouldBe(temp.In(".git"));
        Find(tree.Path, ("GIT_DIR", temp.In(".git")))!.Root.ShouldBe(tree.Path);
    }

    [TestMethod]
    public void A_path_through_a_link_is_the_same_repository()
    {
        using TempRepository temp = new();
        using TempFolder folder = new();
        _ = Directory.CreateSymbolicLink(folder.In("link"), temp.Path);
        var repository = Find(folder.In("link"), ("GIT_INDEX_FILE", temp.In(".git/index.lock")))!;
        repository.Root.ShouldBe(folder.In("link"));
        repository.IndexFile.ShouldBe(folder.In("link/.git/index.lock"));
    }

    private static GitRepository? Find(string folder, params (string Name, string Value)[] variables) =>
        GitRepository.Find(folder, variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal));
}
