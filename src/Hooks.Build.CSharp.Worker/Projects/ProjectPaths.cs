namespace Hooks.Build.CSharp.Projects;

/// <summary>Paths as the graph of projects has them: from the root, with / between folders.</summary>
internal static class ProjectPaths
{
    /// <summary>How paths are compared on this system: by the rule of the engine's <c>PathCase</c>.</summary>
    public static StringComparer Comparer { get; } = OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    private static readonly string[] Extensions = [".csproj", ".fsproj", ".vbproj"];

    /// <summary>Whether a file is a project of C#, F# or Visual Basic.</summary>
    public static bool IsProject(string path) => Array.Exists(Extensions, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>The folder of a path; empty for the root.</summary>
    public static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and var end ? path[..end] : "";

    /// <summary>Whether a path lies in a folder, at any depth.</summary>
    public static bool IsIn(string path, string folder) =>
        folder.Length == 0
            ? !path.StartsWith("../", StringComparison.Ordinal) && !Path.IsPathRooted(path)
            : path.Length > folder.Length && path[folder.Length] == '/' && Comparer.Equals(path[..folder.Length], folder);

    /// <summary>The path from the root of a full one.</summary>
    public static string FromRoot(string root, string fullPath) => Path.GetRelativePath(root, fullPath).Replace('\\', '/');

    /// <summary>The full path of one from the root.</summary>
    public static string Full(string root, string path) => Path.GetFullPath(Path.Combine(root, path));

    /// <summary>Joins a folder and a path or pattern from there, and takes <c>.</c> and <c>..</c> out.</summary>
    public static string Combine(string folder, string path)
    {
        List<string> segments = [];
        foreach (var segment in (folder + "/" + path.Replace('\\', '/')).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".")
                continue;
            if (segment == ".." && segments.Count > 0 && segments[^1] != "..")
                segments.RemoveAt(segments.Count - 1);
            else
                segments.Add(segment);
        }

        return string.Join('/', segments);
    }
}
