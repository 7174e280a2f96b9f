using System.Text;
using System.Text.RegularExpressions;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Runner.Projects;

/// <summary>
/// Which projects reference the package, without MSBuild, which takes a second for each: by their own text; else by what a restore wrote, and by the text of
/// files that MSBuild reads into all projects around them.
/// </summary>
internal static partial class PackageReferences
{
    /// <summary>Files that MSBuild and NuGet read into the projects around them.</summary>
    public static IReadOnlyList<string> SharedNames { get; } = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];

    /// <summary>Whether a file references the package, or Hooks.Build.CSharp, which brings it along. A version alone is no reference.</summary>
    public static bool IsIn(string file) => Text(file) is { } text && Reference().IsMatch(text);

    /// <summary>Whether the package was restored for a project: NuGet imports its targets then.</summary>
    public static bool IsRestoredFor(string project) =>
        Text(Path.Combine(Path.GetDirectoryName(project)!, "obj", Path.GetFileName(project) + ".nuget.g.targets"))?.Contains(
            "Hooks.Build.targets", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A file around a project that references the package; <see langword="null"/> where there is none.</summary>
    /// <param name="project">Full path.</param>
    /// <param name="root">The repository: nothing above it counts.</param>
    public static string? SharedAround(string project, string root)
    {
        for (var folder = Path.GetDirectoryName(project); folder is not null && folder.Length >= root.Length; folder = Path.GetDirectoryName(folder))
        {
            if (SharedNames.Select(name => Path.Combine(folder, name)).FirstOrDefault(IsIn) is { } file)
            {
                return file;
            }
        }

        return null;
    }

    [GeneratedRegex("""<(?:Global)?PackageReference\s[^>]*?\bInclude\s*=\s*["'](?:[^"'>]*;)?\s*Hooks\.Build(?:\.CSharp)?\s*(?:;[^"'>]*)?["']""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Reference();

    private static string? Text(string file)
    {
        try
        {
            return PlainFile.Read(file) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
