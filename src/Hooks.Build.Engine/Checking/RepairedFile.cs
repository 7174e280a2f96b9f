using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.Checking;

/// <summary>Puts new content in the place of a file: all of it or nothing, whenever the process ends.</summary>
internal static class RepairedFile
{
    /// <summary>Writes the content beside the file and puts it in its place, with the file's owner and mode.</summary>
    /// <param name="path">Absolute path of an existing file.</param>
    /// <param name="before">How the file is.</param>
    /// <param name="content">All of its new content.</param>
    public static void Write(string path, FileStatus before, ReadOnlySpan<byte> content)
    {
        using var draft = AtomicFile.Create(Path.Combine(Path.GetDirectoryName(path)!, "." + Path.GetFileName(path)), isPrivate: true);
        draft.Stream.Write(content);
        if (!OperatingSystem.IsWindows())
        {
            // What runs as its owner must not become another's.
            const UnixFileMode AsOwner = UnixFileMode.SetUser | UnixFileMode.SetGroup;
            var isKept = Libc.ChangeOwner((int)draft.Stream.SafeFileHandle.DangerousGetHandle(), before.User, before.Group) == 0;
            var mode = File.GetUnixFileMode(path);
            File.SetUnixFileMode(draft.Stream.SafeFileHandle, isKept ? mode : mode & ~AsOwner);
        }

        draft.Publish(path);
    }
}
