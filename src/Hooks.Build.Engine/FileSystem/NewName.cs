using System.Runtime.InteropServices;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>
/// Gives files names that nothing has. <see cref="File.Move(string, string, bool)"/> looks first and renames then, over what came in between
/// (dotnet/runtime, FileSystem.Unix.cs, <c>MoveFile</c>): Linux is asked to do both at once.
/// </summary>
internal static class NewName
{
    /// <summary>Gives a file another name, unless something has it: of several at once the first stays.</summary>
    /// <returns>Whether it has it.</returns>
    /// <exception cref="IOException">It cannot have it.</exception>
    public static bool TryMove(string from, string to)
    {
        if (OperatingSystem.IsLinux() && TryRename(from, to) is { } isRenamed)
        {
            return isRenamed;
        }

        try
        {
            File.Move(from, to, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(to))
        {
            return false;
        }
    }

    // Null where the C library, the kernel or the file system does not know how, and for .NET to say what else is wrong.
    private static bool? TryRename(string from, string to)
    {
        try
        {
            return LibcRename.Rename(LibcRename.CurrentFolder, from, LibcRename.CurrentFolder, to, LibcRename.NoReplace) == 0 ? true
                : Marshal.GetLastPInvokeError() == LibcRename.Exists ? false
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }
}
