using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>A hook that was started.</summary>
/// <param name="hook">The hook.</param>
/// <param name="load">What it takes.</param>
/// <param name="cores">Its share of cores.</param>
/// <param name="queued">How long it waited though it was ready.</param>
/// <param name="started">When, since the run began.</param>
internal sealed class RunningHook(PlannedHook hook, HookLoad load, int cores, TimeSpan queued, TimeSpan started) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public PlannedHook Hook { get; } = hook;

    /// <summary>What it takes now.</summary>
    public HookLoad Load { get; set; } = load;

    /// <summary>What it was seen to use; <see langword="null"/> where nobody looked.</summary>
    public CoreLook? Look { get; set; }

    /// <summary>How long after the last look the next is due.</summary>
    public TimeSpan NextLook { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many times nobody could tell what it uses.</summary>
    public int VainLooks { get; set; }

    public int Cores { get; } = cores;

    public TimeSpan Started { get; } = started;

    /// <summary>Asks it to end.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Runs it to its end. One whose end is never told would hold the run for ever.</summary>
    public async Task<HookReport> RunAsync(RunHook run)
    {
        HookReport report;
        try
        {
            report = await run(Hook, Cores, _stop.Token);
        }
        catch (Exception e)
        {
            report = new HookReport { Hook = Hook, Outcome = HookOutcome.Crashed, Reason = $"{e.GetType().Name}: {e.Message}", Start = Started };
        }

        return report with { Queued = queued, Cores = Cores };
    }

    public void Dispose() => _stop.Dispose();
}
