using System.Runtime.CompilerServices;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.State;

namespace Hooks.Build.Runner.Running;

/// <summary>One run of the engine, with the world as the state describes it.</summary>
internal static class HookRun
{
    /// <summary>Runs hooks to their end.</summary>
    public static RunReport Execute(HookPlan plan, RunRequest request, PlanState state, IRunObserver observer, CancellationToken cancellation, Action<int>? releaseCores = null) =>
        EventLoop.Run(async loop =>
        {
            var services = Services(state, loop) with { Clock = loop, OnCallersLoop = true, ReleaseCores = releaseCores };
            var report = await HookEngine.RunAsync(plan, request, services, observer, cancellation);
            (services.Launcher as PosixLauncher)?.Release();
            return report;
        });

    /// <summary>The world as the state describes it, with processes watched by a loop.</summary>
    public static EngineServices Services(PlanState state, EventLoop loop)
    {
        var services = EngineServices.Create(
            new WorkerOptions
            {
                Dotnet = state.Dotnet.Length == 0 || !ToolPath.IsProgram(state.Dotnet) ? "dotnet" : state.Dotnet,
                WorkerAssembly = state.Worker,
                ToolAssembly = state.Setting("HooksCSharpWorker"),
                HooksAssembly = state.Assembly,
                HooksProject = state.Project,
                PackageFolders = state.PackageFolders,
            },
            loop.CreateLauncher());

        // Never true in the native runner, which has no HTTP then.
        return RuntimeFeature.IsDynamicCodeSupported ? services.WithRemoteCache(state.Setting("HooksRemoteCache"), state.Setting("HooksRemoteCacheWrite")) : services;
    }
}
