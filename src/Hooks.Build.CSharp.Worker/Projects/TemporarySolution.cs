using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Hooks.Build.CSharp.Projects;

/// <summary>
/// Some projects as one thing to build, in a temporary folder: the project itself where it is one and belongs to no solution; a filter of the solution they
/// belong to, so that its configurations and <c>$(SolutionDir)</c> are what they always are; else a solution of their own.
/// </summary>
internal sealed class TemporarySolution : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hooks-projects-").FullName;

    private TemporarySolution(ProjectRun run, IReadOnlyList<KnownProject> projects)
    {
        var paths = projects.Select(project => ProjectPaths.Full(run.Request.Root, project.Path)).ToHashSet(ProjectPaths.Comparer);
        List<string> named = [.. run.Start.Projects.Where(project => paths.Contains(project.FullPath)).Select(project => project.Name)];
        IsProject = run.Start.Solution.Length == 0 && paths.Count == 1;
        if (IsProject)
        {
            FullPath = paths.First();
        }
        else if (run.Start.Solution.Length > 0 && named.Count == paths.Count)
        {
            FullPath = Write("affected.slnf", Filter(run.Start.Solution, named));
        }
        else
        {
            FullPath = Write("affected.sln", Solution(paths.Order(StringComparer.Ordinal), run.Configuration));
        }
    }

    /// <summary>What to build.</summary>
    public string FullPath { get; }

    /// <summary>Whether that is a project.</summary>
    public bool IsProject { get; }

    /// <summary>A folder that goes with it.</summary>
    public string Folder => _folder;

    /// <summary>Of some of the projects of a run. Those that no solution names are built by the ones that refer to them, where there is such a one.</summary>
    public static TemporarySolution Of(ProjectRun run, IReadOnlyList<KnownProject> projects)
    {
        if (run.Start.Solution.Length == 0)
            return new(run, projects);

        var named = run.Start.Projects.Select(project => project.FullPath).ToHashSet(ProjectPaths.Comparer);
        List<KnownProject> inside = [.. projects.Where(project => named.Contains(ProjectPaths.Full(run.Request.Root, project.Path)))];
        return new(run, inside.Count > 0 ? inside : projects);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left to whoever clears the temporary folder.
        }
    }

    private static string Filter(string solution, List<string> projects) => new JsonObject
    {
        ["solution"] = new JsonObject { ["path"] = solution, ["projects"] = new JsonArray([.. projects.Select(project => JsonValue.Create(project))]) },
    }.ToJsonString();

    private static string Solution(IEnumerable<string> paths, string configuration)
    {
        StringBuilder projects = new(), configurations = new();
        foreach (var path in paths)
        {
            // Named by it, too: a solution must not have one name twice, and two folders may have an App.csproj.
            var id = Guid.NewGuid().ToString("B").ToUpperInvariant();
            _ = projects.Append(
                CultureInfo.InvariantCulture, $"Project(\"{{9A19103F-16F7-4668-BE54-9A1E7A4F7556}}\") = \"{id[1..^1]}\", \"{path}\", \"{id}\"\nEndProject\n");
            _ = configurations.Append(
                CultureInfo.InvariantCulture,
                $"\t\t{id}.{configuration}|Any CPU.ActiveCfg = {configuration}|Any CPU\n\t\t{id}.{configuration}|Any CPU.Build.0 = {configuration}|Any CPU\n");
        }

        return $"""

            Microsoft Visual Studio Solution File, Format Version 12.00
            {projects}Global
            	GlobalSection(SolutionConfigurationPlatforms) = preSolution
            		{configuration}|Any CPU = {configuration}|Any CPU
            	EndGlobalSection
            	GlobalSection(ProjectConfigurationPlatforms) = postSolution
            {configurations}	EndGlobalSection
            EndGlobal

            """;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        try
        {
            File.WriteAllText(path, text);
            return path;
        }
        catch (IOException e)
        {
            Dispose();
            throw new ProjectProblemException(
                $"'{path}', which names the projects to build, cannot be written ({e.Message}): make room in the temporary folder, or set TMPDIR to another");
        }
    }
}
