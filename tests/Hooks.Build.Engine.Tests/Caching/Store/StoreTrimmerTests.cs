using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Tests.Caching.Store;

[TestClass]
public sealed class StoreTrimmerTests : IDisposable
{
    private static readonly StoreLimits Limits = new() { MostBytes = 10_000 };
    private readonly StoreBench _bench = new();

    public void Dispose()
    {
        _bench.Warnings.ShouldBeEmpty();
        _bench.Dispose();
    }

    [TestMethod]
    public void What_was_not_used_for_the_longest_time_goes_until_there_is_room()
    {
        var contents = Enumerable.Range(0, 15).Select(i => Content(i, daysAgo: 20 - i)).ToList();
        Trimmer().Trim();
        _bench.Stored().ShouldBe(contents.Skip(6).Order(StringComparer.Ordinal));
    }

    [TestMethod]
    public void What_was_not_used_for_a_month_goes_though_there_is_room()
    {
        _ = Content(1, daysAgo: 31);
        var kept = Content(2, daysAgo: 29);
        Trimmer().Trim();
        _bench.Stored().ShouldBe([kept]);
    }

    [TestMethod]
    public void A_result_whose_content_is_gone_restores_nothing()
    {
        var outputs = _bench.Remember(1, ("a.txt", "a"));
        File.Delete(_bench.PathOf(CacheLayout.Content, outputs[0].Digest));
        File.Delete(_bench.In("a.txt"));
        OutputRestorer.Restore(_bench.Store, _bench.Store.Find(StoreBench.Key(1))!.Outputs, _bench.Root).ShouldBeFalse();
    }

    [TestMethod]
    public void What_there_is_no_time_for_is_left_for_the_next_time()
    {
        _ = Enumerable.Range(0, 15).Select(i => Content(i, daysAgo: 0)).ToList();
        new StoreTrimmer(_bench.Folder, new HastyClock(), Limits).Trim();
        _bench.Stored().Count.ShouldBe(15);
    }

    [TestMethod]
    public void What_killed_runs_were_writing_goes_after_an_hour()
    {
        var half = Content(1, daysAgo: 0) + ".0123" + AtomicFile.Suffix;
        File.WriteAllText(half, "half");
        Trimmer().Trim();
        File.Exists(half).ShouldBeTrue();
        _bench.Clock.Advance(TimeSpan.FromHours(2));
        Trimmer().Trim();
        File.Exists(half).ShouldBeFalse();
    }

    [TestMethod]
    public void The_store_is_looked_at_once_a_day()
    {
        _bench.Remember(1).ShouldBeEmpty();
        Trimmer().TrimIfDue().ShouldBeFalse();
        _bench.Clock.Advance(TimeSpan.FromHours(25));
        _ = _bench.NextRun();
        Trimmer().TrimIfDue().ShouldBeFalse();
        _ = _bench.Remember(2);
        Trimmer().TrimIfDue().ShouldBeTrue();
        _ = _bench.NextRun().Remember(3);
        Trimmer().TrimIfDue().ShouldBeFalse();
    }

    [TestMethod]
    public void The_store_is_looked_at_sooner_when_much_was_stored()
    {
        for (var i = 0; i < 4; i++)
        {
            _ = _bench.NextRun().Remember(i, ($"{i}.txt", new string((char)('a' + i), 500)));
            Trimmer().TrimIfDue().ShouldBe(i == 1 || i == 3);
        }
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("no numbers")]
    [DataRow("99999999999999999999 0")]
    [DataRow("99999999999 0")]
    public void A_note_that_is_damaged_or_from_the_future_is_a_reason_to_look(string note)
    {
        _ = _bench.Remember(1);
        File.WriteAllText(Path.Combine(_bench.Folder.Ours, "trimmed"), note);
        Trimmer().TrimIfDue().ShouldBeTrue();
    }

    [TestMethod]
    public void Nothing_that_is_not_ours_is_deleted()
    {
        var content = Content(1, daysAgo: 0);
        string[] foreign = [
            Path.Combine(Path.GetDirectoryName(content)!, "mine.txt"),
            Path.Combine(_bench.Folder.Ours, "content", "mine.txt"),
            Path.Combine(_bench.Cache, "mine.txt")];
        foreach (var file in foreign)
        {
            File.WriteAllText(file, "mine");
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        }

        Trimmer().Trim();
        foreign.ShouldAllBe(file => File.Exists(file));
    }

    [TestMethod]
    public async Task Several_may_trim_while_others_store_and_find()
    {
        _ = _bench.Write(("a.txt", new string('a', 3000)));
        await Parallel.ForAsync(0, 60, (i, _) =>
        {
            var (folder, store) = _bench.Another();
            if (i % 3 == 0)
            {
                new StoreTrimmer(folder, _bench.Clock, Limits).Trim();
            }

            store.Store(StoreBench.Key(i), StoreBench.Result(new string('r', 500)), _bench.Root);
            Should.NotThrow(() => store.Find(StoreBench.Key(i - 1)));
            return ValueTask.CompletedTask;
        });
        Trimmer().Trim();
        _bench.Stored().Sum(file => new FileInfo(file).Length).ShouldBeLessThanOrEqualTo(Limits.MostBytes);
    }

    /// <summary>A minute goes by whenever somebody looks.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private long _minutes;

        public override long GetTimestamp() => ++_minutes * 60 * TimestampFrequency;
    }

    private StoreTrimmer Trimmer() => new(_bench.Folder, _bench.Clock, Limits);

    private string Content(int number, int daysAgo)
    {
        var bytes = new byte[1000];
        bytes[0] = (byte)number;
        var digest = Engine.Hashing.Sha256.Hex(bytes);
        _bench.Store.StoreContent(digest, new MemoryStream(bytes)).ShouldBeTrue();
        var path = _bench.PathOf(CacheLayout.Content, digest);
        File.SetLastWriteTimeUtc(path, _bench.Clock.GetUtcNow().UtcDateTime.AddDays(-daysAgo));
        return path;
    }
}
