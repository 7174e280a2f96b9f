using Hooks.Build.Engine.Git;

namespace Hooks.Build.Engine.Staging;

/// <summary>
/// The git directory of a snapshot: like that of a linked working tree it shares all with the repository but its index, so that what a hook stages
/// in the snapshot (every neighbour is a link there) is not committed.
/// </summary>
internal static class SnapshotGit
{
    public static void Create(string path, GitRepository repository)
    {
        _ = Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "commondir"), repository.CommonDirectory + "\n");
        File.Copy(Path.Combine(repository.GitDirectory, "HEAD"), Path.Combine(path, "HEAD"));
        if (File.Exists(repository.IndexFile))
        {
            File.Copy(repository.IndexFile, Path.Combine(path, "index"));
        }

        // What else git keeps for each working tree: the other part of a split index, its own configuration, which folders are checked out.
        foreach (var entry in Directory.EnumerateFileSystemEntries(repository.GitDirectory).Where(entry => IsOfWorkingTree(Path.GetFileName(entry))))
        {
            try
            {
                _ = File.CreateSymbolicLink(Path.Combine(path, Path.GetFileName(entry)), entry);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Windows lets only some users make links.
                return;
            }
        }
    }

    private static bool IsOfWorkingTree(string name) =>
        name is "config.worktree" or "info" or "MERGE_HEAD" || name.StartsWith("sharedindex.", StringComparison.Ordinal);
}
