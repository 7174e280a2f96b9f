using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Worker;

/// <summary>One hook on its way, from the call to its end.</summary>
#pragma warning disable CA1001 // a source without a timer holds nothing to release; a late Cancel message must not meet a disposed one
internal sealed class RunningHook(RunCommand command, WorkerChannel channel, ChildProcesses children)
{
    private readonly CancellationTokenSource _cancellation = new();
    private long _processorNanoseconds;

    // What waits for the token is the user's code, which may throw or stay: not on the thread that reads for all hooks.
    public void Cancel() => _ = _cancellation.CancelAsync();

    public async Task RunAsync(HookMethods methods)
    {
        RoutedConsole.Current.Value = this;
        var (end, reason) = await InvokeAsync(methods);
        ProcessorClock.Charge(this);
        channel.Send(
            WorkerMessage.Ended,
            new EndedRun(
                command.Run,
                end,
                ExitCode: 0,
                reason,
                ThreadClock.IsKnown ? Interlocked.Read(ref _processorNanoseconds) / TimeSpan.NanosecondsPerTick : -1).Write);
    }

    /// <summary>Adds processor time that a thread spent on the hook.</summary>
    public void Charge(long nanoseconds) => Interlocked.Add(ref _processorNanoseconds, nanoseconds);

    /// <summary>Sends what the hook wrote to its console.</summary>
    public void Write(byte[] text) => channel.Send(WorkerMessage.Output, writer =>
    {
        writer.Write(command.Run);
        writer.Write(text.Length);
        writer.Write(text);
    });

    private async Task<(RunEnd End, string Reason)> InvokeAsync(HookMethods methods)
    {
        try
        {
            var result = await methods.InvokeAsync(command, new WorkerContext(command, channel, children, _cancellation.Token));
            return (EndOf(result), result.Message ?? "");
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            return (RunEnd.Cancelled, "");
        }
        catch (Exception e)
        {
            var (reason, text) = ThrownText.Of(e);
            Write(System.Text.Encoding.UTF8.GetBytes(text + "\n"));
            return (RunEnd.Threw, reason);
        }
    }

    private static RunEnd EndOf(HookResult result) => result.Answer switch
    {
        HookAnswer.Context => RunEnd.Context,
        HookAnswer.Deny => RunEnd.Denied,
        HookAnswer.Continue => RunEnd.Continue,
        _ => result.Succeeded ? RunEnd.Succeeded : RunEnd.Failed,
    };
}
