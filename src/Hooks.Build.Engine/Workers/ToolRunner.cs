using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Workers;

/// <summary>Runs the ready-made hooks of Hooks.Build.CSharp, all in one process that starts with the first of them.</summary>
/// <param name="context">The world.</param>
/// <param name="root">Absolute path of the repository's root.</param>
/// <param name="hooks">The hooks of the run that it will be asked for.</param>
/// <param name="measures">Files by which hooks judge and that are not on disk as they are in git's index, by path from the root.</param>
internal sealed class ToolRunner(EngineContext context, string root, IReadOnlyList<PlannedHook> hooks, IReadOnlyDictionary<string, byte[]?>? measures = null) : IHookRunner, IAsyncDisposable
{
    private readonly SharedProcess<ToolWorker> _worker = new(cancellation => StartAsync(context, root, hooks, cancellation), worker => worker.IsLost);

    /// <summary>Starts the process ahead of its first use.</summary>
    public void Prepare()
    {
        if (context.Worker is { ToolAssembly.Length: > 0 })
        {
            _ = _worker.GetAsync();
        }
    }

    public async Task<Attempt> RunAsync(HookJob job, CancellationToken cancellation)
    {
        if (context.Worker is not { ToolAssembly: { Length: > 0 } assembly })
        {
            return new Attempt(
                HookOutcome.ToolNotFound, $"{job.Hook.Command[0][0]} comes with the package Hooks.Build.CSharp, which the project of the hooks does not reference: dotnet add package Hooks.Build.CSharp");
        }

        if (job.Files?.FirstOrDefault(PathText.HasRawBytes) is { } file)
        {
            return Attempt.Failure($"the name of {PathText.Shown(file)} is not UTF-8, and .NET cannot read such a file: rename it, or leave it out by Exclude");
        }

        try
        {
            return await (await _worker.GetAsync().WaitAsync(cancellation)).RunAsync(job, measures, cancellation);
        }
        catch (WorkerStartException e)
        {
            return File.Exists(assembly)
                ? new Attempt(HookOutcome.Crashed, e.Message)
                : new Attempt(HookOutcome.ToolNotFound, $"{assembly}, which runs {job.Hook.Command[0][0]}, is not there. It is in the package Hooks.Build.CSharp, unless HooksCSharpWorker says otherwise: restore and build the project again");
        }
    }

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    private static Task<ToolWorker> StartAsync(EngineContext context, string root, IReadOnlyList<PlannedHook> hooks, CancellationToken cancellation)
    {
        // One process has one environment: it holds what any of its hooks declares.
        var environment = HookEnvironment.For(context.Environment, [.. hooks.SelectMany(hook => hook.Environment).Distinct(StringComparer.Ordinal)]);
        WorkerServices world = new(context.Worker!, context.Launcher, context.Clock, environment, root) { Spares = context.Spares };
        return ToolWorker.StartAsync(world, cancellation);
    }
}
