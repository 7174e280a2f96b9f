using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>
/// Tells whether a program has a file open for writing. It would go on writing to the old file when a new one has taken its place, and all of that would be
/// lost. Linux tells it by a lease, which nobody gets on a file that somebody writes; other systems do not tell it, nor file systems without leases.
/// </summary>
internal static partial class OpenElsewhere
{
    private const string Library = "libc";
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(15);

    private enum Answer
    {
        Unknown = 0,
        Free = 1,
        Busy = 2,
    }

    /// <summary>Whether a file is open for writing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="own">Another one of the same folder that nobody else knows: a file system that says the same of this one does not say anything.</param>
    public static bool IsWritten(string path, string own)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        // Whoever just saves it is soon done, and so is a child of ours that has not left behind what we wrote.
        return !SpinWait.SpinUntil(() => Ask(path) != Answer.Busy, Patience) && Ask(own) == Answer.Free;
    }

    private static Answer Ask(string path)
    {
        const int ReadAtOnce = 0x80800; // O_CLOEXEC | O_NONBLOCK
        const int SetSignal = 10;
        const int SetLease = 1024;
        const int Read = 0;
        const int None = 2;
        const int Urgent = 23;
        const int Again = 11;
        var file = Open(path, ReadAtOnce);
        if (file < 0)
        {
            return Answer.Unknown;
        }

        try
        {
            // Whoever opens it for writing while we have the lease waits until it is given back, and we get a signal: SIGIO would end us, this one does
            // nothing.
            if (Control(file, SetSignal, Urgent) < 0)
            {
                return Answer.Unknown;
            }

            if (Control(file, SetLease, Read) < 0)
            {
                return Marshal.GetLastPInvokeError() == Again ? Answer.Busy : Answer.Unknown;
            }

            _ = Control(file, SetLease, None);
            return Answer.Free;
        }
        finally
        {
            _ = Close(file);
        }
    }

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command, nint argument);

    [LibraryImport(Library, EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
