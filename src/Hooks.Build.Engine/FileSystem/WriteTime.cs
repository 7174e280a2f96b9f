using System.Runtime.InteropServices;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>When a file was last written, to the nanosecond: .NET sets a hundred of them at a time, and tools such as ninja see the difference.</summary>
internal static unsafe partial class WriteTime
{
    /// <summary>Gives a file the time of another, or of what it was before.</summary>
    public static void Set(string path, FileStatus like)
    {
        const int Hundred = 100;
        if (!like.IsDetailed || !TrySet(path, like.Modified))
        {
            File.SetLastWriteTimeUtc(
                path,
                like.IsDetailed
                    ? DateTime.UnixEpoch.AddSeconds(like.Modified.Seconds).AddTicks(like.Modified.Nanoseconds / Hundred)
                    : new DateTime(like.Modified.Seconds, DateTimeKind.Utc));
        }
    }

    private static bool TrySet(string path, FileTime time)
    {
        // When it was last read stays (UTIME_OMIT).
        var (folder, omit) = OperatingSystem.IsMacOS() ? (-2, -2) : (NativeStatus.CurrentFolder, 0x3FFFFFFE);
        var times = stackalloc nint[] { 0, omit, (nint)time.Seconds, (nint)time.Nanoseconds };
        fixed (byte* name = PathText.Encode(path + '\0'))
        {
            return SetTimes(folder, name, times, 0) == 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "utimensat")]
    private static partial int SetTimes(int folder, byte* path, nint* times, int flags);
}
