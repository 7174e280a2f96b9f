namespace Hooks.Build.Engine.Workers;

/// <summary>The worker ended while a hook ran in it.</summary>
/// <param name="exitCode">How it ended.</param>
/// <param name="reason">What it did wrong before that; empty where it ended by itself.</param>
internal sealed class WorkerLostException(int exitCode, string reason = "") : Exception
{
    public int ExitCode { get; } = exitCode;

    public string Reason { get; } = reason;
}

/// <summary>The worker could not be started, or could not load the hooks.</summary>
internal sealed class WorkerStartException(string message) : Exception(message);
