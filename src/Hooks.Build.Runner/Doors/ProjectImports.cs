using System.Xml;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.State;

namespace Hooks.Build.Runner.Doors;

/// <summary>
/// The files that a project is made of: itself, what it imports by a path that can be read off, and what the SDK looks for in the folders above it.
/// MSBuild tells a task no more than the newest of them ($(MSBuildAllProjects), since MSBuild 16).
/// </summary>
internal static class ProjectImports
{
    /// <summary>Lists the files inside of the repository that exist.</summary>
    public static IReadOnlyList<string> Of(string project, string root)
    {
        List<string> files = [project, .. FilesAbove.Of(project, root)];
        for (var i = 0; i < files.Count; i++)
        {
            foreach (var import in ImportsOf(files[i], project).Where(File.Exists))
            {
                if (GitFolders.IsIn(import, root) && !files.Contains(import, StringComparer.Ordinal))
                {
                    files.Add(import);
                }
            }
        }

        return files;
    }

    private static List<string> ImportsOf(string file, string project)
    {
        List<string> imports = [];
        if (Path.GetExtension(file) == ".json")
        {
            return imports;
        }

        try
        {
            using var xml = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "Import" } && xml.GetAttribute("Sdk") is null && xml.GetAttribute("Project") is { } path)
                {
                    imports.Add(Expand(path, file, project));
                }
            }
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            // MSBuild has read it a moment ago and said what there is to say.
        }

        return imports;
    }

    private static string Expand(string path, string file, string project)
    {
        var folder = Path.GetDirectoryName(file)!;
        path = path
            .Replace("$(MSBuildThisFileDirectory)", folder + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase)
            .Replace("$(MSBuildProjectDirectory)", Path.GetDirectoryName(project), StringComparison.OrdinalIgnoreCase)
            .Replace('\\', Path.DirectorySeparatorChar);
        return Path.GetFullPath(path, folder);
    }
}
