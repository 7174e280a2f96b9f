using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Workers;

/// <summary>What a worker is started with.</summary>
internal sealed record WorkerServices(WorkerOptions Options, IProcessLauncher Launcher, TimeProvider Clock, IReadOnlyDictionary<string, string> Environment, string WorkingDirectory)
{
    /// <summary>Starts the process.</summary>
    /// <exception cref="WorkerStartException">There is no <c>dotnet</c>.</exception>
    public IChildProcess Start(string pipe, OutputReceiver output) => Start(WorkerCommandLine.For(Options, pipe), output);

    /// <summary>Starts a process of <c>dotnet</c>.</summary>
    /// <exception cref="WorkerStartException">There is no <c>dotnet</c>.</exception>
    public IChildProcess Start(IReadOnlyList<string> arguments, OutputReceiver output)
    {
        if (!ToolPath.TryFind(Options.Dotnet, WorkingDirectory, Environment, out var dotnet, out var searched))
        {
            throw new WorkerStartException($"'{Options.Dotnet}', which runs C# hooks, was not found; searched {searched}");
        }

        return Launcher.Start(new ProcessStart(dotnet, arguments, WorkingDirectory, WorkerEnvironment.Of(Environment), output));
    }
}
