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

        // Folders with no file yet, which git names only when asked for folders; in those that it names whole there may be ignored ones.
        var unknown = git.RequireAsync([.. GitFolder.Untracked, "--directory"], cancellation);
        var ignored = git.RequireAsync([.. GitFolder.Untracked, "--directory", "--ignored"], cancellation);
        var settings = GitSettings.FilesAsync(git, cancellation);
        var attributes = OutsideAttributes.FindAsync(git, cancellation);
        HashSet<string> watched = new(folders.Select(folder => folder.Length == 0 ? root : Path.Combine(root, folder)), StringComparer.Ordinal);
        var left = Whole(await ignored, root);
        foreach (var folder in Folders(await unknown, root))
        {
            AddAll(folder, left, watched);
        }

        watched.UnionWith(watched.Select(folder => Path.Combine(folder, ".gitignore")).ToList());
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

    // What a pattern excludes git names without what is in it. A folder in which all happens to be ignored, as by a .gitignore of its own, it names with
    // that: there a new file may count.
    private static HashSet<string> Whole(byte[] ignored, string root)
    {
        HashSet<string> whole = new(Folders(ignored, root), StringComparer.Ordinal);
        foreach (var name in ZeroTerminated.Split(ignored))
        {
            var path = PathText.Decode(name.Span).TrimEnd('/');
            for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
            {
                _ = whole.Remove(Path.Combine(root, path[..end]));
            }
        }

        return whole;
    }

    private static void AddAll(string folder, HashSet<string> ignored, HashSet<string> watched)
    {
        if (!watched.Add(folder))
        {
            return;
        }

        foreach (var inner in Directory.EnumerateDirectories(
            folder, "*", new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            if (!ignored.Contains(inner))
            {
                AddAll(inner, ignored, watched);
            }
        }
    }
}
