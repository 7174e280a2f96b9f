using System.Globalization;
using Hooks.Build.Bench.Measuring;
using Hooks.Build.Bench.Results;

namespace Hooks.Build.Bench.Builds;

/// <summary>What a build pays for hooks that do nothing.</summary>
internal sealed class BuildScenario : IScenario
{
    private static readonly int[] Sizes = [1, 20, 200];

    public string Name => "build";

    public async Task<Section> RunAsync(BenchSettings settings, CancellationToken cancellation)
    {
        using TemporaryFolder folder = new();
        var package = await PackedPackage.PackAsync(settings.Root, Path.Combine(folder.Path, "feed"), cancellation);
        List<(int Hooks, IReadOnlyDictionary<string, Sample> Samples)> all = [];
        foreach (var size in Sizes)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{size} hooks"));
            all.Add((size, await TakeAsync(
                Path.Combine(folder.Path, size.ToString(CultureInfo.InvariantCulture)), package, size, settings.Runs, cancellation)));
        }

        return new Section(
            Name,
            "What a build pays",
            [
                "`dotnet build --no-restore` of an up-to-date project that references the packed package, as a process, in a repository of its own. *off*: `HooksEnabled=false`. *command*: hooks whose command is `true`. *C#*: hooks that are empty methods, run in one worker process. "
                + "*Exec*: hooks off, and the same commands as batched `Exec` in a target after `Build`. The four take turns, after one build of each that is not counted; *added* and ratios are taken within a round.",
                "Checked in each build: exit code 0, the summary names the number of hooks that passed and each left its log; with hooks off nothing ran; `Exec` returned as many exit codes as there are commands.",
            ],
            [Times(all), Added(all)],
            [.. all.SelectMany(row => row.Samples.Select(sample => new Measurement(
                string.Create(CultureInfo.InvariantCulture, $"{row.Hooks} hooks"), sample.Key, "ms", sample.Value)))]);
    }

    private static async Task<IReadOnlyDictionary<string, Sample>> TakeAsync(
        string folder, PackedPackage package, int hooks, int runs, CancellationToken cancellation)
    {
        var commands = await BuildProject.CreateAsync(Path.Combine(folder, "commands"), package, hooks, areMethods: false, cancellation);
        var methods = await BuildProject.CreateAsync(Path.Combine(folder, "methods"), package, hooks, areMethods: true, cancellation);
        var times = BuildVariant.All.ToDictionary(variant => variant.Name, _ => new List<double>(), StringComparer.Ordinal);
        for (var round = -1; round < runs; round++)
        {
            for (var turn = 0; turn < BuildVariant.All.Count; turn++)
            {
                var variant = BuildVariant.All[(round + 1 + turn) % BuildVariant.All.Count];
                var milliseconds = await variant.BuildAsync(variant.AreMethods ? methods : commands, cancellation);
                if (round >= 0)
                {
                    times[variant.Name].Add(milliseconds);
                }
            }
        }

        return times.ToDictionary(pair => pair.Key, pair => new Sample(pair.Value), StringComparer.Ordinal);
    }

    private static Table Times(IEnumerable<(int Hooks, IReadOnlyDictionary<string, Sample> Samples)> rows) => new(
        ["Hooks, ms of the whole build", .. BuildVariant.All.Select(variant => variant.Name)],
        [.. rows.Select(row => (string[])[
            row.Hooks.ToString(CultureInfo.InvariantCulture), .. BuildVariant.All.Select(variant => row.Samples[variant.Name].Text("0"))])]);

    private static Table Added(IEnumerable<(int Hooks, IReadOnlyDictionary<string, Sample> Samples)> rows) => new(
        ["Hooks", "command: added ms", "C#: added ms", "Exec: added ms", "Exec / command, whole build", "Exec / command, added"],
        [.. rows.Select(row =>
        {
            Sample Over(BuildVariant variant) => row.Samples[variant.Name].Less(row.Samples[BuildVariant.Off.Name]);
            return (string[])
            [
                row.Hooks.ToString(CultureInfo.InvariantCulture),
                Over(BuildVariant.Command).Text("0"),
                Over(BuildVariant.Method).Text("0"),
                Over(BuildVariant.Exec).Text("0"),
                row.Samples[BuildVariant.Exec.Name].Over(row.Samples[BuildVariant.Command.Name]).Text("0.00"),
                (Over(BuildVariant.Exec).Median / Over(BuildVariant.Command).Median).ToString("0.0", CultureInfo.InvariantCulture),
            ];
        })]);
}
