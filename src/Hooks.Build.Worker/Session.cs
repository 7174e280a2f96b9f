using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Worker;

/// <summary>Talks with the engine: runs what it asks for, many hooks at once, until the pipe closes.</summary>
internal sealed class Session(Stream pipe)
{
    private readonly WorkerChannel _channel = new(pipe);
    private readonly ConcurrentDictionary<int, RunningHook> _running = new();
    private readonly ChildProcesses _children = new();

    /// <summary>Runs the session.</summary>
    /// <param name="assembly">Path of the assembly with the hooks.</param>
    /// <param name="connected">Ends when the pipe is connected; the hooks are loaded meanwhile.</param>
    public async Task RunAsync(string assembly, Task connected)
    {
        var loading = Task.Factory.StartNew(() => TryLoad(assembly), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        RoutedConsole.Install();
        await connected;
        var first = _channel.ReceiveAsync();
        if (await Task.WhenAny(loading, first) == first)
        {
            // Nothing comes before the hooks are loaded but the end of the engine; and user code that runs while they are may never return.
            System.Environment.Exit(0);
        }

        var (methods, problem) = await loading;
        if (methods is null)
        {
            _channel.Send(WorkerMessage.Broken, writer => writer.Write($"{assembly} cannot be loaded: {problem}"));
            return;
        }

        _channel.Send(WorkerMessage.Ready);
        for (var next = await first; next is { } message; next = await _channel.ReceiveAsync())
        {
            using var body = message.Body;
            switch (message.Kind)
            {
                case WorkerMessage.Run:
                    Start(RunCommand.Read(body), methods);
                    break;
                case WorkerMessage.Cancel when _running.TryGetValue(body.ReadInt32(), out var hook):
                    hook.Cancel();
                    break;
                case WorkerMessage.ProcessEnded:
                    _children.Ended(body.ReadInt32(), body.ReadBoolean(), body.ReadInt32(), body.ReadString());
                    break;
                default:
                    break;
            }
        }

        // The engine is gone, or done: a hook that still runs must not keep the process alive.
        System.Environment.Exit(0);
    }

    private static (HookMethods? Methods, string? Problem) TryLoad(string path)
    {
        try
        {
            var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(path);

            // Before any hook runs: a module that cannot be initialised is no hook's fault.
            RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
            return (new HookMethods(assembly), null);
        }
        catch (Exception e)
        {
            // Initialisers wrap what went wrong.
            return (null, e.GetBaseException().Message);
        }
    }

    // A thread of its own a hook: one that blocks or spins takes no pool thread from the others.
    private void Start(RunCommand command, HookMethods methods)
    {
        // An earlier hook may have set the console's writers.
        RoutedConsole.Install();
        RunningHook hook = new(command, _channel, _children);
        _running[command.Run] = hook;
        _ = Task.Factory.StartNew(
            async () =>
            {
                await hook.RunAsync(methods);
                _ = _running.TryRemove(command.Run, out _);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }
}
