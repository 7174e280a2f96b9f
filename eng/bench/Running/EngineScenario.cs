using System.Globalization;
using Hooks.Build.Bench.Measuring;
using Hooks.Build.Bench.Results;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Running;

namespace Hooks.Build.Bench.Running;

/// <summary>What the engine itself takes, warm and without MSBuild: hooks that do nothing.</summary>
internal sealed class EngineScenario : IScenario
{
    private const int WarmUps = 3;
    private static readonly int[] Sizes = [1, 20, 200];

    public string Name => "engine";

    public async Task<Section> RunAsync(BenchSettings settings, CancellationToken cancellation)
    {
        List<Measurement> measurements = [];
        foreach (var size in Sizes)
        {
            foreach (var areMethods in (bool[])[false, true])
            {
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{size} {(areMethods ? "C# hooks" : "commands")}"));
                measurements.Add(new Measurement(
                    string.Create(CultureInfo.InvariantCulture, $"{size} hooks"), areMethods ? "C#" : "command", "ms",
                    await TakeAsync(size, areMethods, settings.Runs, cancellation)));
            }
        }

        return new Section(
            Name,
            "The engine itself",
            ["Plan read from an assembly, hooks run, report made: in one process, warm, without MSBuild. Commands are `true`; C# hooks are empty methods, and their time is that of starting one worker process. Checked in each run: every hook passed."],
            [new Table(
                ["Hooks, ms", "command", "C#"],
                [.. measurements.GroupBy(measurement => measurement.Subject, StringComparer.Ordinal)
                    .Select(row => (string[])[row.Key, .. row.Select(measurement => measurement.Sample.Text("0.0"))])])],
            measurements);
    }

    private static async Task<Sample> TakeAsync(int size, bool areMethods, int runs, CancellationToken cancellation)
    {
        using TemporaryFolder folder = new();
        var assembly = EmptyHooks.Build(folder.Path, size, areMethods);
        List<double> times = [];
        for (var run = -WarmUps; run < runs; run++)
        {
            var started = TimeProvider.System.GetTimestamp();
            var report = await RunAsync(assembly, folder.Path, cancellation);
            var elapsed = TimeProvider.System.GetElapsedTime(started);
            if (!report.Succeeded || report.Count(HookOutcome.Succeeded) != size)
            {
                throw new BenchException($"{size} empty hooks: {Texts.Summary(report)}");
            }

            if (run >= 0)
            {
                times.Add(elapsed.TotalMilliseconds);
            }
        }

        return new Sample(times);
    }

    private static Task<RunReport> RunAsync(string assembly, string folder, CancellationToken cancellation)
    {
        RunRequest request = new() { RepositoryRoot = folder, LogDirectory = Path.Combine(folder, "logs") };
        WorkerOptions worker = new() { Dotnet = "dotnet", WorkerAssembly = Repository.Worker, HooksAssembly = assembly };
        return HookEngine.RunAsync(PlanReader.Read(assembly), request, EngineServices.Create(worker), new QuietObserver(), cancellation);
    }
}
