using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Tests.Scheduling;

namespace Hooks.Build.Engine.Tests.Caching.Store;

/// <summary>Whatever becomes of the files of a store: what it gives is what was stored, or nothing.</summary>
[TestClass]
public sealed class StoreCorruptionTests
{
    private const int Results = 3;

    [TestMethod]
    public void A_thousand_corruptions_give_no_wrong_result_and_no_failure()
    {
        using StoreBench bench = new();
        var stored = Fill(bench);
        var files = bench.Stored().ToDictionary(file => file, File.ReadAllBytes, StringComparer.Ordinal);
        var misses = 0;
        for (var seed = 0; seed < 1000; seed++)
        {
            Dice dice = new(seed);
            var file = dice.Of([.. files.Keys]);
            var other = dice.Of([.. files.Keys.Where(path => path != file)]);
            var damage = Damage(dice, file, other);
            for (var i = 0; i < Results; i++)
            {
                misses += IsMiss(bench, i, stored[i], $"seed {seed}: {damage}") ? 1 : 0;
            }

            foreach (var path in new[] { file, other })
            {
                // A new file: some file systems wait for the disk when one is overwritten.
                File.Delete(path);
                File.WriteAllBytes(path, files[path]);
            }
        }

        bench.Warnings.ShouldBeEmpty();
        // Each damage hits one or two of the files of three results.
        misses.ShouldBeInRange(500, 2500);
    }

    private static CachedResult[] Fill(StoreBench bench)
    {
        var stored = new CachedResult[Results];
        for (var i = 0; i < Results; i++)
        {
            stored[i] = StoreBench.Everything(bench.Write(
                ($"{i}/a.txt", $"content {i}"), ($"{i}/b.txt", new string((char)('0' + i), 10 + i)))) with
            { Reason = $"reason {i}" };
            bench.Store.Store(StoreBench.Key(i), stored[i], bench.Root);
        }

        return stored;
    }

    private static bool IsMiss(StoreBench bench, int i, CachedResult stored, string damage)
    {
        var key = StoreBench.Key(i);
        Directory.Delete(bench.In($"{i}"), recursive: true);
        var found = bench.Store.Find(key);
        var isRestored = found is not null && OutputRestorer.Restore(bench.Store, found.Outputs, bench.Root);
        if (found is not null)
        {
            ResultEntry.Write(key, found).ShouldBe(ResultEntry.Write(key, stored), damage);
        }

        if (isRestored)
        {
            OutputCollector.Collect(bench.Root, [$"{i}/a.txt", $"{i}/b.txt"]).ShouldBe(stored.Outputs, damage);
        }
        else
        {
            Directory.Exists(bench.In($"{i}")).ShouldBeFalse(damage);
            _ = Directory.CreateDirectory(bench.In($"{i}"));
        }

        return !isRestored;
    }

    private static string Damage(Dice dice, string file, string other)
    {
        var bytes = File.ReadAllBytes(file);
        var kind = dice.Of("truncate", "flip", "delete", "replace", "append", "zero", "swap");
        switch (kind)
        {
            case "truncate":
                File.WriteAllBytes(file, bytes[..dice.Below(bytes.Length)]);
                break;
            case "flip":
                bytes[dice.Below(bytes.Length)] ^= (byte)(1 << dice.Below(8));
                File.WriteAllBytes(file, bytes);
                break;
            case "delete":
                File.Delete(file);
                break;
            case "replace":
                File.Copy(other, file, overwrite: true);
                break;
            case "append":
                File.WriteAllBytes(file, [.. bytes, (byte)dice.Below(256)]);
                break;
            case "zero":
                bytes.AsSpan(dice.Below(bytes.Length)).Clear();
                File.WriteAllBytes(file, bytes);
                break;
            default:
                File.Copy(other, file, overwrite: true);
                File.WriteAllBytes(other, bytes);
                break;
        }

        return $"{kind} {file}";
    }
}
