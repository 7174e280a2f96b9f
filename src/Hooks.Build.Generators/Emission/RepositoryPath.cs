using Hooks.Build.Generators.Model;

namespace Hooks.Build.Generators.Emission;

/// <summary>Names files from the repository root, so that the plan is the same in each clone.</summary>
internal static class RepositoryPath
{
    /// <summary>A place as the plan names it.</summary>
    public static PlanPosition Position(SourceSpan where, string root) =>
        new(Relative(where.FilePath, root), where.Lines.Start.Line + 1, where.Lines.Start.Character + 1);

    /// <summary>The path from the root, or the file's name where it does not lie below it.</summary>
    /// <remarks>The compiler keeps the paths of syntax trees as they are on disk; <c>PathMap</c> changes only what it writes.</remarks>
    internal static string Relative(string path, string root)
    {
        var file = path.Replace('\\', '/');
        var folder = root.Trim().Replace('\\', '/').TrimEnd('/');

        // Drive letters tell Windows, whose paths have no case.
        var comparison = folder.Length > 1 && folder[1] == ':' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return root.Length > 0 && file.StartsWith(folder + "/", comparison)
            ? file.Substring(folder.Length + 1)
            : file.Substring(file.LastIndexOf('/') + 1);
    }
}
