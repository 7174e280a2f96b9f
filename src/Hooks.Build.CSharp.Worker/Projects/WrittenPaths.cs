using System.Text.RegularExpressions;
using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Exceptions;

namespace Hooks.Build.CSharp.Projects;

/// <summary>
/// Paths that stand in the text of a project, or of what it imports from the repository, and that no evaluated item, property or import tells: what is there
/// only while a file is, what functions of properties read, and what targets name, which nothing looks at before they run.
/// </summary>
internal static partial class WrittenPaths
{
    /// <summary>Characters of a pattern.</summary>
    public const string Wildcards = "*?";

    // Signs of a path, with properties in it.
    [GeneratedRegex(@"(\$\(\w+\)|[^\s;,'""`()<>|=!$%&:])+", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex PathLike();

    /// <summary>
    /// Full paths, some of them patterns, that decide what the project is: what a condition asks for by <c>Exists(...)</c> and what stands under it, what
    /// functions of properties are given, imports that are patterns.
    /// </summary>
    public static IEnumerable<string> OfEvaluation(string root, Project project) =>
        PathsOf(root, project, file => file.AllChildren.Where(element => !IsOfTarget(element)).SelectMany(EvaluatedTexts));

    /// <summary>Full paths, some of them patterns, that are named by what runs in a build: targets, and tasks that are declared.</summary>
    public static IEnumerable<string> OfTargets(string root, Project project) =>
        PathsOf(
            root,
            project,
            file => file.AllChildren.Where(element => IsOfTarget(element) || element is ProjectUsingTaskElement or ProjectUsingTaskBodyElement)
                .SelectMany(RunTexts));

    private static IEnumerable<string> PathsOf(string root, Project project, Func<ProjectRootElement, IEnumerable<string>> texts) => project.Imports
        .Select(import => import.ImportedProject)
        .Where(file => ProjectPaths.IsIn(ProjectPaths.FromRoot(root, file.FullPath), ""))
        .Prepend(project.Xml)
        .DistinctBy(file => file.FullPath, ProjectPaths.Comparer)
        .SelectMany(file => texts(file).SelectMany(PathsIn).Distinct(StringComparer.Ordinal).SelectMany(path => Expand(project, file, path)));

    private static bool IsOfTarget(ProjectElement element) =>
        element is ProjectTargetElement || element.AllParents.Any(parent => parent is ProjectTargetElement);

    private static IEnumerable<string> EvaluatedTexts(ProjectElement element)
    {
        if (Asks(element.Condition))
            yield return element.Condition;
        var text = element switch
        {
            ProjectImportElement { Sdk.Length: 0 } import when AsksForFile(import) || import.Project.AsSpan().IndexOfAny(Wildcards) >= 0 => import.Project,
            ProjectItemElement item when AsksForFile(item) || CallsFunction(item.Include) => item.Include,
            ProjectPropertyElement property when CallsFunction(property.Value) => property.Value,
            _ => "",
        };
        yield return text;
    }

    private static IEnumerable<string> RunTexts(ProjectElement element) => element switch
    {
        ProjectTargetElement target => [target.Inputs],
        ProjectItemElement item => [item.Include],
        ProjectPropertyElement property => [property.Value],
        ProjectTaskElement task => task.Parameters.Values,
        ProjectUsingTaskElement task => [task.AssemblyFile],
        ProjectUsingTaskBodyElement body => [body.TaskBody],
        _ => [],
    };

    // Elements that can have none, such as the project's own, say null.
    private static bool Asks(string? condition) => condition?.Contains("Exists(", StringComparison.OrdinalIgnoreCase) == true;

    // A condition of the element, or of what it stands in.
    private static bool AsksForFile(ProjectElement element) => Asks(element.Condition) || element.AllParents.Any(parent => Asks(parent.Condition));

    private static bool CallsFunction(string text) => text.Contains("$([", StringComparison.Ordinal);

    // What stands between quotes may have blanks; functions are not called again.
    private static IEnumerable<string> PathsIn(string text) => text.Split(['\'', '"', '`', ';'], StringSplitOptions.TrimEntries)
        .Where(part => !CallsFunction(part) && !part.Contains("@(", StringComparison.Ordinal))
        .Concat(PathLike().Matches(text).Select(match => match.Value))
        .Where(part => part.AsSpan().IndexOfAny("/\\$") >= 0);

    // From the project's folder or from that of the file in which it stands, as it is an item or an import. Properties have the values of the project's end.
    private static IEnumerable<string> Expand(Project project, ProjectRootElement file, string path)
    {
        var text = path
            .Replace("$(MSBuildThisFileDirectory)", file.DirectoryPath + "/", StringComparison.OrdinalIgnoreCase)
            .Replace("$(MSBuildThisFileFullPath)", file.FullPath, StringComparison.OrdinalIgnoreCase);
        try
        {
            return project.ExpandString(text).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(path => path.Replace('\\', '/'))
                .Where(path => path.Contains('/', StringComparison.Ordinal))
                .SelectMany(path => (string[])[
                    Path.GetFullPath(Path.Combine(project.DirectoryPath, path)), Path.GetFullPath(Path.Combine(file.DirectoryPath, path))])
                .Distinct(StringComparer.Ordinal);
        }
        catch (InvalidProjectFileException)
        {
            // No text of MSBuild by itself.
            return [];
        }
    }
}
