using Hooks.Build.Worker;

namespace Hooks.Build.CSharp;

/// <summary>
/// Processor time of one run among several. Runs share threads: the runtime tells when the flow on a thread changes, and what the thread used until then
/// belongs to the flow it was in.
/// </summary>
internal sealed class ProcessorTime
{
    private static readonly AsyncLocal<ProcessorTime?> Current = new(change => Charge(change.PreviousValue));

    private long _nanoseconds;

    /// <summary>What was used, in ticks; -1 where threads' times are not known.</summary>
    public long Ticks => ThreadClock.IsKnown ? Interlocked.Read(ref _nanoseconds) / TimeSpan.NanosecondsPerTick : -1;

    /// <summary>From here on the calling flow, and what it starts, is charged to a new account.</summary>
    public static ProcessorTime Start() => Current.Value = new ProcessorTime();

    /// <summary>Ends the account of the calling flow.</summary>
    public static void Stop() => Current.Value = null;

    private static void Charge(ProcessorTime? account)
    {
        var used = ThreadClock.Lap();
        if (account is not null)
            _ = Interlocked.Add(ref account._nanoseconds, used);
    }
}
