using System.Globalization;
using Hooks.Build.Bench.Builds;
using Hooks.Build.Bench.Measuring;
using Hooks.Build.Bench.Results;

namespace Hooks.Build.Bench.Caching;

/// <summary>What a build pays for hooks that need not run.</summary>
internal sealed class CachedScenario : IScenario
{
    // Files, and at least how many rounds.
    private static readonly (int Files, int Runs)[] Sizes = [(10_000, 15), (100_000, 5)];

    public string Name => "cached";

    public async Task<Section> RunAsync(BenchSettings settings, CancellationToken cancellation)
    {
        using TemporaryFolder folder = new();
        var package = await PackedPackage.PackAsync(settings.Root, Path.Combine(folder.Path, "feed"), cancellation);
        List<CachedSamples> samples = [];
        foreach (var (files, runs) in Sizes)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{files} files"));
            samples.Add(await CachedSamples.TakeAsync(
                Path.Combine(folder.Path, files.ToString(CultureInfo.InvariantCulture)), package, files, Math.Max(runs, settings.Runs), cancellation));
        }

        return new Section(
            Name,
            "A build in which every result is remembered",
            [
                $"`dotnet build --no-restore` of an up-to-date project with {CachedRepository.Hooks} hooks, half commands and half C#, each of which depends on every file of the repository beside the project. *off*: `HooksEnabled=false`. *on*: nothing changed since a run without findings, "
                + "which one task finds by looking at the status of every file and folder. *no stamp*: what that task reads was removed, so that the engine looks up every result. *one file touched*: a file has a new time and its old content. "
                + $"The four take turns, at least {Sizes[0].Runs} times with 10,000 files and {Sizes[1].Runs} times with 100,000; *added* is taken within a round.",
                "Checked in each build: with *off* and *on* no run was logged; else the summary says that all results are remembered.",
            ],
            [Times(samples), Added(samples), Parts(samples)],
            [.. samples.SelectMany(Measurements)]);
    }

    private static Table Times(IEnumerable<CachedSamples> samples) => new(
        ["Files, ms of the whole build", .. CachedVariant.All.Select(variant => variant.Name)],
        [.. samples.Select(sample => (string[])[Count(sample.Files), .. CachedVariant.All.Select(variant => sample.Whole[variant.Name].Text("0"))])]);

    private static Table Added(IEnumerable<CachedSamples> samples) => new(
        ["Files, added", .. CachedVariant.All.Skip(1).SelectMany(variant => (string[])[$"{variant.Name}: ms", "%"])],
        [.. samples.Select(sample => (string[])
        [
            Count(sample.Files),
            .. CachedVariant.All.Skip(1).SelectMany(variant => (string[])
            [
                sample.Added(variant).Text("0"),
                new Sample(sample.Added(variant).Over(sample.Whole[CachedVariant.Off.Name]).Values.Select(ratio => ratio * 100)).Median.ToString(
                    "0.0", CultureInfo.InvariantCulture),
            ]),
        ])]);

    private static Table Parts(IEnumerable<CachedSamples> samples) => new(
        ["Files, ms of the hooks' task by MSBuild's account", .. CachedVariant.All.Skip(1)
            .Select(variant => variant.Name), "looking at all, warm", "files and folders looked at"],
        [.. samples.Select(sample => (string[])
        [
            Count(sample.Files),
            .. CachedVariant.All.Skip(1).Select(variant => sample.OfTask[variant.Name].Text("0")),
            sample.Looking.Text("0.0"),
            Count(sample.Looked),
        ])]);

    private static IEnumerable<Measurement> Measurements(CachedSamples sample)
    {
        var subject = string.Create(CultureInfo.InvariantCulture, $"{sample.Files} files");
        return
        [
            .. CachedVariant.All.Select(variant => new Measurement(subject, variant.Name, "ms", sample.Whole[variant.Name])),
            .. CachedVariant.All.Skip(1).Select(variant => new Measurement(subject, variant.Name + ", task", "ms", sample.OfTask[variant.Name])),
            new Measurement(subject, "looking, warm", "ms", sample.Looking),
        ];
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
