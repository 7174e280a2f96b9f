using Hooks.Build.Engine.Jobs;

namespace Hooks.Build.Engine.Workers;

/// <summary>One hook running in a worker.</summary>
internal sealed class WorkerRun(HookJob job) : IAsyncDisposable
{
    private readonly TaskCompletionSource<Attempt> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _lifetime = new();

    private readonly List<Task> _children = [];
    private bool _isOver;

    public HookJob Job { get; } = job;

    public Task<Attempt> Completion => _completion.Task;

    /// <summary>Starts a child process of the hook. It is given a token that is cancelled when the run is over, however it ended.</summary>
    public void StartChild(Func<CancellationToken, Task> start)
    {
        lock (_children)
        {
            if (!_isOver)
            {
                _children.Add(start(_lifetime.Token));
            }
        }
    }

    public void End(RunEnd end, string reason)
    {
        _ = end switch
        {
            RunEnd.Cancelled => _completion.TrySetCanceled(),
            RunEnd.Threw => _completion.TrySetResult(new Attempt(HookOutcome.Crashed, reason)),
            RunEnd.Failed => _completion.TrySetResult(Attempt.Failure(Reason(reason))),
            RunEnd.Denied => _completion.TrySetResult(Attempt.Failure(FirstLine(reason)) with { Answer = HookAnswer.Deny, AnswerText = reason }),
            RunEnd.Continue => _completion.TrySetResult(Attempt.Failure(FirstLine(reason)) with { Answer = HookAnswer.Continue, AnswerText = reason }),
            RunEnd.Context when !HasErrors => _completion.TrySetResult(Attempt.Success with { Answer = HookAnswer.Context, AnswerText = reason }),
            _ => _completion.TrySetResult(HasErrors ? Attempt.Failure(Reason(end == RunEnd.Context ? "" : reason)) : Attempt.Success),
        };
    }

    public void Lose(int exitCode, string reason = "")
    {
        // What it had used goes with the worker.
        Job.Notes.AddProcessorTime(null);
        _ = _completion.TrySetException(new WorkerLostException(exitCode, reason));
    }

    /// <returns>False where the run was over already.</returns>
    public bool Cancel()
    {
        Job.Notes.AddProcessorTime(null);
        return _completion.TrySetCanceled();
    }

    /// <summary>Ends the hook's child processes, and waits until they are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_children)
        {
            _isOver = true;
        }

        await _lifetime.CancelAsync();
        await Task.WhenAll(_children);
        _lifetime.Dispose();
    }

    private static string FirstLine(string text) => text.TrimStart().Split('\n')[0].TrimEnd();

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
