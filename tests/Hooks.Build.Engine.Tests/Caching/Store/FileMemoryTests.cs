using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Tests.Scheduling;

namespace Hooks.Build.Engine.Tests.Caching.Store;

[TestClass]
public sealed class FileMemoryTests : IDisposable
{
    private const string Key = "base key";
    private readonly StoreBench _bench = new();

    public void Dispose()
    {
        _bench.Warnings.ShouldBeEmpty();
        _bench.Dispose();
    }

    [TestMethod]
    public void Files_that_passed_are_known_to_the_next_run()
    {
        Save(1, 2);
        Open().Knows(Mark(1)).ShouldBeTrue();
        Open().Knows(Mark(2)).ShouldBeTrue();
        Open().Knows(Mark(3)).ShouldBeFalse();
    }

    [TestMethod]
    public void A_mark_is_the_beginning_of_a_digest()
    {
        byte[] digest = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        Fingerprint.Of(digest).ShouldBe(Fingerprint.Of(digest.AsSpan(0, Fingerprint.Size)));
        Fingerprint.Of(digest).ShouldNotBe(Fingerprint.Of(digest.AsSpan(1)));
    }

    [TestMethod]
    public void What_is_not_saved_is_not_known_to_others()
    {
        Open().Add(Mark(1));
        Open().Knows(Mark(1)).ShouldBeFalse();
        _bench.Stored().ShouldBeEmpty();
    }

    [TestMethod]
    public void A_run_that_learned_nothing_writes_nothing()
    {
        Save(1);
        var file = _bench.Stored().ShouldHaveSingleItem();
        File.SetLastWriteTimeUtc(file, _bench.Clock.GetUtcNow().UtcDateTime.AddHours(-1));
        var time = File.GetLastWriteTimeUtc(file);
        Save(1);
        File.GetLastWriteTimeUtc(file).ShouldBe(time);
    }

    [TestMethod]
    public void Another_base_key_is_another_memory()
    {
        Save(1);
        FileMemory.Open(_bench.Folder, "other key", _bench.Clock).Knows(Mark(1)).ShouldBeFalse();
    }

    [TestMethod]
    public void A_file_in_the_place_of_another_is_empty()
    {
        Save(1);
        var mine = _bench.Stored()[0];
        var other = FileMemory.Open(_bench.Folder, "other key", _bench.Clock);
        other.Add(Mark(2));
        other.Save();
        File.Copy(_bench.Stored().First(file => file != mine), mine, overwrite: true);
        Open().Count.ShouldBe(0);
    }

    [TestMethod]
    public void What_two_runs_learned_at_once_is_kept()
    {
        Save(1);
        var (one, other) = (Open(), Open());
        one.Add(Mark(2));
        other.Add(Mark(3));
        one.Save();
        other.Save();
        Open().Count.ShouldBe(3);
    }

    [TestMethod]
    public void Beyond_the_bound_those_go_that_were_not_asked_for_the_longest_time()
    {
        Save(1, 2, 3, 4);
        var memory = Open(most: 4);
        memory.Knows(Mark(1)).ShouldBeTrue();
        memory.Add(Mark(5));
        memory.Add(Mark(6));
        memory.Save();
        var after = Open();
        Enumerable.Range(1, 6).Where(i => after.Knows(Mark(i))).ShouldBe([1, 4, 5, 6]);
    }

    [TestMethod]
    public void Files_may_be_asked_for_and_added_by_several_threads()
    {
        var memory = Open();
        _ = Parallel.For(0, 10_000, i =>
        {
            memory.Add(Mark(i));
            memory.Knows(Mark(i)).ShouldBeTrue();
        });
        memory.Save();
        Open().Count.ShouldBe(10_000);
    }

    [TestMethod]
    public void Any_set_of_files_comes_back_whatever_its_size() => Dice.ForEachSeed(
        seed =>
        {
            Dice dice = new(seed);
            var key = $"{seed}";
            HashSet<Fingerprint> marks = [.. Enumerable.Range(0, dice.Below(200)).Select(_ => Random(dice))];
            var memory = FileMemory.Open(_bench.Folder, key, _bench.Clock);
            foreach (var mark in marks)
            {
                memory.Add(mark);
            }

            memory.Save();
            var again = FileMemory.Open(_bench.Folder, key, _bench.Clock);
            again.Count.ShouldBe(marks.Count);
            marks.ShouldAllBe(mark => again.Knows(mark));
            again.Knows(Random(dice)).ShouldBeFalse();
        },
        times: 100);

    [TestMethod]
    public void A_damaged_file_is_empty_or_as_it_was() => Dice.ForEachSeed(
        seed =>
        {
            Dice dice = new(seed);
            var owner = new byte[32];
            Fingerprint[] marks = [.. Enumerable.Range(0, 1 + dice.Below(50)).Select(_ => Random(dice))];
            var bytes = FingerprintList.Write(owner, marks);
            byte[] damaged = dice.Below(4) switch
            {
                0 => bytes[..dice.Below(bytes.Length)],
                1 => [.. bytes, .. new byte[1 + dice.Below(40)]],
                2 => [.. bytes[..^Fingerprint.Size], .. bytes],
                _ => [.. bytes],
            };
            if (damaged.Length == bytes.Length)
            {
                damaged[dice.Below(damaged.Length)] ^= (byte)(1 + dice.Below(255));
            }

            FingerprintList.Read(owner, damaged).Length.ShouldBe(0);
            FingerprintList.Read(owner, bytes).ToArray().ShouldBe(marks);
        },
        times: 1000);

    private static Fingerprint Mark(int number) => new((ulong)number, (ulong)number * 31);

    private static Fingerprint Random(Dice dice) =>
        new(((ulong)dice.Below(int.MaxValue) << 31) | (uint)dice.Below(int.MaxValue), ((ulong)dice.Below(int.MaxValue) << 31) | (uint)dice.Below(int.MaxValue));

    private FileMemory Open(int most = FileMemory.Most) => FileMemory.Open(_bench.Folder, Key, _bench.Clock, most);

    private void Save(params int[] numbers)
    {
        var memory = Open();
        foreach (var number in numbers)
        {
            memory.Add(Mark(number));
        }

        memory.Save();
    }
}
