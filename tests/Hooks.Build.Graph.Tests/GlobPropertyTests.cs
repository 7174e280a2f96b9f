using FsCheck;
using FsCheck.Fluent;

namespace Hooks.Build.Graph.Tests;

[TestClass]
public sealed class GlobPropertyTests
{
    [TestMethod]
    public void A_glob_matches_what_its_regular_expression_matches() =>
        Property.Holds(NaiveGlob.Patterns(), pattern =>
        {
            var glob = Globs.Parse(pattern);
            var regex = NaiveGlob.ToRegex(pattern);
            foreach (var path in NaiveGlob.ShortPaths)
                glob.IsMatch(path).ShouldBe(regex.IsMatch(path), path);
        });

    [TestMethod]
    public void Globs_overlap_exactly_when_they_share_a_path() =>
        Property.Holds(Pairs(), pair =>
        {
            var (one, other) = (Globs.Parse(pair.One), Globs.Parse(pair.Other));
            var shared = Array.Exists(NaiveGlob.ShortPaths, path => one.IsMatch(path) && other.IsMatch(path)) || NaiveOverlap.Exists(pair.One, pair.Other);
            one.Overlaps(other).ShouldBe(shared);
            other.Overlaps(one).ShouldBe(shared);
        }, times: 2000);

    [TestMethod]
    public void Sets_that_share_a_path_overlap() =>
        Property.Holds(Sets(), pair =>
        {
            var (one, other) = (GlobSet.Parse(pair.One[..2], pair.One[2..]), GlobSet.Parse(pair.Other[..2], pair.Other[2..]));
            if (Array.Exists(NaiveGlob.ShortPaths, path => one.IsMatch(path) && other.IsMatch(path)))
                one.Overlaps(other).ShouldBeTrue();
        });

    [TestMethod]
    public void A_set_matches_what_is_included_and_not_excluded() =>
        Property.Holds(Sets(), pair =>
        {
            var set = GlobSet.Parse(pair.One, pair.Other);
            foreach (var path in NaiveGlob.ShortPaths)
                set.IsMatch(path).ShouldBe(pair.One.Any(glob => Globs.Parse(glob).IsMatch(path)) && !pair.Other.Any(glob => Globs.Parse(glob).IsMatch(path)));
        }, times: 50);

    [TestMethod]
    public void Matching_allocates_nothing()
    {
        Glob[] globs = [Globs.Parse("**/*.cs"), Globs.Parse("src/**/[a-z]*/?.{cs,vb}"), Globs.Parse("src/a.cs")];
        var matches = 0;
        Match();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Match();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        matches.ShouldBe(4);

        void Match()
        {
            foreach (var glob in globs)
                matches += glob.IsMatch("src/deep/er/x.cs") ? 1 : 0;
        }
    }

    private static Gen<(string One, string Other)> Pairs() => from one in NaiveGlob.Patterns() from other in NaiveGlob.Patterns() select (one, other);

    private static Gen<(string[] One, string[] Other)> Sets() =>
        from one in Gen.ArrayOf(NaiveGlob.Patterns(), 3)
        from other in Gen.ArrayOf(NaiveGlob.Patterns(), 3)
        select (one, other);
}
