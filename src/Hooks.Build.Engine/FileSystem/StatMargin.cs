namespace Hooks.Build.Engine.FileSystem;

/// <summary>File systems tell time in ticks: what was written in the tick in which it was read may have been written again since, unseen.</summary>
internal static class StatMargin
{
    /// <summary>More than the longest tick, which is FAT's.</summary>
    public const long Seconds = 3;

    // Linux keeps file times by the tick of its timer, 10 ms at most; a time without a fraction comes of a file system that counts seconds, or two.
    private const long Tick = 20_000_000;
    private const long Second = 1_000_000_000;

    /// <summary>The present.</summary>
    public static FileTime Now()
    {
        var now = TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch;
        return new FileTime(now.Ticks / TimeSpan.TicksPerSecond, (uint)(now.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick));
    }

    /// <summary>Whether a file is old enough at some time that a later change of it must show in its status.</summary>
    public static bool IsSettled(FileStatus status, FileTime at)
    {
        if (!status.IsDetailed)
        {
            // Windows: 100 ns, FAT aside.
            return status.Modified.Seconds + (2 * TimeSpan.TicksPerSecond) < (DateTime.UnixEpoch.Ticks + (at.Seconds * TimeSpan.TicksPerSecond));
        }

        var margin = IsFine(status) ? Tick : Seconds * Second;
        return Age(status.Modified, at) > margin && Age(status.Changed, at) > margin;
    }

    /// <summary>Whether the times of a file are of a system that counts less than seconds, as far as they tell.</summary>
    public static bool IsFine(FileStatus status) => !status.IsDetailed || status.Modified.Nanoseconds != 0 || status.Changed.Nanoseconds != 0;

    /// <summary>Whether a time is so long before another one that what happened at the one cannot be taken for what happened at the other.</summary>
    public static bool IsBefore(FileTime time, FileTime at) => Age(time, at) > (time.Nanoseconds == 0 ? Seconds * Second : Tick);

    private static long Age(FileTime time, FileTime at) => ((at.Seconds - time.Seconds) * Second) + at.Nanoseconds - time.Nanoseconds;
}
