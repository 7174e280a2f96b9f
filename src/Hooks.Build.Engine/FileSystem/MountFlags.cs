using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>What a file system was mounted with.</summary>
internal static unsafe class MountFlags
{
    /// <summary>Whether nothing may be executed there, whatever its mode says (noexec); false where that is not known.</summary>
    public static bool ForbidExecution(string path)
    {
        const int Numbers = 64;
        const int Flags = 9;
        const ulong NoExecution = 8;
        if (!OperatingSystem.IsLinux() || !System.Environment.Is64BitProcess)
        {
            return false;
        }

        var status = stackalloc ulong[Numbers];
        fixed (byte* name = PathText.Encode(path + '\0'))
        {
            return Libc.FileSystemStatus(name, status) == 0 && (status[Flags] & NoExecution) != 0;
        }
    }
}
