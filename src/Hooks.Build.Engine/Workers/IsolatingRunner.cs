using System.Globalization;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Workers;

/// <summary>
/// Runs hooks in the shared worker. When that is lost under several hooks nobody knows which of them is to blame: each is run once more, alone
/// in a process of its own, and the one that takes that down as well has crashed.
/// </summary>
internal sealed class IsolatingRunner(WorkerPools workers)
{
    /// <summary>Runs a hook in a worker; a worker that is lost is a <see cref="WorkerLostException"/>.</summary>
    public delegate Task<Attempt> Runner(WorkerProcess worker, HookJob job, CancellationToken cancellation);

    /// <summary>Runs a hook.</summary>
    /// <param name="job">The hook.</param>
    /// <param name="run">Runs it in a worker.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="WorkerStartException">No worker comes up.</exception>
    public async Task<Attempt> RunAsync(HookJob job, Runner run, CancellationToken cancellation) =>
        await RunSharedAsync(job, run, cancellation) ?? await RunAloneAsync(job, run, cancellation);

    /// <returns>Nothing where the worker was lost.</returns>
    private async Task<Attempt?> RunSharedAsync(HookJob job, Runner run, CancellationToken cancellation)
    {
        try
        {
            return await run(await workers.For(job.Hook).SharedAsync().WaitAsync(cancellation), job, cancellation);
        }
        catch (WorkerLostException)
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }

    private async Task<Attempt> RunAloneAsync(HookJob job, Runner run, CancellationToken cancellation)
    {
        job.Output.BeginAttempt("the process it ran in ended; once more, alone");
        job.BeginTimeAnew();
        await using var alone = await workers.For(job.Hook).AloneAsync(cancellation);
        try
        {
            return await run(alone, job, cancellation);
        }
        catch (WorkerLostException e)
        {
            cancellation.ThrowIfCancellationRequested();
            var words = e.Reason.Length > 0 ? e.Reason : alone.LastWords;
            var exit = e.ExitCode == ProcessExit.Unknown
                ? "its exit code is not known"
                : string.Create(CultureInfo.InvariantCulture, $"exit code {e.ExitCode}");
            return new Attempt(HookOutcome.Crashed, $"it ended the process it ran in ({exit}){(words.Length == 0 ? "" : ": " + words)}", e.ExitCode);
        }
    }
}
