using Hooks.Build.Engine.Executing;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Engine.Workers;

/// <summary>One hook running in a worker.</summary>
internal sealed class WorkerRun(HookJob job) : IDisposable
{
    private readonly TaskCompletionSource<Attempt> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _lifetime = new();

    public HookJob Job { get; } = job;

    public Task<Attempt> Completion => _completion.Task;

    /// <summary>Cancelled when the run is over, however it ended: the hook's child processes go with it.</summary>
    public CancellationToken Lifetime => _lifetime.Token;

    public void End(RunEnd end, string reason)
    {
        _ = end switch
        {
            RunEnd.Cancelled => _completion.TrySetCanceled(),
            RunEnd.Threw => _completion.TrySetResult(new Attempt(HookOutcome.Crashed, reason)),
            RunEnd.Failed => _completion.TrySetResult(Attempt.Failure(Reason(reason))),
            _ => _completion.TrySetResult(HasErrors ? Attempt.Failure(Reason(reason)) : Attempt.Success),
        };
    }

    public void Lose(int exitCode) => _completion.TrySetException(new WorkerLostException(exitCode));

    /// <returns>False where the run was over already.</returns>
    public bool Cancel() => _completion.TrySetCanceled();

    public void Dispose()
    {
        _lifetime.Cancel();
        _lifetime.Dispose();
    }

    private bool HasErrors => Job.Output.ReportedErrors > 0;

    private string Reason(string reason)
    {
        if (reason.Length > 0)
        {
            return reason;
        }

        var errors = Job.Output.ReportedErrors;
        return errors == 0 ? "it returned failure" : $"it reported {errors} error{(errors == 1 ? "" : "s")}";
    }
}
