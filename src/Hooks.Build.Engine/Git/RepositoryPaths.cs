namespace Hooks.Build.Engine.Git;

/// <summary>
/// The two ways to name a file: from the run's root, as hooks see it, and from the top of the working tree, as git and snapshots do.
/// </summary>
internal sealed class RepositoryPaths(GitRepository repository, string root)
{
    /// <summary>The run's root by path from the top, with <c>/</c> at its end; empty where they are the same.</summary>
    public string Prefix { get; } = PrefixOf(repository.Root, root);

    /// <summary>From the top of the working tree.</summary>
    public string ToTop(string path) => Prefix + path;

    /// <summary>From the run's root; with leading <c>../</c> for what lies outside.</summary>
    public string FromTop(string path) =>
        TryFromTop(path) ?? Path.GetRelativePath(Path.Combine("/", Prefix), "/" + path).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>From the run's root; <see langword="null"/> for what lies outside.</summary>
    public string? TryFromTop(string path) => path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : null;

    /// <summary>The run's root in a folder that stands for the working tree.</summary>
    public string RootIn(string folder) => Prefix.Length == 0 ? folder : Path.Combine(folder, Prefix.TrimEnd('/'));

    private static string PrefixOf(string top, string root)
    {
        if (string.Equals(top, root, StringComparison.Ordinal))
        {
            return "";
        }

        var relative = Path.GetRelativePath(top, root).Replace(Path.DirectorySeparatorChar, '/');
        return relative == "." || relative.StartsWith("../", StringComparison.Ordinal) ? "" : relative + "/";
    }
}
