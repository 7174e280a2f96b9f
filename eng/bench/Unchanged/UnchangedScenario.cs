using System.Globalization;
using Hooks.Build.Bench.Measuring;
using Hooks.Build.Bench.Results;
using Hooks.Build.Bench.Workloads;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Bench.Unchanged;

/// <summary>What remembering saves: the documents' workflow with nothing changed, and with some of it changed.</summary>
internal sealed class UnchangedScenario : IScenario
{
    // 590 of 1,380 s, 43 %: the documents save 57 % by running only what changed.
    private static readonly string[] Changed = ["UnitTests", "IntegrationTests", "Coverage", "Lint"];
    private static readonly int Slots = Math.Max(4, Environment.ProcessorCount);

    public string Name => "unchanged";

    public async Task<Section> RunAsync(BenchSettings settings, CancellationToken cancellation)
    {
        var workload = DocumentedWorkloads.All.Single(workload => workload.Name.StartsWith("workflow", StringComparison.Ordinal));
        var all = workload.Steps.Select(step => step.Name).ToList();
        using TemporaryFolder folder = new();
        var remembered = await CachedWorkload.CreateAsync(workload, workload.Second(settings.Scale), folder.Path, cancellation);
        var times = Variants.ToDictionary(variant => variant, _ => new List<double>(), StringComparer.Ordinal);
        _ = await remembered.RunAsync(HookSchedule.Ready, Slots, remembers: true, all, cancellation);
        for (var run = 0; run < settings.Runs; run++)
        {
            await AddAsync("sequential", () => remembered.RunAsync(HookSchedule.Sequential, Slots, remembers: false, all, cancellation));
            await AddAsync("ready", () => remembered.RunAsync(HookSchedule.Ready, Slots, remembers: false, all, cancellation));
            await AddAsync("unchanged", () => remembered.RunAsync(HookSchedule.Ready, Slots, remembers: true, [], cancellation));
            remembered.Edit(Changed);
            await AddAsync("43 % changed, sequential", () => remembered.RunAsync(HookSchedule.Sequential, Slots, remembers: true, Changed, cancellation));
            remembered.Edit(Changed);
            await AddAsync("43 % changed, ready", () => remembered.RunAsync(HookSchedule.Ready, Slots, remembers: true, Changed, cancellation));
        }

        var samples = times.ToDictionary(pair => pair.Key, pair => new Sample(pair.Value), StringComparer.Ordinal);
        return new Section(
            Name,
            "The workflow of 15 steps with results remembered",
            [
                $"The workload of that name, a second of it in {workload.Second(settings.Scale).ToString("0.####", CultureInfo.InvariantCulture)} s, {Slots} at a time at most, each step with 20 files in a git repository; the engine is warm. *sequential* and *ready*: nothing is remembered. *unchanged*: all is. "
                + $"*43 % changed*: a file of each of {string.Join(", ", Changed)} has new content, which together are 590 of the 1,380 s.",
                "Checked in each run: the steps that had to run ran, and no other.",
            ],
            [
                new Table(["", .. Variants], [["ms", .. Variants.Select(variant => samples[variant].Text("0"))]]),
                new Table(
                    ["Ratios", "sequential / unchanged", "ready / unchanged", "saved of sequential by sequential", "saved of ready by ready", "saved of sequential by ready"],
                    [[
                        "workflow",
                        samples["sequential"].Over(samples["unchanged"]).Text("0"),
                        samples["ready"].Over(samples["unchanged"]).Text("0"),
                        Saved("sequential", "43 % changed, sequential"),
                        Saved("ready", "43 % changed, ready"),
                        Saved("sequential", "43 % changed, ready"),
                    ]]),
            ],
            [.. samples.Select(pair => new Measurement(workload.Name, pair.Key, "ms", pair.Value))]);

        async Task AddAsync(string variant, Func<Task<double>> run) => times[variant].Add(await run());

        string Saved(string of, string by) => new Sample(samples[by].Over(samples[of]).Values.Select(ratio => (1 - ratio) * 100)).Text("0.0") + " %";
    }

    private static string[] Variants { get; } = ["sequential", "ready", "unchanged", "43 % changed, sequential", "43 % changed, ready"];
}
