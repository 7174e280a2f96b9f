using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Hooks.Build.Tests;

/// <summary>
/// The folder in which all temporary folders of this process lie; it goes with the process. On ext4 each of them is put into another group of inodes: where
/// thousands come and go in one, half of the tests' system time is the kernel's search for an inode that nobody deleted in the last minutes
/// (recently_deleted in fs/ext4/ialloc.c).
/// </summary>
internal static class OwnTempFolder
{
    // linux/fs.h; the flag is that of chattr +T. Other file systems refuse it, and have no need of it.
    private const nuint GetFlags = 0x80086601;
    private const nuint SetFlags = 0x40086602;
    private const int TopOfHierarchies = 0x20000;
    private static string? s_path;

    [ModuleInitializer]
    internal static void Use()
    {
        if (s_path is not null)
        {
            return;
        }

        var folder = s_path = Directory.CreateTempSubdirectory("hooks-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(folder);
        foreach (var name in (string[])(OperatingSystem.IsWindows() ? ["TMP", "TEMP"] : ["TMPDIR"]))
        {
            Environment.SetEnvironmentVariable(name, folder);
        }

        if (!OperatingSystem.IsWindows())
        {
            // Some tests are about another user.
            File.SetUnixFileMode(
                folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        if (OperatingSystem.IsLinux())
        {
            Scatter(folder);
        }
    }

    private static void Scatter(string folder)
    {
        var descriptor = Open(Encoding.UTF8.GetBytes(folder + "\0"), 0);
        var flags = 0;
        if (Control(descriptor, GetFlags, ref flags) == 0)
        {
            flags |= TopOfHierarchies;
            _ = Control(descriptor, SetFlags, ref flags);
        }

        _ = Close(descriptor);
    }

    private static void Remove(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                // git makes its objects read-only, and such files stay.
                foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                {
                    File.SetAttributes(file, FileAttributes.Normal);
                }
            }

            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that a test started may still write.
        }
    }

    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "ioctl")]
    private static extern int Control(int descriptor, nuint request, ref int flags);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
