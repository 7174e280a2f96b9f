using Hooks.Build.Engine.Git;

namespace Hooks.Build.Engine.Tests.Git;

[TestClass]
public sealed class RepositoryPathsTests
{
    private static readonly string Top = Path.Combine(Path.GetTempPath(), "top");

    [TestMethod]
    [DataRow("", "a/b.txt", "a/b.txt")]
    [DataRow("part", "a.txt", "part/a.txt")]
    [DataRow("part/inner", "a.txt", "part/inner/a.txt")]
    public void A_file_of_the_root_is_named_from_the_top_and_back(string root, string path, string top)
    {
        var paths = Of(root);
        paths.ToTop(path).ShouldBe(top);
        paths.FromTop(top).ShouldBe(path);
        paths.TryFromTop(top).ShouldBe(path);
    }

    [TestMethod]
    public void A_file_outside_the_root_is_named_by_the_way_to_it()
    {
        Of("part").FromTop("other/a.txt").ShouldBe("../other/a.txt");
        Of("part").FromTop("partly.txt").ShouldBe("../partly.txt");
        Of("part").TryFromTop("partly.txt").ShouldBeNull();
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_backslash_is_a_character_of_a_name_on_Unix()
    {
        Of(@"a\b").ToTop(@"c\d").ShouldBe(@"a\b/c\d");
        Of(@"a\b").FromTop(@"x\y").ShouldBe(@"../x\y");
    }

    [TestMethod]
    public void The_root_is_found_in_a_folder_that_stands_for_the_working_tree()
    {
        Of("").RootIn("/copy").ShouldBe("/copy");
        Of("part/inner").RootIn("/copy").ShouldBe(Path.Combine("/copy", "part/inner"));
    }

    private static RepositoryPaths Of(string root) => new(
        new GitRepository
        {
            Root = Top,
            GitDirectory = Path.Combine(Top, ".git"),
            CommonDirectory = Path.Combine(Top, ".git"),
            IndexFile = Path.Combine(Top, ".git", "index"),
        },
        Path.TrimEndingDirectorySeparator(Path.Combine(Top, root)));
}
