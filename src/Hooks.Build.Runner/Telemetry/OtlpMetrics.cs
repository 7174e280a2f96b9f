using System.Diagnostics.Metrics;
using System.Globalization;

namespace Hooks.Build.Runner.Telemetry;

/// <summary><c>ExportMetricsServiceRequest</c>: what was measured, as sums and histograms of one span of time.</summary>
internal static class OtlpMetrics
{
    // Seconds; the conventions' own, and as far on as hooks take.
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

    /// <summary>Writes the request.</summary>
    /// <param name="writer">To where.</param>
    /// <param name="resource">Of whom.</param>
    /// <param name="measured">What was measured.</param>
    /// <param name="from">The begin of what was measured.</param>
    /// <param name="to">Its end.</param>
    /// <param name="isCumulative">As the only part of what grows, instead of what came anew.</param>
    public static void Write(OtlpWriter writer, IReadOnlyList<KeyValuePair<string, object?>> resource, IReadOnlyList<Measured> measured, DateTimeOffset from, DateTimeOffset to, bool isCumulative) =>
        writer.Messages(1, "resourceMetrics", [one =>
        {
            OtlpValues.WriteResource(one, resource);
            one.Messages(2, "scopeMetrics", [scope =>
            {
                OtlpValues.WriteScope(scope);
                scope.Messages(2, "metrics", measured.GroupBy(value => value.Instrument).Select<IGrouping<Instrument, Measured>, Action<OtlpWriter>>(values => metric => WriteMetric(metric, values, from, to, isCumulative)));
            }]);
        }]);

    private static void WriteMetric(OtlpWriter writer, IGrouping<Instrument, Measured> values, DateTimeOffset from, DateTimeOffset to, bool isCumulative)
    {
        var instrument = values.Key;
        var isSum = instrument is Counter<long>;
        writer.Text(1, "name", instrument.Name);
        writer.Text(2, "description", instrument.Description ?? "");
        writer.Text(3, "unit", instrument.Unit ?? "");
        writer.Message(isSum ? 7 : 9, isSum ? "sum" : "histogram", data =>
        {
            data.Messages(1, "dataPoints", values.GroupBy(value => string.Join('\0', value.Tags.Select(tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}\0{tag.Value}"))), StringComparer.Ordinal)
                .Select<IGrouping<string, Measured>, Action<OtlpWriter>>(series => point =>
                {
                    point.Fixed(2, "startTimeUnixNano", OtlpValues.Nanoseconds(from.UtcDateTime));
                    point.Fixed(3, "timeUnixNano", OtlpValues.Nanoseconds(to.UtcDateTime));
                    if (isSum)
                    {
                        point.Fixed(6, "asInt", (ulong)series.Sum(value => value.Value));
                        OtlpValues.WriteAttributes(point, 7, series.First().Tags);
                    }
                    else
                    {
                        WriteHistogram(point, [.. series.Select(value => value.Value)]);
                        OtlpValues.WriteAttributes(point, 9, series.First().Tags);
                    }
                }));
            data.Small(2, "aggregationTemporality", isCumulative ? 2 : 1);
            if (isSum)
            {
                data.Flag(3, "isMonotonic", value: true);
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

        writer.Fixed(4, "count", (ulong)values.Count);
        writer.Double(5, "sum", values.Sum());
        writer.Counts(6, "bucketCounts", counts);
        writer.Doubles(7, "explicitBounds", Bounds);
        writer.Double(11, "min", values.Min());
        writer.Double(12, "max", values.Max());
    }
}
