using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Selecting;

/// <summary>The files that the user, or git, named.</summary>
internal static class GivenFiles
{
    public static FileListing List(string root, GitRepository? repository, IReadOnlyList<string> paths)
    {
        SortedSet<string> files = new(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var full = Path.GetFullPath(path, root);
            var isFile = FileStatus.IsFile(full);
            var problem =
                !isFile && Directory.Exists(full) ? "is a folder: name files"
                : !isFile ? "does not exist"
                : !IsOurs(full, root, repository) ? $"is outside of {root}"
                : null;
            if (problem is not null)
            {
                throw new HooksException(Codes.Files, $"The file {path} {problem}");
            }

            _ = files.Add(Path.GetRelativePath(root, full).Replace(Path.DirectorySeparatorChar, '/'));
        }

        return new FileListing([.. files]);
    }

    // The message of a commit is in the git directory, which is elsewhere for a linked worktree.
    private static bool IsOurs(string file, string root, GitRepository? repository) =>
        GitFolders.IsIn(file, root) || (repository is not null && GitFolders.IsIn(file, repository.GitDirectory));
}
