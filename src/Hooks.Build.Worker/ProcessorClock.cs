namespace Hooks.Build.Worker;

/// <summary>
/// Charges processor time to the hook whose flow a thread is in: hooks share threads, and one that waits beside one that computes must not be taken
/// for busy. The runtime tells when the flow on a thread changes.
/// </summary>
internal static class ProcessorClock
{
    /// <summary>The flow on this thread changes.</summary>
    public static void FlowChanged(AsyncLocalValueChangedArgs<RunningHook?> change) => Charge(change.PreviousValue);

    /// <summary>Charges what this thread used since the last time.</summary>
    public static void Charge(RunningHook? hook)
    {
        var used = ThreadClock.Lap();
        hook?.Charge(used);
    }
}
