using Hooks.Build.Engine.Commands;
using Hooks.Build.Engine.Tests.Scheduling;

namespace Hooks.Build.Engine.Tests.Commands;

[TestClass]
public sealed class FileBatchesTests
{
    [TestMethod]
    public void Batches_hold_every_file_once_in_order_and_fit_the_limit() =>
        Dice.ForEachSeed(seed =>
        {
            Dice dice = new(seed);
            string[] files = [.. Enumerable.Range(0, dice.Below(200)).Select(_ => new string(dice.Of('a', 'é'), 1 + dice.Below(50)))];
            var limit = 200 + dice.Below(1000);
            var fixedBytes = dice.Below(200);
            var batches = FileBatches.Split(files, fixedBytes, limit);
            batches.SelectMany(batch => batch).ShouldBe(files);
            batches.ShouldAllBe(batch => batch.Count == 1 || fixedBytes + batch.Sum(FileBatches.Cost) <= limit);
            batches.ShouldAllBe(batch => batch.Count > 0);
        });

    [TestMethod]
    public void No_files_make_no_batch() => FileBatches.Split([], 0, 1000).ShouldBeEmpty();

    [TestMethod]
    public void A_file_too_long_for_the_limit_gets_a_batch_of_its_own() => FileBatches.Split(["a", new string('x', 500), "b"], 0, 100).Count.ShouldBe(3);

    [TestMethod]
    public void Spread_batches_hold_every_file_once_and_in_order_and_fit_the_limit() =>
        Dice.ForEachSeed(seed =>
        {
            Dice dice = new(seed);
            string[] files = [.. Enumerable.Range(0, dice.Below(200)).Select(i => $"{i:000}{new string(dice.Of('a', 'é'), 1 + dice.Below(50))}")];
            long[] sizes = [.. files.Select(_ => (long)(dice.OneIn(5) ? dice.Below(10_000_000) : dice.Below(5000)))];
            var limit = 200 + dice.Below(2000);
            var fixedBytes = dice.Below(200);
            var batches = FileBatches.Spread(files, sizes, fixedBytes, limit, 1 + dice.Below(8));
            batches.SelectMany(batch => batch).ShouldBe(files, ignoreOrder: true);
            batches.ShouldAllBe(batch => batch.Count == 1 || fixedBytes + batch.Sum(FileBatches.Cost) <= limit);
            batches.ShouldAllBe(batch => batch.Count > 0 && batch.Order(StringComparer.Ordinal).SequenceEqual(batch));
        });

    [TestMethod]
    [DataRow(8, 4, 4)]
    [DataRow(7, 4, 4)]
    [DataRow(3, 4, 3)]
    [DataRow(100, 1, 1)]
    public void Files_are_spread_over_the_cores(int files, int cores, int batches) =>
        FileBatches.Spread([.. Enumerable.Range(0, files).Select(i => $"f{i}")], new long[files], 0, 100_000, cores).Count.ShouldBe(batches);

    [TestMethod]
    public void Batches_are_about_equally_large() =>
        FileBatches.Spread(["a", "b", "c", "d", "e"], [1_000_000, 1_000_000, 900_000, 1_100_000, 2_000_000], 0, 100_000, 3)
            .Select(batch => string.Concat(batch)).ShouldBe(["e", "ab", "cd"], ignoreOrder: true);

    [TestMethod]
    public void The_batch_with_most_to_do_starts_first() =>
        FileBatches.Spread(["small", "large"], [1, 1_000_000], 0, 100_000, 2).Select(batch => batch.Single()).ShouldBe(["large", "small"]);

    [TestMethod]
    public void Where_the_limit_asks_for_more_batches_no_core_is_left_out_of_the_last_round() =>
        FileBatches.Spread([.. Enumerable.Range(0, 1000).Select(i => $"file{i:00000}")], new long[1000], 0, 7000, 2).Count.ShouldBe(4);

    [TestMethod]
    public void Ten_thousand_files_are_split() =>
        FileBatches.Split(
            [.. Enumerable.Range(0, 10_000).Select(i => $"src/some/folder/of/the/repository/File{i}.cs")],
            0,
            FileBatches.Limit("tool")).Count.ShouldBeGreaterThan(0);

    [TestMethod]
    public void Scripts_of_cmd_have_the_tightest_limit() =>
        (FileBatches.Limit("x.cmd", onWindows: true) is < 8192 and var limit
            && FileBatches.Limit("X.BAT", onWindows: true) == limit
            && FileBatches.Limit("x.exe", onWindows: true) > limit).ShouldBeTrue();
}
