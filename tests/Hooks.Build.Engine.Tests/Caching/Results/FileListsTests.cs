using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Scheduling;

namespace Hooks.Build.Engine.Tests.Caching.Results;

[TestClass]
public sealed class FileListsTests
{
    [TestMethod]
    public void A_list_is_read_as_it_was_written()
    {
        using TempFolder folder = new();
        FileLists lists = new(folder.In("lists"));
        (string, string)[] files = [("a\tb\n\\c", "one"), ("d\uDCFF", "not UTF-8"), ("e\rf", "a carriage return"), ("ä/ö", "two executable")];
        lists.Write("digest", files).ShouldBeTrue();
        lists.Write("digest", []).ShouldBeFalse();
        lists.Read("digest").ShouldBe(files);
    }

    [TestMethod]
    public void What_is_cut_off_is_no_list_and_is_written_once_more()
    {
        using TempFolder folder = new();
        FileLists lists = new(folder.Path);
        (string, string)[] files = [("a", "one"), ("b", "two")];
        _ = lists.Write("digest", files);
        var whole = File.ReadAllBytes(folder.In("digest"));
        for (var length = 0; length < whole.Length - 1; length++)
        {
            File.WriteAllBytes(folder.In("digest"), whole[..length]);
            _ = Should.Throw<InvalidDataException>(() => lists.Read("digest").Count());
            lists.Write("digest", files).ShouldBeTrue();
        }
    }

    [TestMethod]
    public void What_nobody_names_is_removed()
    {
        using TempFolder folder = new();
        FileLists lists = new(folder.Path);
        _ = lists.Write("one", []);
        _ = lists.Write("two", []);
        lists.KeepOnly(new HashSet<string>(StringComparer.Ordinal) { "two" });
        _ = Should.Throw<InvalidDataException>(() => lists.Read("one").Count());
        lists.Read("two").ShouldBeEmpty();
    }

    [TestMethod]
    public void Differences_of_any_lists_lead_from_one_to_the_other()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var (one, other) = (Some(seed), Some(seed + 5000));
            SortedDictionary<string, string> made = new(one, StringComparer.Ordinal);
            foreach (var (path, was, now) in FileDifference.Between(Pairs(one), Pairs(other)))
            {
                made.GetValueOrDefault(path).ShouldBe(was);
                now.ShouldNotBe(was);
                _ = now is null ? made.Remove(path) : (made[path] = now) is null;
            }

            made.ShouldBe(other);
            FileDifference.Joined(Pairs(one), Pairs(other))
                .ShouldBe(Pairs(new(one.Concat(other.Where(pair => !one.ContainsKey(pair.Key))).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal)));
        }
    }

    private static IEnumerable<(string, string)> Pairs(SortedDictionary<string, string> files) => files.Select(pair => (pair.Key, pair.Value));

    private static SortedDictionary<string, string> Some(int seed)
    {
        Dice dice = new(seed);
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        for (var i = dice.Below(8); i > 0; i--)
        {
            files[$"f{dice.Below(10)}"] = $"{dice.Below(2)}";
        }

        return files;
    }
}
