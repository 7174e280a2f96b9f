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
        Dictionary<string, bool> folders = new(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var full = Path.GetFullPath(path, root);
            var isFile = FileStatus.IsFile(full);
            var problem =
                !isFile && Directory.Exists(full) ? "is a folder: name files"
                : !isFile ? "does not exist"
                : !IsOurs(full, root, repository) ? $"is outside of {root}"
                : IsLedOut(Path.GetDirectoryName(full)!) ? $"is outside of {root}, where a link leads"
                : null;
            if (problem is not null)
            {
                throw new HooksException(Codes.Files, $"The file {path} {problem}");
            }

            _ = files.Add(Path.GetRelativePath(root, full).Replace(Path.DirectorySeparatorChar, '/'));
        }

        return new FileListing([.. files]);

        bool IsLedOut(string folder)
        {
            if (!folders.TryGetValue(folder, out var isOut))
            {
                isOut = RealPath.Of(folder) is { } real && !IsOurs(real, Real(root), repository);
                folders[folder] = isOut;
            }

            return isOut;
        }
    }

    // The message of a commit is in the git directory, which is elsewhere for a linked worktree.
    private static bool IsOurs(string file, string root, GitRepository? repository) =>
        GitFolders.IsIn(file, root)
            || (repository is not null && (GitFolders.IsIn(file, repository.GitDirectory) || GitFolders.IsIn(file, Real(repository.GitDirectory))));

    private static string Real(string folder) => RealPath.Of(folder) ?? folder;
}
