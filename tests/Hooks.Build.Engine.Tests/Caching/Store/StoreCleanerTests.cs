using System.Globalization;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Fingerprints;

namespace Hooks.Build.Engine.Tests.Caching.Store;

[TestClass]
public sealed class StoreCleanerTests : IDisposable
{
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    public void Everything_of_ours_goes_and_is_counted()
    {
        _ = _bench.Remember(1, ("a.txt", "abc"));
        var memory = FileMemory.Open(_bench.Folder, "key", _bench.Clock);
        memory.Add(new Fingerprint(1, 2));
        memory.Save();
        _ = new StoreTrimmer(_bench.Folder, _bench.Clock, new StoreLimits()).TrimIfDue();
        var bytes = _bench.Stored().Sum(file => new FileInfo(file).Length);
        StoreCleaner.Clean(_bench.Cache).ShouldBe(new CleanedStore(3, bytes, 0, null));
        Directory.Exists(_bench.Cache).ShouldBeFalse();
    }

    [TestMethod]
    public void What_other_versions_left_goes_too()
    {
        _ = _bench.Remember(1, ("a.txt", "abc"));
        Directory.Move(_bench.Folder.Ours, Path.Combine(_bench.Cache, "v12"));
        StoreCleaner.Clean(_bench.Cache).Files.ShouldBe(2);
        Directory.Exists(_bench.Cache).ShouldBeFalse();
    }

    [TestMethod]
    public void A_folder_that_is_not_there_is_clean() => StoreCleaner.Clean(_bench.Cache).ShouldBe(new CleanedStore(0, 0, 0, null));

    [TestMethod]
    public void What_another_deletes_meanwhile_is_no_reason_to_stop()
    {
        _ = _bench.Remember(1, ("a.txt", "abc"));
        List<string> files = [.. Enumerable.Range(0, 3000)
            .Select(i => _bench.PathOf(CacheLayout.Results, string.Create(CultureInfo.InvariantCulture, $"aa{i:x62}")))];
        _ = Directory.CreateDirectory(Path.GetDirectoryName(files[0])!);
        files.ForEach(file => File.WriteAllText(file, ""));
        CleanedStore? done = null;
        Parallel.Invoke(() => done = StoreCleaner.Clean(_bench.Cache), () => files.ForEach(CacheFolder.Drop));
        done!.Refusal.ShouldBeNull();
        _bench.Stored().ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("mine.txt")]
    [DataRow("v1/results/aa/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [DataRow("v1/CACHEDIR.TAG")]
    public void A_folder_that_is_not_ours_is_refused(string name)
    {
        _ = _bench.Write((name, "mine"));
        var done = StoreCleaner.Clean(_bench.Root);
        done.Files.ShouldBe(0);
        done.Refusal!.ShouldContain(_bench.Root);
        _bench.Read(name).ShouldBe("mine");
    }

    [TestMethod]
    public void What_is_not_ours_stays_and_the_rest_is_still_known_as_ours()
    {
        var digest = _bench.Remember(1, ("a.txt", "abc"))[0].Digest;
        var foreign = _bench.PathOf(CacheLayout.Content, digest) + ".txt";
        File.WriteAllText(foreign, "mine");
        StoreCleaner.Clean(_bench.Cache).Files.ShouldBe(2);
        File.ReadAllText(foreign).ShouldBe("mine");
        StoreCleaner.Clean(_bench.Cache).ShouldBe(new CleanedStore(0, 0, 0, null));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Links are everybody's on Unix.")]
    public void A_link_is_not_followed()
    {
        var digest = _bench.Remember(1, ("a.txt", "abc"))[0].Digest;
        var shard = Path.GetDirectoryName(_bench.PathOf(CacheLayout.Content, digest))!;
        Directory.Move(shard, _bench.In("away"));
        _ = Directory.CreateSymbolicLink(shard, _bench.In("away"));
        StoreCleaner.Clean(_bench.Cache).Files.ShouldBe(1);
        _bench.Read("away/" + digest).ShouldBe("abc");
    }
}
