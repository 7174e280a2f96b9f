using System.Globalization;
using System.Text;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>
/// Keeps the store within its limits by forgetting what was not used for the longest time. Several processes may do that at once, and others read and
/// write meanwhile: what is deleted under them is a miss.
/// </summary>
internal sealed class StoreTrimmer(CacheFolder folder, TimeProvider clock, StoreLimits limits)
{
    private const string Ledger = "trimmed";

    // Looked at early when so much of the limit was stored since, and emptied to below the limit, so that it is not looked at again at once.
    private const int EarlyPart = 8;
    private const double Keep = 0.9;
    private static readonly TimeSpan DraftAge = TimeSpan.FromHours(1);

    /// <summary>Forgets, if it is time for that. To be called at the end of a run; does nothing where the run stored nothing.</summary>
    /// <returns>Whether it was time.</returns>
    public bool TrimIfDue()
    {
        if (folder.Written == 0)
        {
            return false;
        }

        var path = Path.Combine(folder.Ours, Ledger);
        var now = clock.GetUtcNow();
        var (last, stored) = Parse(folder.Read(path), now);
        stored += folder.Written;
        // A last time that is to come: a clock went backwards.
        var isDue = now - last >= limits.Interval || last > now || stored >= limits.MostBytes / EarlyPart;
        if (isDue)
        {
            // Told first, so that another process that ends now does not do the same.
            (last, stored) = (now, 0);
        }

        _ = folder.Write(path, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.ToUnixTimeSeconds()} {stored}")));
        if (isDue)
        {
            Trim();
        }

        return isDue;
    }

    /// <summary>Forgets what is too old or too much, as far as there is time.</summary>
    public void Trim()
    {
        var start = clock.GetTimestamp();
        var now = clock.GetUtcNow().UtcDateTime;
        List<(FileInfo File, DateTime Used, long Size)> kept = [];
        var total = 0L;
        // Whoever is always out of time comes to every part sooner or later.
        foreach (var shard in CacheLayout.Folders(folder.Ours, (int)(now.Ticks / TimeSpan.TicksPerMillisecond % byte.MaxValue)))
        {
            foreach (var file in CacheLayout.FilesIn(shard))
            {
                var used = file.LastWriteTimeUtc;
                if (now - used > (CacheLayout.IsDraft(file) ? DraftAge : limits.Unused))
                {
                    CacheFolder.Drop(file.FullName);
                }
                else
                {
                    kept.Add((file, used, file.Length));
                    total += file.Length;
                }
            }

            if (clock.GetElapsedTime(start) > limits.Patience)
            {
                break;
            }
        }

        if (total <= limits.MostBytes)
        {
            return;
        }

        kept.Sort((one, other) => one.Used.CompareTo(other.Used));
        for (var i = 0; i < kept.Count && total > limits.MostBytes * Keep && clock.GetElapsedTime(start) <= limits.Patience; i++)
        {
            CacheFolder.Drop(kept[i].File.FullName);
            total -= kept[i].Size;
        }
    }

    /// <summary>Deletes the note of when the store was last looked at.</summary>
    public static void Forget(string version) => CacheFolder.Drop(Path.Combine(version, Ledger));

    private static (DateTimeOffset Last, long Stored) Parse(byte[]? ledger, DateTimeOffset now)
    {
        if (ledger is null)
        {
            return (now, 0);
        }

        var parts = Encoding.ASCII.GetString(ledger).Split(' ');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var stored)
            ? (DateTimeOffset.FromUnixTimeSeconds(seconds), stored)
            : (DateTimeOffset.UnixEpoch, 0);
    }
}
