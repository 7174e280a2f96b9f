using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Workers;

/// <summary>
/// The workers of a run. A process has one environment, and what a hook sees of it must be what the hook declares: what another declares is in no key of its
/// results. So those that declare the same share a process; most declare nothing.
/// </summary>
internal sealed class WorkerPools : IAsyncDisposable
{
    private readonly Dictionary<string, WorkerPool> _pools = new(StringComparer.Ordinal);
    private readonly string _most;

    public WorkerPools(WorkerOptions options, EngineContext context, string workingDirectory, IEnumerable<PlannedHook> hooks)
    {
        foreach (var group in hooks.GroupBy(Declared, StringComparer.Ordinal).OrderByDescending(group => group.Count()))
        {
            _pools.Add(group.Key, new WorkerPool(options, context, workingDirectory, group.First().Environment));
        }

        _most = _pools.Keys.First();
    }

    /// <summary>The worker of a hook.</summary>
    public WorkerPool For(PlannedHook hook) => _pools[Declared(hook)];

    /// <summary>Starts the worker of most hooks ahead of its first use.</summary>
    public void Prepare() => _pools[_most].Prepare();

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values)
        {
            await pool.DisposeAsync();
        }
    }

    private static string Declared(PlannedHook hook) => string.Join('\0', hook.Environment.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
