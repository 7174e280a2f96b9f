namespace Hooks.Build.Engine.Workers;

/// <summary>The worker ended while a hook ran in it.</summary>
internal sealed class WorkerLostException(int exitCode) : Exception
{
    public int ExitCode { get; } = exitCode;
}

/// <summary>The worker could not be started, or could not load the hooks.</summary>
internal sealed class WorkerStartException(string message) : Exception(message);
