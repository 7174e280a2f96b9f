using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Installing;

/// <summary>
/// Paths as scripts name them: with slashes, and from the working tree's top, where git starts every hook, so that a moved checkout and each
/// linked worktree finds its own. What lies outside is absolute.
/// </summary>
internal static class ScriptPath
{
    /// <summary>The path in a script.</summary>
    public static string In(string workingTree, string path)
    {
        var chosen = PathBelow.From(workingTree, path) ?? path;
        chosen = OperatingSystem.IsWindows() ? chosen.Replace('\\', '/') : chosen;
        // Programs would take it for an option.
        return chosen.StartsWith('-') ? "./" + chosen : chosen;
    }
}
