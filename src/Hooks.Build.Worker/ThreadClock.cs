using System.Runtime.InteropServices;

namespace Hooks.Build.Worker;

/// <summary>The processor time of threads, told in what each used since it was last asked on that thread.</summary>
internal static unsafe class ThreadClock
{
    private static readonly delegate* unmanaged[SuppressGCTransition]<int, TimeSpec*, int> GetTime = Find();

    [ThreadStatic]
    private static long _mark;

    /// <summary>Whether threads' times are known: Windows tells them in steps longer than most hooks.</summary>
    public static bool IsKnown => GetTime != null;

    /// <summary>What the calling thread used since the last time, in nanoseconds; 0 where that is not known.</summary>
    public static long Lap()
    {
        if (GetTime == null)
        {
            return 0;
        }

        TimeSpec time;
        _ = GetTime(OperatingSystem.IsMacOS() ? 16 : 3, &time);
        var now = (time.Seconds * 1_000_000_000) + time.Nanoseconds;
        var used = now - _mark;
        _mark = now;
        return used;
    }

    // From the program itself: "libc" would be tried under many names before it is found.
    private static delegate* unmanaged[SuppressGCTransition]<int, TimeSpec*, int> Find() =>
        !OperatingSystem.IsWindows()
            && Environment.Is64BitProcess
            && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "clock_gettime", out var address)
            ? (delegate* unmanaged[SuppressGCTransition]<int, TimeSpec*, int>)address
            : null;

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
