using Hooks.Build.Engine.Git;

namespace Hooks.Build.Runner.Output;

/// <summary>Paths as people write them: from the repository's root where they lie inside of it.</summary>
internal static class RelativePath
{
    /// <summary>Shortens an absolute path so that it can be used from the current folder.</summary>
    public static string OfHere(string path) => Of(path, Path.GetFullPath("."));

    /// <summary>Shortens a path, with <c>/</c>.</summary>
    public static string Of(string path, string root) =>
        (Path.IsPathRooted(path) && GitFolders.IsIn(path, root) && !path.Contains('\0', StringComparison.Ordinal) ? Path.GetRelativePath(root, path) : path)
            .Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>The path from the root, for those to whom the machine's folders are not told.</summary>
    /// <param name="path">Absolute, or from the root.</param>
    /// <param name="root">Absolute path of the root.</param>
    /// <returns><see langword="null"/> for what is not below the root.</returns>
    public static string? Below(string path, string root)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var full = Path.GetFullPath(path, root);
        if (!GitFolders.IsIn(full, root))
        {
            return null;
        }

        // An absolute path of Windows is elsewhere a name like any other.
        var relative = Path.GetRelativePath(root, full).Replace(Path.DirectorySeparatorChar, '/');
        return relative is "." or [_, ':', '/' or '\\', ..] or ['\\', ..] or ['~', ..] ? null : relative;
    }
}
