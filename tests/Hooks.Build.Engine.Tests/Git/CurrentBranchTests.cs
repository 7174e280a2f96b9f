using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Git;

[TestClass]
public sealed class CurrentBranchTests
{
    [TestMethod]
    [DataRow("ref: refs/heads/main\n", "main")]
    [DataRow("ref: refs/heads/feature/漢\r\n", "feature/漢")]
    [DataRow("0123456789012345678901234567890123456789\n", null)]
    [DataRow("ref: refs/remotes/origin/main\n", null)]
    [DataRow("ref: refs/heads/\n", null)]
    [DataRow("ref: refs/heads/.invalid\n", null, DisplayName = "of a repository with reftable")]
    [DataRow("", null)]
    public void It_is_what_HEAD_names(string head, string? branch)
    {
        using TempFolder folder = new();
        _ = Directory.CreateDirectory(Path.Combine(folder.Path, ".git", "objects"));
        File.WriteAllText(Path.Combine(folder.Path, ".git", "HEAD"), head);
        CurrentBranch.Of(folder.Path).ShouldBe(branch);
    }

    [TestMethod]
    public void A_working_tree_beside_has_its_own()
    {
        using TempFolder folder = new();
        var git = Path.Combine(folder.Path, "main", ".git", "worktrees", "other");
        _ = Directory.CreateDirectory(git);
        File.WriteAllText(Path.Combine(git, "HEAD"), "ref: refs/heads/other\n");
        File.WriteAllText(Path.Combine(git, "commondir"), "../..\n");
        _ = Directory.CreateDirectory(Path.Combine(folder.Path, "other"));
        File.WriteAllText(Path.Combine(folder.Path, "other", ".git"), $"gitdir: {git}\n");
        CurrentBranch.Of(Path.Combine(folder.Path, "other")).ShouldBe("other");
    }

    [TestMethod]
    public void What_names_no_repository_has_none()
    {
        using TempFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Path, ".git"), "gitdir: /nowhere\n");
        CurrentBranch.Of(folder.Path).ShouldBeNull();
    }
}
