using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Workers;

/// <summary>
/// The workers of a run. A process has one environment, and what a hook sees of it must be what the hook declares: what another declares is in no key of its
/// results. So those that declare the same share a process; most declare nothing. Each project of a run has its own.
/// </summary>
internal sealed class WorkerPools : IAsyncDisposable
{
    private readonly Dictionary<string, WorkerPool> _pools = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _most;

    public WorkerPools(WorkerOptions options, EngineContext context, string workingDirectory, IReadOnlyList<PlannedHook> hooks)
    {
        foreach (var group in hooks.GroupBy(Declared, StringComparer.Ordinal).OrderByDescending(group => group.Count()))
        {
            var first = group.First();
            _pools.Add(group.Key, new WorkerPool(first.Project?.Worker ?? options, context, workingDirectory, first.Environment));
        }

        _most = hooks.GroupBy(hook => hook.Project?.Prefix ?? "", StringComparer.Ordinal)
            .ToDictionary(own => own.Key, own => own.GroupBy(Declared, StringComparer.Ordinal).MaxBy(group => group.Count())!.Key, StringComparer.Ordinal);
    }

    /// <summary>The worker of a hook.</summary>
    public WorkerPool For(PlannedHook hook) => _pools[Declared(hook)];

    /// <summary>Starts the worker of most hooks ahead of its first use.</summary>
    /// <param name="hooks">The hooks that will run, as far as is known.</param>
    public void Prepare(IEnumerable<PlannedHook> hooks)
    {
        foreach (var project in hooks.Select(hook => hook.Project?.Prefix ?? "").Distinct(StringComparer.Ordinal))
        {
            _pools[_most[project]].Prepare();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values)
        {
            await pool.DisposeAsync();
        }
    }

    private static string Declared(PlannedHook hook) => hook.Project?.Worker.HooksAssembly + '\0' + string.Join('\0', hook.Environment.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
