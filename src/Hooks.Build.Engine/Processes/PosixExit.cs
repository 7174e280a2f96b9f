using System.Runtime.InteropServices;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.Processes;

/// <summary>How the end of a child process is learned.</summary>
internal static unsafe class PosixExit
{
    private const int ByPid = 1;
    private const int NoHang = 1;
    private const int Exited = 4;

    /// <summary>A descriptor that can be read when the process has exited; -1 where the system has none (before Linux 5.3, macOS).</summary>
    public static int Open(int process)
    {
        // The number is the same on every architecture; the C library has a call for it only since glibc 2.36.
        const int PidfdOpen = 434;
        return OperatingSystem.IsLinux() ? (int)Libc.SystemCall(PidfdOpen, process, 0) : -1;
    }

    /// <summary>Whether the process has exited. It stays to be reaped.</summary>
    public static bool HasExited(int process)
    {
        var noReap = OperatingSystem.IsMacOS() ? 0x20 : 0x01000000;
        var information = stackalloc int[64];
        return Libc.WaitId(ByPid, process, information, NoHang | Exited | noReap) != 0 || information[0] != 0;
    }

    /// <summary>The same of a process that is no child of this one, by its descriptor.</summary>
    public static bool HasExitedBy(int descriptor)
    {
        Libc.PollFd exit = new() { Descriptor = descriptor, Events = Libc.PollIn };
        return Libc.Poll(&exit, 1, 0) > 0;
    }

    /// <summary>Takes the exit code of a process that has exited, 128 and the signal's number where a signal ended it, and what it used.</summary>
    public static ProcessExit Reap(int process)
    {
        int status;
        int result;
        var usage = stackalloc byte[ResourceUsage.Room];
        do
        {
            result = Libc.Wait4(process, &status, 0, usage);
        }
        while (result < 0 && Marshal.GetLastPInvokeError() == Libc.ErrorInterrupted);

        // Where SIGCHLD is ignored the system reaps children itself and the status is lost.
        if (result < 0)
        {
            return new ProcessExit(255);
        }

        var signal = status & 0x7F;
        return new ProcessExit(signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
        {
            ProcessorTime = ResourceUsage.ProcessorTime(usage),
            PeakMemory = ResourceUsage.PeakMemoryOfChild(usage),
        };
    }
}
