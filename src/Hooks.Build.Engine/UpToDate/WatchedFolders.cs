using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.UpToDate;

/// <summary>The folders in which a new file would be one of the repository's: their times tell that none came.</summary>
internal static class WatchedFolders
{
    /// <summary>Finds them.</summary>
    /// <param name="git">The repository, at whose top the paths start.</param>
    /// <param name="listed">The repository's files.</param>
    /// <param name="cancellation">Ends the question to git.</param>
    /// <returns>Absolute paths, and those of the files that say what git ignores, and what it takes for text.</returns>
    public static async Task<IReadOnlyCollection<string>> FindAsync(GitProgram git, IReadOnlyList<string> listed, CancellationToken cancellation)
    {
        var root = git.Repository.Root;
        HashSet<string> folders = new(StringComparer.Ordinal) { "" };
        foreach (var path in listed)
        {
            for (var end = path.LastIndexOf('/'); end > 0 && folders.Add(path[..end]); end = path.LastIndexOf('/', end - 1))
            {
                // Each folder above.
            }
        }

        HashSet<string> watched = new(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            var full = folder.Length == 0 ? root : Path.Combine(root, folder);
            _ = watched.Add(full);
            _ = watched.Add(Path.Combine(full, ".gitignore"));
        }

        // Folders with no file yet, which git names only when asked for folders; in those that it names whole there may be ignored ones.
        var unknown = git.RequireAsync([.. GitFolder.Untracked, "--directory"], cancellation);
        var ignored = git.RequireAsync([.. GitFolder.Untracked, "--directory", "--ignored"], cancellation);
        var settings = GitSettings.FilesAsync(git, cancellation);
        var attributes = OutsideAttributes.FindAsync(git, cancellation);
        HashSet<string> left = new(Folders(await ignored, root), StringComparer.Ordinal);
        foreach (var folder in Folders(await unknown, root))
        {
            AddAll(folder, left, watched);
        }

        watched.UnionWith(await settings);
        watched.UnionWith((await attributes).Files);
        watched.UnionWith([git.Repository.IndexFile, Path.Combine(git.Repository.CommonDirectory, "info", "exclude")]);
        return watched;
    }

    private static IEnumerable<string> Folders(byte[] output, string root)
    {
        foreach (var name in ZeroTerminated.Split(output))
        {
            if (name.Span is [.., (byte)'/'])
            {
                yield return Path.Combine(root, PathText.Decode(name.Span[..^1]));
            }
        }
    }

    private static void AddAll(string folder, HashSet<string> ignored, HashSet<string> watched)
    {
        if (ignored.Contains(folder) || !watched.Add(folder))
        {
            return;
        }

        foreach (var inner in Directory.EnumerateDirectories(folder, "*", new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            AddAll(inner, ignored, watched);
        }
    }
}
