using System.Runtime.InteropServices;

namespace Hooks.Build.CSharp;

/// <summary>
/// Processor time of one run among several. Runs share threads: the runtime tells when the flow on a thread changes, and what the thread used until then
/// belongs to the flow it was in.
/// </summary>
internal sealed unsafe class ProcessorTime
{
    private static readonly delegate* unmanaged[SuppressGCTransition]<int, TimeSpec*, int> GetTime = Find();
    private static readonly AsyncLocal<ProcessorTime?> Current = new(change => Charge(change.PreviousValue));

    [ThreadStatic]
    private static long _mark;

    private long _nanoseconds;

    /// <summary>What was used, in milliseconds; <see langword="null"/> where threads' times are not known (Windows tells them in too long steps).</summary>
    public double? Milliseconds => GetTime == null ? null : Interlocked.Read(ref _nanoseconds) / 1e6;

    /// <summary>From here on the calling flow, and what it starts, is charged to a new account.</summary>
    public static ProcessorTime Start() => Current.Value = new ProcessorTime();

    /// <summary>Ends the account of the calling flow.</summary>
    public static void Stop() => Current.Value = null;

    private static void Charge(ProcessorTime? account)
    {
        if (GetTime == null)
            return;

        TimeSpec time;
        _ = GetTime(OperatingSystem.IsMacOS() ? 16 : 3, &time);
        var now = (time.Seconds * 1_000_000_000) + time.Nanoseconds;
        if (account is not null)
            _ = Interlocked.Add(ref account._nanoseconds, now - _mark);
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
