using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Fingerprints;

[TestClass]
public sealed class FileFingerprintsTests
{
    [TestMethod]
    public void The_digest_of_a_list_is_that_of_the_files_as_they_are_after_something_ran()
    {
        using TempFolder folder = new();
        var file = folder.File("a.txt");
        FileFingerprints fingerprints = new(folder.Path, Path.Combine(folder.Path, "inputs.stat"));
        IReadOnlyList<string> files = ["a.txt"];
        var before = fingerprints.DigestOf(files);
        File.WriteAllText(file, "something else");
        fingerprints.Forget();
        fingerprints.DigestOf(files).ShouldNotBe(before);
    }

    [TestMethod]
    public void Lists_of_the_same_files_have_the_same_digest()
    {
        using TempFolder folder = new();
        _ = folder.File("a.txt");
        FileFingerprints fingerprints = new(folder.Path, Path.Combine(folder.Path, "inputs.stat"));
        fingerprints.DigestOf(["a.txt"]).ShouldBe(fingerprints.DigestOf(["a.txt"]));
        fingerprints.DigestOf(["b.txt"]).ShouldNotBe(fingerprints.DigestOf(["a.txt"]));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Others have no file that is longer than it says.")]
    public void A_file_that_cannot_be_read_is_like_nothing_and_is_not_kept()
    {
        const string Unreadable = "/proc/version";
        using TempFolder folder = new();
        FileFingerprints fingerprints = new(folder.Path, folder.In("inputs.stat"));
        var before = fingerprints.Of(Unreadable);
        // What is there only now is not trusted.
        _ = folder.Shell("sleep 0.05");
        fingerprints.Forget();
        fingerprints.Of(Unreadable).ShouldNotBe(before);
        fingerprints.Settled(Unreadable).ShouldBeNull();
        fingerprints.Save();
        StatCache.Load(folder.In("inputs.stat")).ShouldBeEmpty();
    }

    [TestMethod]
    public void What_is_gone_or_changed_and_was_not_looked_at_is_forgotten_and_the_rest_is_kept()
    {
        using TempFolder folder = new();
        _ = folder.Shell("touch -d '-1 minute' gone changed stays seen; sleep 0.05");
        See("gone", "changed", "stays", "seen").ShouldBe(["gone", "changed", "stays", "seen"], ignoreOrder: true);
        _ = folder.Shell("rm gone; echo > changed; touch -d '-1 minute' new; sleep 0.05");
        See("seen", "new").ShouldBe(["stays", "seen", "new"], "what was looked at last is last");
        _ = folder.Shell("rm new; touch -d '-1 minute' newer; sleep 0.05");
        See("new", "newer").ShouldBe(["stays", "seen", "newer"]);

        IEnumerable<string> See(params string[] files)
        {
            FileFingerprints fingerprints = new(folder.Path, folder.In("inputs.stat"));
            _ = fingerprints.DigestOf(files);
            fingerprints.Save();
            return StatCache.Load(folder.In("inputs.stat")).Keys;
        }
    }

    [TestMethod]
    public void Of_too_many_the_last_are_kept_and_damage_is_found()
    {
        using TempFolder folder = new();
        var file = folder.In("inputs.stat");
        string[] names = ["d", "b", "c", "a"];
        StatCache.Save(file, names, names.Order(StringComparer.Ordinal).ToDictionary(name => name, _ => default(StatEntry), StringComparer.Ordinal), most: 2);
        StatCache.Load(file).Keys.ShouldBe(["c", "a"]);
        var whole = File.ReadAllBytes(file);
        for (var i = 0; i < whole.Length; i++)
        {
            var bytes = whole.ToArray();
            bytes[i] ^= 1;
            File.WriteAllBytes(file, bytes);
            StatCache.Load(file).ShouldBeEmpty();
            File.WriteAllBytes(file, whole[..i]);
            StatCache.Load(file).ShouldBeEmpty();
        }
    }

    [TestMethod]
    public void A_file_that_was_written_once_more_is_touched_though_it_is_the_same()
    {
        using TempFolder folder = new();
        var file = folder.File("a.txt", "same");
        _ = folder.File("b.txt", "other");
        _ = folder.Shell("touch -d '-1 minute' a.txt b.txt; sleep 0.05");
        FileFingerprints fingerprints = new(folder.Path, folder.In("inputs.stat"));
        IReadOnlyList<string> files = ["a.txt", "b.txt"];
        var digest = fingerprints.DigestOf(files);
        var epoch = fingerprints.Epoch;
        fingerprints.Forget();
        fingerprints.AreUntouchedSince(epoch, files).ShouldBeTrue();
        File.WriteAllText(file, "same");
        fingerprints.Forget();
        fingerprints.DigestOf(files).ShouldBe(digest);
        fingerprints.AreUntouchedSince(epoch, files).ShouldBeFalse();
        fingerprints.AreUntouchedSince(fingerprints.Epoch, files).ShouldBeTrue();
    }
}
