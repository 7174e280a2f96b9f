using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>The system calls that put one file in the place of another.</summary>
internal static partial class NativeRename
{
    private const string Library = "libc";
    private const int NoEntry = 2;

    [LibraryImport(Library, EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(string from, string to);

    [LibraryImport(Library, EntryPoint = "fchown", SetLastError = true)]
    public static partial int ChangeOwner(int descriptor, uint user, uint group);

    /// <summary>Exchanges what two paths of one file system lead to, in one step.</summary>
    /// <returns>What came of it; the system or the file system may know no such thing.</returns>
    public static Exchange TryExchange(string one, string other)
    {
        // musl has no renameat2, and glibc before 2.28 neither; the call's number is each processor's own.
        var number = RuntimeInformation.ProcessArchitecture switch { Architecture.X64 => 316, Architecture.Arm64 => 276, Architecture.Arm => 382, _ => 0 };
        var result = -1;
        if (OperatingSystem.IsLinux() && number != 0)
        {
            const int CurrentFolder = -100;
            const int RenameExchange = 2;
            result = (int)LinuxExchange(number, CurrentFolder, one, CurrentFolder, other, RenameExchange);
        }
        else if (OperatingSystem.IsMacOS())
        {
            const uint Swap = 2;
            result = MacExchange(one, other, Swap);
        }
        else
        {
            return Exchange.Unknown;
        }

        return result == 0 ? Exchange.Done : Marshal.GetLastPInvokeError() == NoEntry ? Exchange.Gone : Exchange.Unknown;
    }

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint LinuxExchange(nint number, nint oneFolder, string one, nint otherFolder, string other, nint flags);

    [LibraryImport(Library, EntryPoint = "renamex_np", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MacExchange(string one, string other, uint flags);
}

/// <summary>What came of exchanging two files.</summary>
internal enum Exchange
{
    /// <summary>Each is where the other was.</summary>
    Done = 0,

    /// <summary>One of them is not there.</summary>
    Gone = 1,

    /// <summary>That cannot be done here: nothing happened.</summary>
    Unknown = 2,
}
