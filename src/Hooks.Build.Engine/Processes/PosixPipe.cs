using System.Runtime.InteropServices;
using System.Text;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.Processes;

/// <summary>Pipes and nameless files of the system.</summary>
internal static unsafe class PosixPipe
{
    private static readonly object Lock = new();

    /// <summary>Creates a pipe that no child inherits.</summary>
    public static (int Read, int Write) Create()
    {
        const int CloseOnExecLinux = 0x80000;
        const int SetDescriptorFlags = 2;
        const int CloseOnExec = 1;
        var ends = stackalloc int[2];
        if (OperatingSystem.IsLinux())
        {
            return Libc.Pipe2(ends, CloseOnExecLinux) == 0 ? (ends[0], ends[1]) : throw Failed();
        }

        // macOS has no pipe2: between the two calls another start would inherit the pipe.
        lock (Lock)
        {
            if (Libc.Pipe(ends) != 0)
            {
                throw Failed();
            }

            _ = Libc.Control(ends[0], SetDescriptorFlags, CloseOnExec);
            _ = Libc.Control(ends[1], SetDescriptorFlags, CloseOnExec);
            return (ends[0], ends[1]);
        }
    }

    private static ProcessStartException Failed() => new($"No pipe could be made: {Marshal.GetLastPInvokeErrorMessage()}");

    /// <summary>Creates a file without a name; -1 where that fails.</summary>
    public static int CreateFile(string name)
    {
        const uint CloseOnExec = 1;
        if (OperatingSystem.IsLinux())
        {
            return Libc.MemoryFile(name, CloseOnExec);
        }

        var path = Encoding.UTF8.GetBytes(Path.Combine(Path.GetTempPath(), name + "-XXXXXX") + "\0");
        fixed (byte* template = path)
        {
            var file = Libc.TemporaryFile(template);
            _ = Libc.Unlink(template);
            return file;
        }
    }
}
