namespace Hooks.Build.Engine.Statistics;

/// <summary>What a number of times have in common. All are zero where there are none.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Total">Their sum.</param>
/// <param name="Mean">The sum by the number.</param>
/// <param name="Median">The one in the middle of the sorted times; of an even number the mean of the two in the middle.</param>
/// <param name="P95">Nearest rank: the smallest of the times that at least 95 % of them do not exceed, which is one of them.</param>
/// <param name="Longest">The longest.</param>
public sealed record Distribution(int Count, TimeSpan Total, TimeSpan Mean, TimeSpan Median, TimeSpan P95, TimeSpan Longest)
{
    /// <summary>Of no times.</summary>
    public static Distribution None { get; } = new(0, default, default, default, default, default);

    /// <summary>Takes the figures of times in any order.</summary>
    public static Distribution Of(IEnumerable<TimeSpan> times)
    {
        var sorted = times.ToArray();
        if (sorted.Length == 0)
        {
            return None;
        }

        Array.Sort(sorted);
        var total = sorted.Aggregate(TimeSpan.Zero, (sum, time) => sum + time);
        var median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return new Distribution(sorted.Length, total, total / sorted.Length, median, sorted[Rank(sorted.Length) - 1], sorted[^1]);
    }

    // In whole numbers: 0.95 is none that a computer has.
    private static int Rank(int count) => (int)(((95L * count) + 99) / 100);
}
