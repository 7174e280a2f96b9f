using System.IO.Pipes;
using System.Runtime.CompilerServices;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Worker;

/// <summary>
/// Entry point: <c>Hooks.Build.Worker PIPE HOOKS_ASSEMBLY</c>, or <c>Hooks.Build.Worker --spare SOCKET HOOKS_ASSEMBLY</c> for one that waits for its run.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not (["--spare", _, _] or [_, _]))
        {
            await Console.Error.WriteLineAsync("This program is started by Hooks.Build, with the name of a pipe and the path of an assembly.");
            return 2;
        }

        WorkerEnvironment.Clear();
        // Before anything of the user's or of the vocabulary is touched.
        AssemblyFolders.ResolveFrom(AppContext.BaseDirectory, Path.GetDirectoryName(typeof(Program).Assembly.Location)!, Path.GetDirectoryName(arguments[^1])!);
        await (arguments is ["--spare", var socket, var assembly] ? WaitAsync(socket, assembly) : RunAsync(arguments[0], arguments[1]));
        return 0;
    }

    // Not inlined: its types come from assemblies that the folders above may have to resolve.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task RunAsync(string pipeName, string assembly)
    {
        await using NamedPipeClientStream pipe = new(".", pipeName, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        _ = await new Session(pipe).RunAsync(() => HookAssembly.Load(assembly), pipe.ConnectAsync(EngineLoss.Patience));
        System.Environment.Exit(0);
    }

    // No line of the user's runs before the run is there: it would see another world than in a process that the run starts itself.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task WaitAsync(string socket, string assembly)
    {
        Waiting waiting = new(socket);
        RoutedConsole.Install();
        var prepared = Task.Run(async () =>
        {
            var hooks = HookAssembly.Load(assembly);
            await Rehearsal.RunAsync(waiting);
            return hooks;
        });
        await using var engine = Waiting.StreamOf(waiting.UntilTaken());
        var hooks = await prepared;
        if (!await new Session(engine).RunAsync(() => hooks, Task.CompletedTask))
        {
            // The engine was killed, and this process is not its child.
            EngineLoss.EndGroup();
        }

        System.Environment.Exit(0);
    }
}
