using System.Globalization;
using System.Text.Json;

namespace Hooks.Build.Bench.Results;

/// <summary>The results for programs, every value of them.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static async Task<string> WriteAsync(
        string folder, Machine machine, BenchSettings settings, IReadOnlyList<Section> sections, CancellationToken cancellation)
    {
        _ = Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"results-{machine.Time:yyyyMMdd-HHmmss}.json"));
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(
            file,
            new
            {
                Schema = 1,
                machine.Time,
                Machine = machine.Facts.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal),
                settings.Runs,
                settings.Scale,
                Measurements = sections.SelectMany(section => section.Measurements.Select(measurement => new
                {
                    section.Scenario,
                    measurement.Subject,
                    measurement.Variant,
                    measurement.Unit,
                    measurement.Sample.Median,
                    measurement.Sample.Min,
                    measurement.Sample.Max,
                    measurement.Sample.Values,
                })),
            },
            Options,
            cancellation);
        return path;
    }
}
