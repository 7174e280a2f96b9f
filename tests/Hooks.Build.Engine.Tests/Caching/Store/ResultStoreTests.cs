using System.Runtime.Versioning;
using Hooks.Build.Engine.Caching.Store;

namespace Hooks.Build.Engine.Tests.Caching.Store;

[TestClass]
public sealed class ResultStoreTests : IDisposable
{
    private readonly StoreBench _bench = new();

    public void Dispose()
    {
        _bench.Warnings.ShouldBeEmpty();
        _bench.Dispose();
    }

    [TestMethod]
    public void A_result_comes_back_as_it_was_with_everything_in_it()
    {
        var result = StoreBench.Everything(_bench.Write(("out/a.txt", "a"), ("b.txt", "")));
        _bench.Store.Store(StoreBench.Key(1), result, _bench.Root);
        _bench.NextRun().Store.Find(StoreBench.Key(1)).ShouldBeEquivalentTo(result);
    }

    [TestMethod]
    public void A_result_without_an_exit_code_comes_back_without_one()
    {
        _bench.Store.Store(StoreBench.Key(1), StoreBench.Result("crashed"), _bench.Root);
        _bench.Store.Find(StoreBench.Key(1))!.ExitCode.ShouldBeNull();
    }

    [TestMethod]
    public void What_was_never_stored_is_not_found_and_asking_creates_nothing()
    {
        _bench.Store.Find(StoreBench.Key(1)).ShouldBeNull();
        _bench.Store.OpenContent(StoreBench.Key(1)).ShouldBeNull();
        Directory.Exists(_bench.Cache).ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("../../../../etc/passwd")]
    [DataRow("ABCDEF0000000000000000000000000000000000000000000000000000000000")]
    public void A_key_that_is_no_digest_is_nothing(string key)
    {
        _bench.Store.Store(key, StoreBench.Result(), _bench.Root);
        _bench.Store.Find(key).ShouldBeNull();
        _bench.Store.OpenContent(key).ShouldBeNull();
        _bench.Store.StoreContent(key, new MemoryStream()).ShouldBeFalse();
        Directory.Exists(_bench.Cache).ShouldBeFalse();
    }

    [TestMethod]
    public void A_result_is_replaced_by_a_newer_one()
    {
        _bench.Store.Store(StoreBench.Key(1), StoreBench.Result("old"), _bench.Root);
        _bench.Store.Store(StoreBench.Key(1), StoreBench.Result("new"), _bench.Root);
        _bench.Store.Find(StoreBench.Key(1))!.Reason.ShouldBe("new");
        _bench.Stored().Count.ShouldBe(1);
    }

    [TestMethod]
    public void An_entry_in_the_place_of_another_is_a_miss()
    {
        _bench.Store.Store(StoreBench.Key(1), StoreBench.Result("one"), _bench.Root);
        _bench.Store.Store(StoreBench.Key(2), StoreBench.Result("two"), _bench.Root);
        File.Copy(_bench.PathOf(CacheLayout.Results, StoreBench.Key(1)), _bench.PathOf(CacheLayout.Results, StoreBench.Key(2)), overwrite: true);
        _bench.Store.Find(StoreBench.Key(2)).ShouldBeNull();
        _bench.Store.Find(StoreBench.Key(1))!.Reason.ShouldBe("one");
    }

    [TestMethod]
    public void A_result_whose_files_are_not_what_it_says_is_not_stored()
    {
        var outputs = _bench.Write(("a.txt", "a"));
        _ = _bench.Write(("a.txt", "b"));
        _bench.Store.Store(StoreBench.Key(1), StoreBench.Result() with { Outputs = outputs }, _bench.Root);
        File.Delete(_bench.In("a.txt"));
        _bench.Store.Store(StoreBench.Key(2), StoreBench.Result() with { Outputs = outputs }, _bench.Root);
        _bench.Stored().ShouldBeEmpty();
    }

    [TestMethod]
    public void The_same_content_is_stored_once()
    {
        _ = _bench.Remember(1, ("a.txt", "same"), ("b.txt", "same"));
        _ = _bench.Remember(2, ("c.txt", "same"));
        _bench.Stored().Count(file => file.Contains("/content/")).ShouldBe(1);
    }

    [TestMethod]
    public void Content_that_was_damaged_is_stored_anew()
    {
        var digest = _bench.Remember(1, ("a.txt", "good"))[0].Digest;
        File.WriteAllText(_bench.PathOf(CacheLayout.Content, digest), "evil");
        _ = _bench.Remember(1, ("a.txt", "good"));
        using StreamReader content = new(_bench.Store.OpenContent(digest)!);
        content.ReadToEnd().ShouldBe("good");
    }

    [TestMethod]
    public void Content_from_elsewhere_is_stored_if_it_has_the_digest()
    {
        var digest = Engine.Hashing.Sha256.Hex("good"u8);
        _bench.Store.StoreContent(digest, new MemoryStream("evil"u8.ToArray())).ShouldBeFalse();
        _bench.Stored().ShouldBeEmpty();
        _bench.Store.StoreContent(digest, new MemoryStream("good"u8.ToArray())).ShouldBeTrue();
        _bench.Stored().ShouldBe([_bench.PathOf(CacheLayout.Content, digest)]);
    }

    [TestMethod]
    public void Finding_a_result_says_that_it_and_its_content_are_in_use()
    {
        var digest = _bench.Remember(1, ("a.txt", "a"))[0].Digest;
        string[] files = [_bench.PathOf(CacheLayout.Results, StoreBench.Key(1)), _bench.PathOf(CacheLayout.Content, digest)];
        var now = _bench.Clock.GetUtcNow().UtcDateTime;
        foreach (var days in new[] { -20, 20 })
        {
            Array.ForEach(files, file => File.SetLastWriteTimeUtc(file, now.AddDays(days)));
            _ = _bench.Store.Find(StoreBench.Key(1)).ShouldNotBeNull();
            Array.ForEach(files, file => File.GetLastWriteTimeUtc(file).ShouldBe(now));
        }
    }

    [TestMethod]
    public async Task Many_runs_that_store_and_find_the_same_at_once_do_not_disturb_each_other()
    {
        var outputs = _bench.Write(("a.txt", new string('x', 100_000)));
        var result = StoreBench.Result() with { Outputs = outputs };
        await Parallel.ForAsync(0, 64, (i, _) =>
        {
            var store = _bench.Another().Store;
            store.Store(StoreBench.Key(i % 3), result, _bench.Root);
            store.Find(StoreBench.Key(i % 3)).ShouldBeEquivalentTo(result);
            return ValueTask.CompletedTask;
        });
        _bench.Stored().Count.ShouldBe(4);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Modes are Unix's.")]
    [UnsupportedOSPlatform("windows")]
    public void What_is_remembered_is_nobodys_but_ours()
    {
        _ = _bench.Remember(1, ("a.txt", "a"));
        const UnixFileMode Others =
            UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.UserExecute;
        _bench.Stored().ShouldAllBe(file => (File.GetUnixFileMode(file) & Others) == 0);
        File.GetUnixFileMode(_bench.Folder.Ours).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [TestMethod]
    public void Backup_programs_know_the_folder_as_a_cache()
    {
        _bench.Store.Store(StoreBench.Key(1), StoreBench.Result(), _bench.Root);
        File.ReadAllText(Path.Combine(_bench.Folder.Ours, "CACHEDIR.TAG")).ShouldStartWith("Signature: 8a477f597d28d172789f06886806bc55\n");
    }
}
