using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Exceptions;

namespace Hooks.Build.CSharp.Projects;

/// <summary>The imports of a project that come and go with files: those with <c>Condition="Exists(...)"</c>, and those whose names are patterns.</summary>
internal static class WrittenImports
{
    /// <summary>Characters of a pattern.</summary>
    public const string Wildcards = "*?";

    /// <summary>Full paths, some of them patterns, of those that are written in files of the repository, whether they are taken now or not.</summary>
    public static IEnumerable<string> Of(string root, Project project) => project.Imports
        .Select(import => import.ImportedProject)
        .Where(file => ProjectPaths.IsIn(ProjectPaths.FromRoot(root, file.FullPath), ""))
        .Prepend(project.Xml)
        .SelectMany(file => file.Imports.Where(import => import.Sdk.Length == 0).SelectMany(import => Expand(project, file, import)));

    /// <summary>Whether a condition of an element, or of what it stands in, asks for a file.</summary>
    public static bool AsksForFile(ProjectElement? element) =>
        ConditionsOf(element).Any(condition => condition.Contains("Exists(", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> ConditionsOf(ProjectElement? element)
    {
        for (; element is not null; element = element.Parent)
        {
            // Elements that can have none, such as the project's own, say null.
            if (element.Condition is { Length: > 0 } condition)
                yield return condition;
        }
    }

    private static IEnumerable<string> Expand(Project project, ProjectRootElement file, ProjectImportElement import)
    {
        var comesAndGoes = AsksForFile(import);
        if (!comesAndGoes && ConditionsOf(import).Any())
            return [];

        // Properties have the values of the project's end, but for those that tell in which file they stand.
        var text = import.Project
            .Replace("$(MSBuildThisFileDirectory)", file.DirectoryPath + "/", StringComparison.OrdinalIgnoreCase)
            .Replace("$(MSBuildThisFileFullPath)", file.FullPath, StringComparison.OrdinalIgnoreCase);
        try
        {
            return project.ExpandString(text).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(path => Path.GetFullPath(Path.Combine(file.DirectoryPath, path.Replace('\\', '/'))))
                .Where(path => comesAndGoes || path.AsSpan().IndexOfAny(Wildcards) >= 0);
        }
        catch (InvalidProjectFileException)
        {
            // Its condition guards a function that fails here.
            return [];
        }
    }
}
