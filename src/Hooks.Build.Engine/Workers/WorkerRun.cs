using System.Globalization;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Workers;

/// <summary>One hook running in a worker.</summary>
/// <param name="job">The hook.</param>
/// <param name="output">What takes its output; <see langword="null"/> for the output of the hook itself.</param>
internal sealed class WorkerRun(HookJob job, OutputLines? output) : IAsyncDisposable
{
    private readonly TaskCompletionSource<Attempt> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _lifetime = new();

    private readonly List<Task> _children = [];
    private bool _isOver;
    private bool _isAskedFor;
    private bool _isToEnd;

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

    /// <summary>The worker was asked for it.</summary>
    /// <returns>Whether it is to end, and the worker is to be told: one that is told before it is asked would not know the run.</returns>
    public bool IsAskedFor()
    {
        lock (_children)
        {
            _isAskedFor = true;
            return _isToEnd;
        }
    }

    /// <summary>It is to end.</summary>
    /// <returns>Whether the worker was asked for it, and is to be told.</returns>
    public bool IsToEnd()
    {
        lock (_children)
        {
            _isToEnd = true;
            return _isAskedFor;
        }
    }

    /// <summary>Takes output.</summary>
    public void Write(ReadOnlySpan<byte> data)
    {
        if (output is null)
        {
            Job.Output.Write(data);
        }
        else
        {
            output.Write(data);
        }
    }

    /// <summary>Takes how it ended.</summary>
    /// <param name="end">How.</param>
    /// <param name="exitCode">Exit code; 0 where there is none.</param>
    /// <param name="reason">What the hook says.</param>
    public void End(RunEnd end, int exitCode, string reason)
    {
        _ = end switch
        {
            RunEnd.Cancelled => _completion.TrySetCanceled(),
            RunEnd.Threw => _completion.TrySetResult(new Attempt(HookOutcome.Crashed, reason)),
            RunEnd.Idle => _completion.TrySetResult(new Attempt(HookOutcome.NoFiles, reason)),
            RunEnd.Failed when exitCode != 0 => _completion.TrySetResult(Attempt.Failure(Exited(exitCode), exitCode)),
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

    // 1 is what a ready-made hook ends with that has found something.
    private string Exited(int exitCode)
    {
        var found = Job.Output.Findings.Count + Job.Output.DroppedFindings;
        return exitCode == 1 && found > 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{(Job.Output.DroppedFindings >= HookReport.MostDropped ? "at least " : "")}{found:N0} {(found == 1 ? "finding" : "findings")}")
            : string.Create(CultureInfo.InvariantCulture, $"exit code {exitCode}");
    }

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
