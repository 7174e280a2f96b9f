namespace Hooks.Build.Engine.FileSystem;

/// <summary>What lies in a folder, as paths have it: links are not followed.</summary>
internal static class PathBelow
{
    /// <summary>Whether a path is a folder or below it. Both are absolute and without <c>..</c>.</summary>
    public static bool IsIn(string path, string folder)
    {
        folder = Path.TrimEndingDirectorySeparator(folder);
        return path.StartsWith(folder, PathCase.Comparison)
            && (path.Length == folder.Length || Path.EndsInDirectorySeparator(folder) || IsSeparator(path[folder.Length]));
    }

    /// <summary>Whether a path is below a folder, and not the folder itself.</summary>
    public static bool Is(string path, string folder) =>
        IsIn(path, folder) && Path.TrimEndingDirectorySeparator(path).Length > Path.TrimEndingDirectorySeparator(folder).Length;

    /// <summary>The path from a folder; <see langword="null"/> for what is not below it.</summary>
    public static string? From(string folder, string path)
    {
        path = Path.GetFullPath(path);
        return Is(path, folder) ? Path.GetRelativePath(folder, path) : null;
    }

    private static bool IsSeparator(char character) => character == Path.DirectorySeparatorChar || character == Path.AltDirectorySeparatorChar;
}
