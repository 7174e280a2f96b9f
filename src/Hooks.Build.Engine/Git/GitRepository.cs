using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Git;

/// <summary>Where the parts of a repository are, found without starting git.</summary>
public sealed record GitRepository
{
    /// <summary>Absolute path of the top of the working tree.</summary>
    public required string Root { get; init; }

    /// <summary>Absolute path of the git directory of this working tree.</summary>
    public required string GitDirectory { get; init; }

    /// <summary>Absolute path of the git directory that all working trees share; <see cref="GitDirectory"/> in a plain repository.</summary>
    public required string CommonDirectory { get; init; }

    /// <summary>Absolute path of the index that is about to be committed.</summary>
    public required string IndexFile { get; init; }

    /// <summary>Whether git commits from an index made for this commit alone: <c>commit -a</c>, <c>commit PATH</c>.</summary>
    public bool HasTemporaryIndex => !string.Equals(IndexFile, Path.Combine(GitDirectory, "index"), PathCase.Comparison);

    /// <summary>Whether the environment's GIT_DIR names this repository: git's other variables are then about it too.</summary>
    internal bool IsNamed { get; init; }

    /// <summary>Whether the environment's variables are about another repository.</summary>
    internal bool IsStranger { get; init; }

    /// <summary>Finds the repository whose working tree a folder belongs to.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="environment">GIT_DIR, GIT_WORK_TREE and GIT_INDEX_FILE count where they are about this folder.</param>
    /// <returns><see langword="null"/> outside a repository, in a git directory and in a bare repository.</returns>
    /// <exception cref="HooksException">HOOK9010: there is a <c>.git</c> that leads nowhere.</exception>
    public static GitRepository? Find(string folder, IReadOnlyDictionary<string, string> environment)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var found = GitFolders.Above(folder);
        // Git's relative paths start at the top of the working tree, which is where it runs hooks.
        var start = found?.Root ?? folder;
        var named = Variable(environment, "GIT_DIR") is { } directory ? Path.GetFullPath(directory, start) : null;
        var isNamed = found is { } above && named is not null && GitFolders.IsSame(named, above.GitDirectory);
        if (named is not null && !isNamed && WorkTree(folder, start, named, found, environment) is { } root)
        {
            (found, isNamed) = ((root, named), true);
        }

        if (found is not { } parts)
        {
            return null;
        }

        var common = GitFolders.Common(parts.GitDirectory);
        return !isNamed && GitFolders.IsSame(common, parts.GitDirectory) && GitFolders.IsBare(common) ? null : new GitRepository
        {
            Root = parts.Root,
            GitDirectory = parts.GitDirectory,
            CommonDirectory = common,
            IndexFile = Index(parts.Root, parts.GitDirectory, isNamed, named is not null && !isNamed, environment),
            IsNamed = isNamed,
            IsStranger = named is not null && !isNamed,
        };
    }

    // `git --git-dir=X --work-tree=Y commit`; without a work tree git takes the folder it is in.
    private static string? WorkTree(
        string folder, string start, string directory, (string Root, string GitDirectory)? found, IReadOnlyDictionary<string, string> environment)
    {
        if (!GitFolders.IsGitDirectory(directory) || GitFolders.IsIn(folder, directory))
        {
            return null;
        }

        if (Variable(environment, "GIT_WORK_TREE") is not { } tree)
        {
            return found is null ? folder : null;
        }

        tree = Path.TrimEndingDirectorySeparator(Path.GetFullPath(tree, start));
        var isNearest = found is not { } nearer || nearer.Root.Length <= tree.Length;
        return GitFolders.IsIn(folder, tree) && isNearest ? tree : null;
    }

    private static string Index(string root, string directory, bool isNamed, bool isStranger, IReadOnlyDictionary<string, string> environment)
    {
        var usual = Path.Combine(directory, "index");
        if (isStranger || Variable(environment, "GIT_INDEX_FILE") is not { } name)
        {
            return usual;
        }

        var file = Path.GetFullPath(name, root);
        var folder = Path.GetDirectoryName(file) ?? root;
        if (GitFolders.IsSame(folder, directory))
        {
            return Path.Combine(directory, Path.GetFileName(file));
        }

        // A hook of another repository started this: its index is none of ours.
        return isNamed || !GitFolders.IsGitDirectory(folder) ? file : usual;
    }

    private static string? Variable(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
