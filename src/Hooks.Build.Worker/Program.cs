using System.IO.Pipes;
using System.Runtime.CompilerServices;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Worker;

/// <summary>Entry point: <c>Hooks.Build.Worker PIPE HOOKS_ASSEMBLY</c>.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments.Length != 2)
        {
            await Console.Error.WriteLineAsync("This program is started by Hooks.Build, with the name of a pipe and the path of an assembly.");
            return 2;
        }

        WorkerEnvironment.Clear();
        // Before anything of the user's or of the vocabulary is touched.
        AssemblyFolders.ResolveFrom(AppContext.BaseDirectory, Path.GetDirectoryName(typeof(Program).Assembly.Location)!, Path.GetDirectoryName(arguments[1])!);
        return await RunAsync(arguments[0], arguments[1]);
    }

    // Not inlined: its types come from assemblies that the folders above may have to resolve.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> RunAsync(string pipeName, string assembly)
    {
        await using NamedPipeClientStream pipe = new(".", pipeName, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        // The engine listens before it starts this process: where nobody answers it is gone.
        const int Patience = 30_000;
        await new Session(pipe).RunAsync(assembly, pipe.ConnectAsync(Patience));
        return 0;
    }
}
