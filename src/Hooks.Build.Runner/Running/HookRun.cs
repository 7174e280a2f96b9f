using System.Runtime.CompilerServices;
using Hooks.Build.Engine.Locking;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Engine.Spares;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Runner.Running;

/// <summary>One run of the engine, with the world as the states of its projects describe it.</summary>
internal sealed class HookRun(params IReadOnlyList<PlanState> states)
{
    private SpareKeeper? _spares;
    private IProcessLauncher? _launcher;

    /// <summary>
    /// Is told what came of the run before anybody who listens to it is waited for. What is not told of them until then is a warning after it.
    /// </summary>
    public Action<RunReport>? Ended { get; init; }

    /// <summary>Ends the wait for who listens when the run is over; <see langword="null"/> where what ends the run does.</summary>
    public CancellationToken? Waiting { get; init; }

    /// <summary>Runs hooks to their end.</summary>
    public RunReport Execute(HookPlan plan, RunRequest request, IRunObserver observer, CancellationToken cancellation, bool givesCoresBack = false) =>
        Execute(plan, request, observer, services => services with { GivesCoresBack = givesCoresBack }, cancellation);

    /// <summary>Runs hooks to their end, in a world that is changed before.</summary>
    public RunReport Execute(
        HookPlan plan, RunRequest request, IRunObserver observer, Func<EngineServices, EngineServices> change, CancellationToken cancellation) =>
        EventLoop.Run(async loop =>
        {
            var services = change(Services(states[0], loop) with { Clock = loop, OnCallersLoop = true });
            _launcher = services.Launcher;
            _spares = states.All(state => WorkerSettings.IsKept(state.Setting(SettingTable.KeepWorkers.Name), Environment.GetEnvironmentVariable))
                ? SpareKeeper.Create(services.Launcher, services.Environment)
                : null;
            services = services with { Spares = _spares };
            try
            {
                return await RunAsync(plan, request, services, observer, cancellation);
            }
            finally
            {
                await EndAsync(services.Launcher as PosixLauncher, loop, cancellation.IsCancellationRequested);
            }
        });

    private async Task<RunReport> RunAsync(HookPlan plan, RunRequest request, EngineServices services, IRunObserver observer, CancellationToken cancellation)
    {
        await using var listeners = RunListeners.Of(plan, request, services, observer, Waiting ?? cancellation);
        try
        {
            RequireLooked(plan);
            var report = await HookEngine.RunAsync(plan, request, services, listeners ?? observer, cancellation);
            Ended?.Invoke(report);
            await (listeners?.EndAsync(report) ?? Task.CompletedTask);
            return report;
        }
        catch (HooksException e)
        {
            await (listeners?.RefuseAsync(e.Problems) ?? Task.CompletedTask);
            throw;
        }
    }

    // A run that is ended before its time leaves nothing behind: it would end as if it were killed.
    private static async Task EndAsync(PosixLauncher? launcher, TimeProvider clock, bool isInterrupted)
    {
        try
        {
            if (isInterrupted && launcher is not null)
            {
                await launcher.EndEscapedAsync(clock);
            }
        }
        finally
        {
            launcher?.Release();
        }
    }

    // Before anything of theirs runs, wherever the run comes from.
    private void RequireLooked(HookPlan plan)
    {
        if (!plan.Hooks.Any(hook => hook.Origin is not null))
        {
            return;
        }

        foreach (var state in states)
        {
            new HookLock(state.RepositoryRoot, state.Project, state.Assembly)
                .Require(plan.Hooks.Where(hook => (hook.Project?.Worker.HooksAssembly ?? state.Assembly) == state.Assembly));
        }
    }

    /// <summary>Leaves a worker for the next run. It is the last that a process does, when all is told.</summary>
    public void Leave() => _spares?.StartNext();

    /// <summary>Waits for the end of what watched over the run: a process that goes on keeps nothing of it.</summary>
    public void Close() => (_launcher as IDisposable)?.Dispose();

    /// <summary>The world as the state describes it, with processes watched by a loop.</summary>
    public static EngineServices Services(PlanState state, EventLoop loop)
    {
        var services = EngineServices.Create(WorkerOf(state), loop.CreateLauncher());

        // Never true in the native runner: a commit waits for no server.
        return RuntimeFeature.IsDynamicCodeSupported
            ? services.WithRemoteCache(state.Setting("HooksRemoteCache"), state.Setting("HooksRemoteCacheWrite"))
            : services;
    }

    /// <summary>How the C# hooks of a project are run.</summary>
    public static WorkerOptions WorkerOf(PlanState state) => new()
    {
        Dotnet = state.Dotnet.Length == 0 || !ToolPath.IsProgram(state.Dotnet) ? "dotnet" : state.Dotnet,
        WorkerAssembly = state.Worker,
        ToolAssembly = state.Setting(SettingTable.CSharpWorker.Name),
        HooksAssembly = state.Assembly,
        HooksProject = state.Project,
        PackageFolders = state.PackageFolders,
    };
}
