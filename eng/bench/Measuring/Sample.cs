using System.Globalization;

namespace Hooks.Build.Bench.Measuring;

/// <summary>What was measured several times.</summary>
internal sealed record Sample
{
    private readonly double[] _sorted;

    /// <summary>Takes the values in any order.</summary>
    public Sample(IEnumerable<double> values)
    {
        Values = [.. values];
        _sorted = [.. Values.Order()];
    }

    /// <summary>The values as they came.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>The middle value; the mean of the two in the middle where their number is even.</summary>
    public double Median => (_sorted[(_sorted.Length - 1) / 2] + _sorted[_sorted.Length / 2]) / 2;

    /// <summary>The smallest.</summary>
    public double Min => _sorted[0];

    /// <summary>The largest.</summary>
    public double Max => _sorted[^1];

    /// <summary>The values against those of the same runs of another.</summary>
    public Sample Over(Sample other) => new(Values.Zip(other.Values, (mine, theirs) => mine / theirs));

    /// <summary>The values less those of the same runs of another.</summary>
    public Sample Less(Sample other) => new(Values.Zip(other.Values, (mine, theirs) => mine - theirs));

    /// <summary>Median, minimum and maximum, such as <c>12.3 (11.9 to 14.0)</c>.</summary>
    public string Text(string format) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({Min.ToString(format, CultureInfo.InvariantCulture)} to {Max.ToString(format, CultureInfo.InvariantCulture)})");
}
