using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Workers;

/// <summary>
/// The worker of hooks that declare the same variables: one process that they share, which starts with the first of them and is replaced when it is lost.
/// </summary>
internal sealed class WorkerPool : IAsyncDisposable
{
    // Of starts that fail: one that is killed may come up the next time, and one that cannot load the hooks never does.
    private const int MostFailures = 3;
    private readonly WorkerKind _kind;
    private readonly WorkerServices _services;
    private readonly object _lock = new();
    private readonly List<Task<WorkerProcess>> _started = [];
    private readonly CancellationTokenSource _closing = new();

    public WorkerPool(WorkerKind kind, WorkerOptions options, EngineContext context, string workingDirectory, IReadOnlyList<string> declared)
    {
        var environment = HookEnvironment.For(context.Environment, declared);
        _kind = kind;
        _services = new WorkerServices(options, context.Launcher, context.Clock, environment, workingDirectory)
        {
            Outside = context.Environment,
            Spares = context.Spares,
        };
    }

    /// <summary>The shared worker; a fresh one where the last was lost, or did not come up.</summary>
    /// <exception cref="WorkerStartException">It does not come up.</exception>
    public Task<WorkerProcess> SharedAsync()
    {
        lock (_lock)
        {
            if (_started is [.., var last]
                && !(last.IsCompletedSuccessfully && last.Result.IsLost)
                && !(last.IsFaulted && _started.Count(start => start.IsFaulted) < MostFailures))
            {
                return last;
            }

            var starting = Task.Run(() => WorkerProcess.StartAsync(_services, _kind, mayWait: true, _closing.Token));
            _started.Add(starting);
            return starting;
        }
    }

    /// <summary>A worker for one hook alone, which the caller disposes of.</summary>
    /// <exception cref="WorkerStartException">It does not come up.</exception>
    public Task<WorkerProcess> AloneAsync(CancellationToken cancellation) => WorkerProcess.StartAsync(_services, _kind, mayWait: false, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        foreach (var starting in _started)
        {
            try
            {
                await (await starting).DisposeAsync();
            }
            catch (Exception)
            {
                // It never came up; the hooks that needed it have said so.
            }
        }

        _closing.Dispose();
    }
}
