using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Workers;

/// <summary>The processes of Hooks.Build.CSharp of a run: one, or one for each version that the projects of a repository reference.</summary>
/// <param name="context">The world.</param>
/// <param name="root">Absolute path of the repository's root.</param>
/// <param name="hooks">The hooks of the run that they will be asked for.</param>
/// <param name="measures">Files by which hooks judge and that are not on disk as they are in git's index, by path from the root.</param>
internal sealed class ToolRunners(EngineContext context, string root, IReadOnlyList<PlannedHook> hooks, IReadOnlyDictionary<string, byte[]?>? measures = null) : IHookRunner, IAsyncDisposable
{
    private readonly Dictionary<string, ToolRunner> _runners = hooks.Count == 0 ? [] : hooks.GroupBy(hook => AssemblyOf(hook, context), StringComparer.Ordinal).ToDictionary(
        own => own.Key, own => new ToolRunner(own.First().Project is { } project ? context with { Worker = project.Worker } : context, root, [.. own], measures), StringComparer.Ordinal);

    /// <summary>Starts the processes of hooks ahead of their first use.</summary>
    public void Prepare(IEnumerable<PlannedHook> running)
    {
        foreach (var hook in running)
        {
            _runners[AssemblyOf(hook, context)].Prepare();
        }
    }

    public Task<Attempt> RunAsync(HookJob job, CancellationToken cancellation) => _runners[AssemblyOf(job.Hook, context)].RunAsync(job, cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var runner in _runners.Values)
        {
            await runner.DisposeAsync();
        }
    }

    private static string AssemblyOf(PlannedHook hook, EngineContext context) => (hook.Project?.Worker ?? context.Worker)?.ToolAssembly ?? "";
}
