using FsCheck;
using FsCheck.Fluent;

namespace Hooks.Build.Graph.Tests;

[TestClass]
public sealed class CommonPathTests
{
    // All paths that the generated patterns can tell apart, up to three segments of up to three letters; d stands for all letters that none names.
    private static readonly string[] Paths = MakePaths();

    [TestMethod]
    public void Sets_with_exclusions_overlap_exactly_where_they_share_a_path_and_the_path_is_one() =>
        Property.Holds(Pairs(), pair =>
        {
            var (one, other) = (GlobSet.Parse(pair.One.Include, pair.One.Exclude), GlobSet.Parse(pair.Other.Include, pair.Other.Exclude));
            var overlap = one.Overlaps(other, new GlobBudget(long.MaxValue), out var path);
            other.Overlaps(one).ShouldBe(overlap);
            one.Overlaps(other).ShouldBe(overlap);
            if (overlap)
            {
                path.ShouldNotBeNull();
                one.IsMatch(path).ShouldBeTrue(path);
                other.IsMatch(path).ShouldBeTrue(path);
                path.Split('/').ShouldAllBe(segment => segment.Length > 0 && segment != "." && segment != "..");
            }
            else
            {
                path.ShouldBeNull();
                Array.Find(Paths, shared => one.IsMatch(shared) && other.IsMatch(shared)).ShouldBeNull();
            }
        }, times: 400);

    [TestMethod]
    [DataRow("**/*.cs", "", "src/**", "", "src/a.cs")]
    [DataRow("**/*.cs", "", "**/*.cs", "**/obj/**", "a.cs")]
    [DataRow("*.cs", "", "**/*.{vb,cs}", "", "a.cs")]
    [DataRow("**", "", "docs/**", "**/*.md", "docs/a")]
    [DataRow("**/[A-Z]*.json", "", "**/*s.json", "", "As.json")]
    [DataRow("**", "*", "**", "*/*", "a/a/a")]
    [DataRow("a?", "a[a-z] a[0-9]", "*", "", "aA")]
    [DataRow("src/?", "src/[!.]", "**", "", null)]
    [DataRow("src/??", "src/[!.]? src/?[!.]", "**", "", null)]
    [DataRow("src/**", "src/*/**", "src/*", "src/?*", null)]
    [DataRow("src/**/*.cs", "**/*.cs", "**", "", null)]
    [DataRow("src/**", "", "**", "src/{a,[!a]*,a?*}/** src/*", null)]
    [DataRow("**/*.cs", "**/a.cs", "**/?.cs", "**/[!a].cs", null)]
    [DataRow("**/.editorconfig", "", "**/*", "", ".editorconfig")]
    [DataRow("ä/*", "", "[ä-ü]/**", "", "ä/a")]
    public void The_path_reads_as_one_that_people_would_make(string one, string oneExcluded, string other, string otherExcluded, string? path)
    {
        var (mine, theirs) = (Parse(one, oneExcluded), Parse(other, otherExcluded));
        mine.Overlaps(theirs, new GlobBudget(), out var found).ShouldBe(path is not null);
        found.ShouldBe(path);
        mine.Overlaps(theirs).ShouldBe(path is not null);
    }

    [TestMethod]
    [DataRow(3, false)]
    [DataRow(24, true)]
    public void What_takes_years_to_prove_is_left_open_and_counts_as_overlap(int length, bool isOpen)
    {
        // Names of a and b that have neither of them at a place counted from the end: there are none, and 2 to the power of the place states that show it.
        var rest = new string('?', length);
        var budget = new GlobBudget();
        Parse($"?{rest}*", $"*a{rest} *b{rest}").Overlaps(Parse("**", "*[!ab]*"), budget, out var path).ShouldBe(isOpen);
        path.ShouldBeNull();
        (budget.Left == 0).ShouldBe(isOpen);
    }

    [TestMethod]
    public void With_nothing_to_spend_all_that_might_overlap_does()
    {
        Parse("**/*.cs", "**/a*").Overlaps(Parse("src/**", ""), new GlobBudget(1), out var path).ShouldBeTrue();
        path.ShouldBeNull();
        Parse("a/**", "").Overlaps(Parse("b/**", ""), new GlobBudget(1)).ShouldBeFalse();
    }

    [TestMethod]
    public void Thousands_of_alternatives_are_told_apart()
    {
        string[] many = [.. Enumerable.Range(0, 4000).Select(i => $"src/{i}/**/*.{{cs,vb}}")];
        var budget = new GlobBudget();
        GlobSet.Parse(many, []).Overlaps(GlobSet.Parse(["**/*.fs"], []), budget).ShouldBeFalse();
        GlobSet.Parse(many, []).Overlaps(GlobSet.Parse(["src/3999/a/b.*"], ["**/*.vb"]), budget, out var path).ShouldBeTrue();
        path.ShouldBe("src/3999/a/b.cs");
        budget.Left.ShouldBeGreaterThan(0);
    }

    private static GlobSet Parse(string include, string exclude) =>
        GlobSet.Parse(include.Split(' '), exclude.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static Gen<(Set One, Set Other)> Pairs() => from one in Sets() from other in Sets() select (one, other);

    private static Gen<Set> Sets() =>
        from include in Gen.ArrayOf(NaiveGlob.Patterns(), 2)
        from excludes in Gen.Choose(0, 3)
        from exclude in Gen.ArrayOf(NaiveGlob.Patterns(), excludes)
        select new Set(include, exclude);

    private static string[] MakePaths()
    {
        string[] letters = ["a", "b", "c", "d"];
        string[] names = [.. letters, .. from one in letters from other in letters select one + other, "aab", "bab", "ddd", "dab", "aca"];
        string[] few = ["a", "b", "c", "d", "ab", "ba", "dd", "bb"];
        return [
            .. names,
            .. from one in names from other in names select one + "/" + other,
            .. from one in few from two in few from three in few select $"{one}/{two}/{three}"];
    }

    private sealed record Set(string[] Include, string[] Exclude)
    {
        public override string ToString() => $"[{string.Join(' ', Include)}] without [{string.Join(' ', Exclude)}]";
    }
}
