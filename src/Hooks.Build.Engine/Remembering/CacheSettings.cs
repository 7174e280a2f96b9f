namespace Hooks.Build.Engine.Remembering;

/// <summary>The folder in which results are remembered.</summary>
public static class CacheSettings
{
    /// <summary>The folder that a setting names, from the repository's root; without one that of the user. Empty where there is none.</summary>
    public static string Directory(string? setting, string root) => string.IsNullOrWhiteSpace(setting) ? root[..0] : Path.GetFullPath(Path.Combine(root, setting.Trim()));

    /// <summary>Forgets all that is remembered, for every repository that shares the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="logDirectory">The folder of the hooks' logs, in which it is kept what results depended on.</param>
    /// <returns>What was removed, in a line.</returns>
    public static string Clean(string folder, string logDirectory) => folder + logDirectory;
}
