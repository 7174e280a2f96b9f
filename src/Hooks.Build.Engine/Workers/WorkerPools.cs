using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Workers;

/// <summary>
/// The workers of a run. A process has one environment, and what a hook sees of it must be what the hook declares: what another declares is in no key of its
/// results. So those that declare the same share a process; most declare nothing. Each hooks assembly has its own, and so has each Hooks.Build.CSharp.
/// </summary>
internal sealed class WorkerPools : IAsyncDisposable
{
    private readonly EngineContext _context;
    private readonly Dictionary<string, WorkerPool> _pools = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _most = new(StringComparer.Ordinal);

    /// <summary>The workers of hooks; none starts yet.</summary>
    /// <param name="context">The world.</param>
    /// <param name="workingDirectory">Where they run, as an absolute path.</param>
    /// <param name="hooks">The C# hooks of the run, and those of Hooks.Build.CSharp.</param>
    public WorkerPools(EngineContext context, string workingDirectory, IReadOnlyList<PlannedHook> hooks)
    {
        _context = context;
        Dictionary<string, int> hooksOf = new(StringComparer.Ordinal);
        foreach (var hook in hooks)
        {
            if (OptionsOf(hook) is not { } options)
            {
                continue;
            }

            var (group, pool) = (GroupOf(hook), PoolOf(hook));
            if (hooksOf.TryAdd(pool, 0))
            {
                _pools.Add(
                    pool,
                    new WorkerPool(
                        hook.Kind == HookKind.Tool ? WorkerKind.ForTools(options) : WorkerKind.ForHooks(options),
                        options,
                        context,
                        workingDirectory,
                        hook.Environment));
            }

            hooksOf[pool]++;
            if (!_most.TryGetValue(group, out var most) || hooksOf[pool] > hooksOf[most])
            {
                _most[group] = pool;
            }
        }
    }

    /// <summary>The worker of a hook.</summary>
    public WorkerPool For(PlannedHook hook) => _pools[PoolOf(hook)];

    /// <summary>Starts the workers of most hooks ahead of their first use.</summary>
    /// <param name="hooks">The hooks that will run, as far as is known.</param>
    public void Prepare(IEnumerable<PlannedHook> hooks)
    {
        HashSet<string> begun = new(StringComparer.Ordinal);
        foreach (var hook in hooks)
        {
            if (HasProgram(hook) && _most.TryGetValue(GroupOf(hook), out var most) && begun.Add(most))
            {
                _ = _pools[most].SharedAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values)
        {
            await pool.DisposeAsync();
        }
    }

    private WorkerOptions? OptionsOf(PlannedHook hook) => hook.Project?.Worker ?? _context.Worker;

    // Without the package a ready-made hook says so when its turn comes.
    private bool HasProgram(PlannedHook hook) => hook.Kind != HookKind.Tool || OptionsOf(hook) is { ToolAssembly.Length: > 0 };

    private static string GroupOf(PlannedHook hook) => $"{KindOf(hook)}\0{hook.Project?.Prefix}";

    private string PoolOf(PlannedHook hook)
    {
        var options = OptionsOf(hook);
        return string.Join(
            '\0',
            [KindOf(hook), hook.Kind == HookKind.Tool
                ? options?.ToolAssembly
                : options?.HooksAssembly, .. hook.Environment.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static string KindOf(PlannedHook hook) => hook.Kind == HookKind.Tool ? "tool" : "method";
}
