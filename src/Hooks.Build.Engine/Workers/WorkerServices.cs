using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Spares;

namespace Hooks.Build.Engine.Workers;

/// <summary>What a worker is started with.</summary>
internal sealed record WorkerServices(
    WorkerOptions Options, IProcessLauncher Launcher, TimeProvider Clock, IReadOnlyDictionary<string, string> Environment, string WorkingDirectory)
{
    /// <summary>The environment of this process.</summary>
    public IReadOnlyDictionary<string, string> Outside { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Workers that wait for a run; <see langword="null"/> where none do.</summary>
    public SpareKeeper? Spares { get; init; }

    /// <summary>How a process of <c>dotnet</c> is started.</summary>
    /// <exception cref="WorkerStartException">There is no <c>dotnet</c>.</exception>
    public ProcessStart StartOf(IReadOnlyList<string> arguments, OutputReceiver output)
    {
        if (!ToolPath.TryFind(Options.Dotnet, WorkingDirectory, Environment, out var dotnet, out var searched))
        {
            throw new WorkerStartException($"'{Options.Dotnet}', which runs C# hooks, was not found; searched {searched}");
        }

        // As one that waits: it has outlived the terminal, and a hook must not find one in one run and none in the next.
        return new ProcessStart(dotnet, arguments, WorkingDirectory, WorkerEnvironment.Of(Environment), output, OwnSession: true);
    }
}
