namespace Hooks.Build.Engine.Jobs;

/// <summary>What came of running a hook once.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reason">What went wrong, one sentence; empty for success.</param>
/// <param name="ExitCode">Exit code of the command that decided.</param>
internal readonly record struct Attempt(HookOutcome Outcome, string Reason = "", int? ExitCode = null)
{
    /// <summary>What a coding agent is to make of it.</summary>
    public HookAnswer Answer { get; init; }

    /// <summary>What the agent is to read.</summary>
    public string AnswerText { get; init; } = "";

    public static Attempt Success { get; } = new(HookOutcome.Succeeded);

    public static Attempt Failure(string reason, int? exitCode = null) => new(HookOutcome.Failed, reason, exitCode);
}

/// <summary>Runs a hook once. On cancellation it ends what it started and returns or throws <see cref="OperationCanceledException"/>.</summary>
internal interface IHookRunner
{
    Task<Attempt> RunAsync(HookJob job, CancellationToken cancellation);
}
