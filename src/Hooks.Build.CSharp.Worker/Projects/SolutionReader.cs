using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Hooks.Build.CSharp.Projects;

/// <summary>Which projects a solution names, without MSBuild: <c>.sln</c>, <c>.slnx</c> and <c>.slnf</c>.</summary>
internal static partial class SolutionReader
{
    [GeneratedRegex("""^[ \t]*Project\("\{[^}]*\}"\)\s*=\s*"[^"]*"\s*,\s*"(?<path>[^"]+)"\s*,""", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex ProjectLine();

    /// <summary>Whether a file is a solution.</summary>
    public static bool IsSolution(string path) => Path.GetExtension(path).ToUpperInvariant() is ".SLN" or ".SLNX" or ".SLNF";

    /// <summary>Reads a solution.</summary>
    /// <param name="fullPath">The file.</param>
    /// <returns>The solution itself, which a filter names, and its projects as it writes them, from its own folder.</returns>
    public static (string Solution, IReadOnlyList<string> Projects) Read(string fullPath)
    {
        try
        {
            var text = File.ReadAllText(fullPath);
            return Path.GetExtension(fullPath).ToUpperInvariant() switch
            {
                ".SLNF" => Filter(fullPath, text),
                ".SLNX" => (fullPath, Projects(XDocument.Parse(text).Descendants("Project").Select(project => (string?)project.Attribute("Path") ?? ""))),
                _ => (fullPath, Projects(ProjectLine().Matches(text).Select(match => match.Groups["path"].Value))),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException or JsonException or KeyNotFoundException
            or InvalidOperationException)
        {
            throw new ProjectProblemException($"The solution '{fullPath}' cannot be read: {e.Message}");
        }
    }

    private static (string Solution, IReadOnlyList<string> Projects) Filter(string fullPath, string text)
    {
        using var json = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var solution = json.RootElement.GetProperty("solution");
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(fullPath)!, solution.GetProperty("path").GetString()!.Replace('\\', '/')));
        return (path, Projects(solution.GetProperty("projects").EnumerateArray().Select(project => project.GetString() ?? "")));
    }

    private static IReadOnlyList<string> Projects(IEnumerable<string> paths) => [.. paths.Where(ProjectPaths.IsProject)];
}
