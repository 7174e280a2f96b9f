using System.Security.Cryptography;

namespace Hooks.Build.CSharp.Projects;

/// <summary>A file as it was when the graph was read.</summary>
/// <param name="Path">From the root, or full.</param>
/// <param name="Size">Its bytes; -1 where it did not exist.</param>
/// <param name="Time">When it was written, in ticks.</param>
/// <param name="Hash">Of its content; empty where it did not exist.</param>
internal readonly record struct WatchedFile(string Path, long Size, long Time, string Hash)
{
    /// <summary>Looks at a file.</summary>
    public static WatchedFile Of(string root, string path)
    {
        var (size, time) = Look(root, path);
        return new WatchedFile(path, size, time, size < 0 ? "" : HashOf(root, path));
    }

    /// <summary>Whether it is the same still; one that was only touched is, and comes back with its new time.</summary>
    public bool IsUnchanged(string root, out WatchedFile now)
    {
        now = this;
        var (size, time) = Look(root, Path);
        if (size != Size)
            return false;
        if (size < 0 || time == Time)
            return true;

        now = this with { Time = time };
        return HashOf(root, Path) == Hash;
    }

    private static (long Size, long Time) Look(string root, string path)
    {
        FileInfo file = new(System.IO.Path.Combine(root, path));
        return file.Exists ? (file.Length, file.LastWriteTimeUtc.Ticks) : (-1, 0);
    }

    private static string HashOf(string root, string path)
    {
        try
        {
            return Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(System.IO.Path.Combine(root, path))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Never equal to what is remembered: the graph is read again, which says what is wrong.
            return "?" + e.Message;
        }
    }
}
