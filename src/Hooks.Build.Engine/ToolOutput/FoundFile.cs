namespace Hooks.Build.Engine.ToolOutput;

/// <summary>Files as tools name them.</summary>
internal static class FoundFile
{
    /// <summary>The absolute path of a file that is there; <see langword="null"/> for any other text.</summary>
    /// <param name="name">What may be its name.</param>
    /// <param name="folder">Absolute path of the folder where relative names start.</param>
    public static string? Existing(string name, string folder) => Path(name, folder) is { } path && File.Exists(path) ? path : null;

    /// <summary>The absolute path that a name has; <see langword="null"/> where it can be none.</summary>
    public static string? Path(string name, string folder) =>
        name.Length == 0 || name.Contains('\0', StringComparison.Ordinal) ? null : System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, name));
}
