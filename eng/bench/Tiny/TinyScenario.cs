using System.Globalization;
using Hooks.Build.Bench.Measuring;
using Hooks.Build.Bench.Results;

namespace Hooks.Build.Bench.Tiny;

/// <summary>One process for many tiny C# hooks, against a process for each.</summary>
internal sealed class TinyScenario : IScenario
{
    private const int Programs = 3;
    private const int WarmUps = 2;

    public string Name => "tiny";

    public async Task<Section> RunAsync(BenchSettings settings, CancellationToken cancellation)
    {
        using TemporaryFolder folder = new();
        TinyHooks hooks = new(folder.Path);
        List<TinyRun> ours = [];
        List<double> ready = [];
        List<double> programs = [];
        List<double> shells = [];
        for (var run = -WarmUps; run < Math.Max(11, settings.Runs); run++)
        {
            var whole = await hooks.RunAsync(cancellation);
            var start = await hooks.StartWorkerAsync();
            var program = await TimeAsync(Programs, i => Tool.RunAsync(folder.Path, "dotnet", ["exec", hooks.Program, hooks.FileOf(i + 1)], cancellation));
            var shell = await TimeAsync(TinyHooks.Count, _ => Tool.RunAsync(folder.Path, "sh", ["-c", "true"], cancellation));
            if (run >= 0)
            {
                ours.Add(whole);
                ready.Add(start);
                programs.Add(program * TinyHooks.Count / Programs);
                shells.Add(shell);
            }
        }

        return Report(ours, new Sample(ready), new Sample(programs), new Sample(shells));
    }

    private Section Report(List<TinyRun> ours, Sample ready, Sample programs, Sample shells)
    {
        Sample whole = new(ours.Select(run => run.Whole));
        Sample all = new(ours.Select(run => run.All));
        Sample sinceBegan = new(ours.Select(run => run.All - run.Began));
        Sample sinceReady = all.Less(ready);
        (string Name, Sample Sample)[] rows =
        [
            ("worker ready (by itself, in turn with the others)", ready),
            ("until the first hook's first line runs", new Sample(ours.Select(run => run.Began))),
            ("until the first hook has ended", new Sample(ours.Select(run => run.First))),
            ("until all have ended", all),
            ("until the run is over, the worker gone", whole),
            ("**all hooks, from the first one's first line to the last one's end**", sinceBegan),
            ("all hooks, what is left without the worker's start", sinceReady),
            (string.Create(CultureInfo.InvariantCulture, $"{TinyHooks.Count} processes of `dotnet exec`, one by one ({Programs} measured, scaled)"), programs),
            (string.Create(CultureInfo.InvariantCulture, $"{TinyHooks.Count} processes of `sh -c true`, one by one"), shells),
        ];
        return new Section(
            Name,
            "Tiny C# hooks in one process",
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{TinyHooks.Count} C# hooks, each of which reads a small file and writes a line, through the engine in one worker, at least 11 times. The worker is started anew in each run; the engine is warm. ")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"Against the same in a process each: {programs.Over(whole).Text("0.0")} times as long as the whole run, {programs.Over(sinceBegan).Text("0")} times as long as the hooks themselves."),
                "Checked in each run: every hook read its file and passed.",
            ],
            [new Table(["ms", "median (minimum to maximum)"], [.. rows.Select(row => (string[])[row.Name, row.Sample.Text("0.0")])])],
            [.. rows.Select(row => new Measurement("21 tiny hooks", row.Name, "ms", row.Sample))]);
    }

    private static async Task<double> TimeAsync(int count, Func<int, Task<ToolResult>> run)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += (await run(i)).Milliseconds;
        }

        return sum;
    }
}
