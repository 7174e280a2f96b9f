using Hooks.Build.Engine.Git;

namespace Hooks.Build.Engine.UpToDate;

/// <summary>The folders in which a new file would be one of the repository's: their times tell that none came.</summary>
internal static class WatchedFolders
{
    /// <summary>Finds them.</summary>
    /// <param name="git">The repository, at whose top the paths start.</param>
    /// <param name="listed">The repository's files.</param>
    /// <param name="cancellation">Ends the question to git.</param>
    /// <returns>Absolute paths, and those of the files that say what git ignores.</returns>
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

        // Folders with no file yet, which git names only when asked for folders.
        var output = await git.RequireAsync(["ls-files", "-z", "--others", "--exclude-standard", "--directory"], cancellation);
        foreach (var name in ZeroTerminated.Split(output))
        {
            if (name.Span is [.., (byte)'/'])
            {
                AddAll(Path.Combine(root, PathText.Decode(name.Span[..^1])), watched);
            }
        }

        AddIgnoreFiles(git.Repository, watched);
        return watched;
    }

    private static void AddAll(string folder, HashSet<string> watched)
    {
        _ = watched.Add(folder);
        foreach (var inner in Directory.EnumerateDirectories(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            _ = watched.Add(inner);
        }
    }

    private static void AddIgnoreFiles(GitRepository repository, HashSet<string> watched)
    {
        var home = System.Environment.GetEnvironmentVariable("HOME") ?? "/";
        var config = System.Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } named ? named : Path.Combine(home, ".config");
        watched.UnionWith(
        [
            repository.IndexFile,
            Path.Combine(repository.CommonDirectory, "config"),
            Path.Combine(repository.CommonDirectory, "info", "exclude"),
            Path.Combine(repository.CommonDirectory, "info", "attributes"),
            Path.Combine(home, ".gitconfig"),
            Path.Combine(config, "git", "config"),
            Path.Combine(config, "git", "ignore"),
        ]);
    }
}
