using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.Processes;

/// <summary>Reads what <c>struct rusage</c> says, whose beginning is laid out alike on all 64-bit systems.</summary>
internal static unsafe class ResourceUsage
{
    /// <summary>Bytes for a whole one, with what some C libraries reserve.</summary>
    public const int Room = 512;

    private const int OfThisProcess = 0;
    private const int SystemTime = 16;
    private const int MostResident = 32;
    private const int Microseconds = 8;

    /// <summary>User and system time together.</summary>
    public static TimeSpan? ProcessorTime(byte* usage) => System.Environment.Is64BitProcess ? Time(usage) + Time(usage + SystemTime) : null;

    /// <summary>
    /// The most memory of a child. Linux counts into it what this process held when it started the child (exec keeps the mark of the memory it
    /// replaces): a child that stayed below that is not known.
    /// </summary>
    public static long? PeakMemoryOfChild(byte* usage)
    {
        if (!System.Environment.Is64BitProcess)
        {
            return null;
        }

        var most = *(long*)(usage + MostResident);
        if (OperatingSystem.IsMacOS())
        {
            return most;
        }

        var own = stackalloc byte[Room];
        return Libc.Usage(OfThisProcess, own) == 0 && most > *(long*)(own + MostResident) ? most * 1024 : null;
    }

    // struct timeval; macOS has microseconds of 32 bits.
    private static TimeSpan Time(byte* time) =>
        TimeSpan.FromTicks((*(long*)time * TimeSpan.TicksPerSecond) + (*(int*)(time + Microseconds) * TimeSpan.TicksPerMicrosecond));
}
