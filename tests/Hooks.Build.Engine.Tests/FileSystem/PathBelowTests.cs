using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Tests.FileSystem;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Paths of Unix.")]
public sealed class PathBelowTests
{
    [TestMethod]
    [DataRow("/repo/a", "/repo", "a")]
    [DataRow("/repo/a/b", "/repo/", "a/b")]
    [DataRow("/repo/..a", "/repo", "..a")]
    [DataRow("/a", "/", "a")]
    [DataRow("/repo/b/../a", "/repo", "a")]
    [DataRow("/repo", "/repo", null)]
    [DataRow("/repo/", "/repo", null)]
    [DataRow("/repo", "/repo/", null)]
    [DataRow("/", "/", null)]
    [DataRow("/repository/a", "/repo", null)]
    [DataRow("/repo\\a", "/repo", null)]
    [DataRow("/repo/../a", "/repo", null)]
    [DataRow("/other", "/repo", null)]
    public void What_is_below_a_folder_has_a_path_from_there(string path, string folder, string? relative) => PathBelow.From(folder, path).ShouldBe(relative);

    [TestMethod]
    [DataRow("/repo", "/repo", true)]
    [DataRow("/repo/", "/repo", true)]
    [DataRow("/repo", "/repo/", true)]
    [DataRow("/repo/a", "/repo", true)]
    [DataRow("/anything", "/", true)]
    [DataRow("/repository", "/repo", false)]
    [DataRow("/rep", "/repo", false)]
    [DataRow("", "/", false)]
    public void A_folder_is_in_itself(string path, string folder, bool expected) => PathBelow.IsIn(path, folder).ShouldBe(expected);
}
