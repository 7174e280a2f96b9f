namespace Hooks.Build.Graph.Tests;

[TestClass]
public sealed class GlobSetTests
{
    [TestMethod]
    public void A_set_without_patterns_is_empty_and_matches_nothing()
    {
        var set = GlobSet.Parse([], ["**"]);
        set.IsEmpty.ShouldBeTrue();
        set.IsMatch("a").ShouldBeFalse();
        set.Overlaps(GlobSet.Parse(["**"], [])).ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("src/a.cs", true)]
    [DataRow("src/bin/a.cs", false)]
    [DataRow("README.md", false)]
    public void An_excluded_path_does_not_match(string path, bool match) => GlobSet.Parse(["src/**"], ["**/bin/**"]).IsMatch(path).ShouldBe(match);

    [TestMethod]
    [DataRow("src/bin/x/*.cs", "**/bin/", false)]
    [DataRow("src/bin/x.cs", "src/bin/*", false)]
    [DataRow("src/a[bc].cs", "**/a?.cs", false)]
    [DataRow("src/{a,bin}/x.cs", "**/bin/**", true)]
    [DataRow("src/**", "**/bin/**", true)]
    [DataRow("src/*.cs", "src/a*.cs", true)]
    [DataRow("src/?.cs", "src/[!a].cs", true)]
    public void What_one_exclude_covers_does_not_overlap(string pattern, string exclude, bool overlap)
    {
        var wide = GlobSet.Parse(["**"], [exclude]);
        var narrow = GlobSet.Parse([pattern], []);
        wide.Overlaps(narrow).ShouldBe(overlap);
        narrow.Overlaps(wide).ShouldBe(overlap);
    }

    [TestMethod]
    public void A_malformed_pattern_is_refused_with_its_error()
    {
        Should.Throw<ArgumentException>(() => GlobSet.Parse(["**.cs"], [])).Message.ShouldContain("**/*.cs");
        Should.Throw<ArgumentException>(() => GlobSet.Parse([], ["a\\b"])).Message.ShouldContain("use '/'");
    }
}
