using System.Diagnostics.Metrics;
using System.Globalization;

namespace Hooks.Build.Runner.Telemetry;

/// <summary><c>ExportMetricsServiceRequest</c>: what was measured, as sums and histograms of one span of time.</summary>
internal static class OtlpMetrics
{
    // Fields of a metric.
    private const int Sum = 7;
    private const int Histogram = 9;

    private const int Delta = 1;
    private const int Cumulative = 2;

    // Seconds; the conventions' own, and as far on as hooks take.
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

    /// <summary>The request.</summary>
    /// <param name="resource">Of whom.</param>
    /// <param name="measured">What was measured.</param>
    /// <param name="from">The begin of what was measured.</param>
    /// <param name="to">Its end.</param>
    /// <param name="isCumulative">As the only part of what grows, instead of what came anew.</param>
    public static byte[] Written(
        IReadOnlyList<KeyValuePair<string, object?>> resource, IReadOnlyList<Measured> measured, DateTimeOffset from, DateTimeOffset to, bool isCumulative) =>
        OtlpWriter.Written(request => request.Message(1, one =>
        {
            OtlpValues.WriteResource(one, resource);
            one.Message(2, scope =>
            {
                OtlpValues.WriteScope(scope);
                foreach (var values in measured.GroupBy(value => value.Instrument))
                {
                    scope.Message(2, metric => WriteMetric(metric, values, from, to, isCumulative));
                }
            });
        }));

    private static void WriteMetric(OtlpWriter writer, IGrouping<Instrument, Measured> values, DateTimeOffset from, DateTimeOffset to, bool isCumulative)
    {
        var instrument = values.Key;
        var isSum = instrument is Counter<long>;
        writer.Text(1, instrument.Name);
        writer.Text(2, instrument.Description ?? "");
        writer.Text(3, instrument.Unit ?? "");
        writer.Message(isSum ? Sum : Histogram, data =>
        {
            foreach (var series in values.GroupBy(
                value => string.Join('\0', value.Tags.Select(tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}\0{tag.Value}"))),
                StringComparer.Ordinal))
            {
                data.Message(1, point =>
                {
                    point.Fixed(2, OtlpValues.Nanoseconds(from.UtcDateTime));
                    point.Fixed(3, OtlpValues.Nanoseconds(to.UtcDateTime));
                    if (isSum)
                    {
                        point.Fixed(6, (ulong)series.Sum(value => value.Value));
                        OtlpValues.WriteAttributes(point, 7, series.First().Tags);
                    }
                    else
                    {
                        WriteHistogram(point, [.. series.Select(value => value.Value)]);
                        OtlpValues.WriteAttributes(point, 9, series.First().Tags);
                    }
                });
            }

            data.Number(2, isCumulative ? Cumulative : Delta);
            if (isSum)
            {
                data.Flag(3, value: true);
            }
        });
    }

    private static void WriteHistogram(OtlpWriter writer, IReadOnlyList<double> values)
    {
        var counts = new ulong[Bounds.Length + 1];
        foreach (var value in values)
        {
            var bucket = Array.FindIndex(Bounds, bound => value <= bound);
            counts[bucket < 0 ? Bounds.Length : bucket]++;
        }

        writer.Fixed(4, (ulong)values.Count);
        writer.Double(5, values.Sum());
        writer.Fixed(6, counts);
        writer.Fixed(7, [.. Bounds.Select(BitConverter.DoubleToUInt64Bits)]);
        writer.Double(11, values.Min());
        writer.Double(12, values.Max());
    }
}
