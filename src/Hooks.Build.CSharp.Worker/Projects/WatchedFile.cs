using System.Security.Cryptography;
using System.Text;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.CSharp.Projects;

/// <summary>A file, or the names in a folder, as it was when the graph was read.</summary>
/// <param name="Path">From the root, or full.</param>
/// <param name="Size">Its bytes; -1 where it did not exist.</param>
/// <param name="Written">When it was written.</param>
/// <param name="Changed">When anything of it was last changed, where the system tells: who sets the time of writing (<c>cp -p</c>, <c>rsync -t</c>) cannot set
/// it.</param>
/// <param name="Hash">Of its content; empty where it did not exist.</param>
internal readonly record struct WatchedFile(string Path, long Size, FileTime Written, FileTime Changed, string Hash)
{
    /// <summary>Looks at a file.</summary>
    public static WatchedFile Of(string root, string path)
    {
        var now = Look(root, path);
        return now.Size < 0 ? now : now with { Hash = HashOf(root, path) };
    }

    /// <summary>Whether it is the same still; one that was only touched is, and comes back with its new times.</summary>
    public bool IsUnchanged(string root, out WatchedFile now)
    {
        now = Look(root, Path) with { Hash = Hash };
        return now == this || (now.Size == Size && HashOf(root, Path) == Hash);
    }

    private static WatchedFile Look(string root, string path)
    {
        var status = FileStatus.Read(System.IO.Path.Combine(root, path), followsLinks: true);
        return status.Kind == FileKind.None
            ? new WatchedFile(path, -1, default, default, "")
            : new WatchedFile(path, status.Size, status.Modified, status.Changed, "");
    }

    private static string HashOf(string root, string path)
    {
        try
        {
            var full = System.IO.Path.Combine(root, path);
            return Convert.ToHexString(SHA256.HashData(Directory.Exists(full) ? Encoding.UTF8.GetBytes(NamesIn(full)) : File.ReadAllBytes(full)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Never equal to what is remembered: the graph is read again, which says what is wrong.
            return "?" + e.Message;
        }
    }

    private static string NamesIn(string folder) =>
        string.Join('\n', Directory.EnumerateFileSystemEntries(folder).Select(path => System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal));
}
