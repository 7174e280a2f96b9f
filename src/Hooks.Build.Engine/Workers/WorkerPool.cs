using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Workers;

/// <summary>The worker of hooks that declare the same variables: one process that they share, replaced when it is lost.</summary>
internal sealed class WorkerPool : IAsyncDisposable
{
    private readonly WorkerKind _kind;
    private readonly WorkerServices _services;
    private readonly SharedProcess<WorkerProcess> _shared;

    public WorkerPool(WorkerKind kind, WorkerOptions options, EngineContext context, string workingDirectory, IReadOnlyList<string> declared)
    {
        _kind = kind;
        var environment = HookEnvironment.For(context.Environment, declared);
        _services = new WorkerServices(options, context.Launcher, context.Clock, environment, workingDirectory) { Spares = context.Spares };
        _shared = new SharedProcess<WorkerProcess>(cancellation => Task.Run(() => WorkerProcess.StartAsync(_services, kind, mayWait: true, cancellation)), worker => worker.IsLost);
    }

    /// <summary>Starts the shared worker ahead of its first use.</summary>
    public void Prepare() => _ = SharedAsync();

    /// <summary>The shared worker; a fresh one where the last was lost.</summary>
    /// <exception cref="WorkerStartException">It does not come up.</exception>
    public Task<WorkerProcess> SharedAsync() => _shared.GetAsync();

    /// <summary>A worker for one hook alone, which the caller disposes of.</summary>
    /// <exception cref="WorkerStartException">It does not come up.</exception>
    public Task<WorkerProcess> AloneAsync(CancellationToken cancellation) => WorkerProcess.StartAsync(_services, _kind, mayWait: false, cancellation);

    public ValueTask DisposeAsync() => _shared.DisposeAsync();
}
