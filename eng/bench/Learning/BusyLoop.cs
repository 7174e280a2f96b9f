using System.Globalization;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Running;

namespace Hooks.Build.Bench.Learning;

/// <summary>A command that computes for a while, on one core.</summary>
internal sealed class BusyLoop
{
    private readonly double _turnsOfSecond;

    private BusyLoop(double turnsOfSecond) => _turnsOfSecond = turnsOfSecond;

    /// <summary>Finds out how fast this machine is, by processor time: others may compute as well.</summary>
    public static async Task<BusyLoop> MeasureAsync(CancellationToken cancellation)
    {
        const int Turns = 400_000;
        var environment = HookEnvironment.OfThisProcess();
        var launcher = EngineServices.Create(worker: null).Launcher;
        List<double> seconds = [];
        for (var run = 0; run < 5; run++)
        {
            cancellation.ThrowIfCancellationRequested();
            var exit = await launcher.Start(new ProcessStart("/bin/sh", Command(Turns).Skip(1).ToList(), "/", environment, _ => { })).Completion;
            seconds.Add(exit.ProcessorTime?.TotalSeconds ?? throw new BenchException("The processor time of a process is not known here."));
        }

        return new BusyLoop(Turns / seconds.Min());
    }

    /// <summary>The command that takes a time.</summary>
    public IReadOnlyList<string> Of(double seconds) => Command((int)(seconds * _turnsOfSecond));

    private static IReadOnlyList<string> Command(int turns) =>
        ["sh", "-c", string.Create(CultureInfo.InvariantCulture, $"i=0; while [ $i -lt {turns} ]; do i=$((i+1)); done")];
}
