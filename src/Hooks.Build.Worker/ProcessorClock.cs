using System.Runtime.InteropServices;

namespace Hooks.Build.Worker;

/// <summary>
/// Charges processor time to the hook whose flow a thread is in: hooks share threads, and one that waits beside one that computes must not be taken
/// for busy. The runtime tells when the flow on a thread changes.
/// </summary>
internal static unsafe class ProcessorClock
{
    private static readonly delegate* unmanaged[SuppressGCTransition]<int, TimeSpec*, int> GetTime = Find();

    [ThreadStatic]
    private static long _mark;

    /// <summary>Whether threads' times are known: Windows tells them in steps longer than most hooks.</summary>
    public static bool IsKnown => GetTime != null;

    /// <summary>The flow on this thread changes.</summary>
    public static void FlowChanged(AsyncLocalValueChangedArgs<RunningHook?> change) => Charge(change.PreviousValue);

    /// <summary>Charges what this thread used since the last time.</summary>
    public static void Charge(RunningHook? hook)
    {
        if (GetTime == null)
        {
            return;
        }

        TimeSpec time;
        _ = GetTime(OperatingSystem.IsMacOS() ? 16 : 3, &time);
        var now = (time.Seconds * 1_000_000_000) + time.Nanoseconds;
        hook?.Charge(now - _mark);
        _mark = now;
    }

    // From the program itself: "libc" would be tried under many names before it is found.
    private static delegate* unmanaged[SuppressGCTransition]<int, TimeSpec*, int> Find() =>
        !OperatingSystem.IsWindows() && Environment.Is64BitProcess && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "clock_gettime", out var address)
            ? (delegate* unmanaged[SuppressGCTransition]<int, TimeSpec*, int>)address
            : null;

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
