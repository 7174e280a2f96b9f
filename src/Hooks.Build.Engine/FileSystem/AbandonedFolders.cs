
namespace Hooks.Build.Engine.FileSystem;

/// <summary>
/// The private folders that killed runs left in a place that is everybody's. A name says nothing there: only a folder that this user owns and nobody
/// else may enter, with our lock in it that nobody holds, is one of them, and it is emptied through the folder that was looked at.
/// </summary>
internal static class AbandonedFolders
{
    private static ReadOnlySpan<byte> LockName => ".hooks-build-lock\0"u8;

    /// <summary>The lock's name.</summary>
    public static string Lock => System.Text.Encoding.ASCII.GetString(LockName[..^1]);

    /// <summary>Deletes them.</summary>
    /// <param name="place">Where they lie.</param>
    /// <param name="prefix">What their names start with.</param>
    public static void Sweep(string place, string prefix)
    {
        if (OperatingSystem.IsWindows())
        {
            // A user's temporary folder is nobody else's, and a file that is open cannot be deleted.
            SweepByPath(place, prefix);
            return;
        }

        using var parent = OpenFolder.TryOpen(place, followsLinks: true);
        var start = OpenFolder.Terminated(prefix).AsSpan()[..^1];
        foreach (var name in parent?.Names() ?? [])
        {
            if (name.AsSpan().StartsWith(start))
            {
                Sweep(parent!, name);
            }
        }
    }

    /// <summary>Deletes a folder of ours.</summary>
    /// <param name="folder">It, as it was opened when it was made; <see langword="null"/> on Windows.</param>
    /// <param name="path">Its path.</param>
    public static void Delete(OpenFolder? folder, string path)
    {
        if (folder is null)
        {
            DeleteByPath(path);
            return;
        }

        folder.DeleteContent(last: LockName);
        using var parent = OpenFolder.TryOpen(Path.GetDirectoryName(path)!, followsLinks: true);
        var name = OpenFolder.Terminated(Path.GetFileName(path));
        if (parent is null || parent.TryRemoveEmpty(name))
        {
            return;
        }

        // Somebody deleted it while the run was at work, which made what it needed anew, or has written into it since: without its lock nobody would sweep it.
        using var again = parent.TryOpen(name);
        if (again is not null && IsOurs(again.Status))
        {
            again.DeleteContent(last: LockName);
            _ = parent.TryRemoveEmpty(name);
        }
    }

    /// <summary>Whether nobody but this user may enter a folder.</summary>
    public static bool IsOurs(FileStatus folder) =>
        folder.Kind == FileKind.Folder && folder.IsOwn()
        && (folder.Mode & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.SetGroup)) == 0;

    private static void Sweep(OpenFolder parent, byte[] name)
    {
        using (var folder = parent.TryOpen(name))
        {
            if (folder is null || !IsOurs(folder.Status))
            {
                return;
            }

            // Held until all is deleted: whoever made it and comes late does not get it.
            using var hold = folder.TryLock(LockName, out var isThere);
            if ((isThere && hold is null) || IsNew(folder))
            {
                return;
            }

            if (isThere)
            {
                folder.DeleteContent(last: LockName);
            }
            else
            {
                // It was left before it had one, or after: nothing is in it, or folders that are as empty. What has files may be anybody's.
                folder.DeleteEmptyFolders();
            }
        }

        _ = parent.TryRemoveEmpty(name);
    }

    // About to be locked: a lock is taken a moment after it was made.
    private static bool IsNew(OpenFolder folder) =>
        DateTimeOffset.FromUnixTimeSeconds(folder.Status.Modified.Seconds) > TimeProvider.System.GetUtcNow().AddMinutes(-1);

    private static void SweepByPath(string place, string prefix)
    {
        foreach (var folder in Directory.EnumerateDirectories(place, prefix + "*").Where(IsAbandoned).ToList())
        {
            DeleteByPath(folder);
        }
    }

    private static bool IsAbandoned(string folder)
    {
        try
        {
            // Whoever can take the lock is alone: a lock ends with the process that held it, however that ended.
            using FileStream hold = new(Path.Combine(folder, Lock), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void DeleteByPath(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that a hook left behind still writes there; the next run sweeps it.
        }
    }
}
