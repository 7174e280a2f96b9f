namespace Hooks.Build.Runner.Output;

/// <summary>Paths as people write them: from the repository's root where they lie inside of it.</summary>
internal static class RelativePath
{
    /// <summary>Shortens an absolute path so that it can be used from the current folder.</summary>
    public static string OfHere(string path) => Of(path, Path.GetFullPath("."));

    /// <summary>Shortens a path, with <c>/</c>.</summary>
    public static string Of(string path, string root)
    {
        var relative = Path.IsPathRooted(path) && path.StartsWith(root, StringComparison.Ordinal) && !path.Contains('\0', StringComparison.Ordinal) ? Path.GetRelativePath(root, path) : path;
        return Path.DirectorySeparatorChar == '\\' ? relative.Replace('\\', '/') : relative;
    }
}
