using System.Collections.Concurrent;
using System.Reflection;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Worker;

/// <summary>Talks with the engine: runs what it asks for, many hooks at once, until the pipe closes.</summary>
internal sealed class Session(Stream pipe)
{
    private readonly WorkerChannel _channel = new(pipe);
    private readonly ConcurrentDictionary<int, RunningHook> _running = new();
    private readonly ChildProcesses _children = new();

    /// <summary>Runs the session.</summary>
    /// <param name="load">Loads the assembly with the hooks.</param>
    /// <param name="connected">Ends when the pipe is connected; the hooks are loaded meanwhile.</param>
    /// <returns>Whether the engine said that it is done; it may as well be gone. User code may still run, which must not keep the process alive.</returns>
    public async Task<bool> RunAsync(Func<HookAssembly> load, Task connected)
    {
        var loading = Task.Factory.StartNew(() => load().Initialize(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        RoutedConsole.Install();
        await connected;
        var first = _channel.ReceiveAsync();
        if (await Task.WhenAny(loading, first) == first)
        {
            // Nothing comes before the hooks are loaded but the end of the engine; and user code that runs while they are may never return.
            return false;
        }

        var assembly = await loading;
        if (assembly.Loaded is null)
        {
            _channel.Send(WorkerMessage.Broken, writer => writer.Write(assembly.Problem));
            return true;
        }

        _channel.Send(WorkerMessage.Ready, writer => writer.Write(WorkerChannel.Version));
        return await ServeAsync(assembly.Loaded, first);
    }

    private async Task<bool> ServeAsync(Assembly assembly, Task<(WorkerMessage Kind, BinaryReader Body)?> first)
    {
        HookMethods methods = new(assembly);
        RunningListener? listener = null;
        for (var next = await first; next is { } message; next = await _channel.ReceiveAsync())
        {
            using var body = message.Body;
            switch (message.Kind)
            {
                case WorkerMessage.Run:
                    Start(RunCommand.Read(body), methods);
                    break;
                case WorkerMessage.Listen:
                    listener = new RunningListener(ListenCommand.Read(body), _channel);
                    OnOwnThread(() => listener.RunAsync(assembly));
                    break;
                case WorkerMessage.Event:
                    listener?.Hear(body.ReadBytes((int)body.BaseStream.Length));
                    break;
                case WorkerMessage.EventsEnded:
                    listener?.HearNoMore();
                    break;
                case WorkerMessage.Cancel when listener is not null:
                    listener.Cancel();
                    break;
                case WorkerMessage.Cancel when _running.TryGetValue(body.ReadInt32(), out var hook):
                    hook.Cancel();
                    break;
                case WorkerMessage.ProcessEnded:
                    _children.Ended(body.ReadInt32(), body.ReadBoolean(), body.ReadInt32(), body.ReadString());
                    break;
                case WorkerMessage.Close:
                    return true;
                default:
                    break;
            }
        }

        return false;
    }

    private void Start(RunCommand command, HookMethods methods)
    {
        // An earlier hook may have set the console's writers.
        RoutedConsole.Install();
        RunningHook hook = new(command, _channel, _children);
        _running[command.Run] = hook;
        OnOwnThread(async () =>
        {
            await hook.RunAsync(methods);
            _ = _running.TryRemove(command.Run, out _);
        });
    }

    // One that blocks or spins takes no pool thread from the others.
    private static void OnOwnThread(Func<Task> run) =>
        _ = Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
