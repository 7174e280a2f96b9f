using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.Native;

/// <summary>Linux's way to rename a file, of which .NET has no door to the flags. One source, compiled into engine and worker.</summary>
internal static partial class LibcRename
{
    /// <summary>AT_FDCWD: paths are as they would be anywhere.</summary>
    public const int CurrentFolder = -100;

    /// <summary>RENAME_NOREPLACE.</summary>
    public const uint NoReplace = 1;

    /// <summary>EEXIST.</summary>
    public const int Exists = 17;

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(int fromFolder, string from, int toFolder, string to, uint flags);
}
