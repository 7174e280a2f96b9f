using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>
/// The file that a path leads to, as the kernel has it: each link is followed from the folder in which it really lies. .NET joins the texts of links, which is
/// another file where a folder on the way is a link itself.
/// </summary>
internal static unsafe partial class RealPath
{
    /// <summary>The absolute path without links; <see langword="null"/> where nothing is there.</summary>
    public static string? Of(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return OfWindows(path);
        }

        fixed (byte* name = PathText.Encode(path + '\0'))
        {
            var found = Resolve(name, null);
            if (found is null)
            {
                return null;
            }

            try
            {
                return PathText.Decode(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(found));
            }
            finally
            {
                NativeMemory.Free(found);
            }
        }
    }

    private static string? OfWindows(string path)
    {
        try
        {
            return File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "realpath")]
    private static partial byte* Resolve(byte* path, byte* buffer);
}
