using Hooks.Build.Engine.Workers;

namespace Hooks.Build.CSharp.Projects;

/// <summary>Projects that own changed files but are not in the graph, since the solution does not name them: what nobody builds is said.</summary>
internal static class StrayProjects
{
    /// <summary>Tells each of them once.</summary>
    public static void Tell(ToolRequest request, GraphStart start, IReadOnlyList<KnownProject> projects, IReadOnlyList<string> files, Action<string> output)
    {
        // Without a solution the graph has all there are.
        if (start.File.Length == 0)
            return;

        var root = request.Root;
        var known = projects.Select(project => project.Path).ToHashSet(ProjectPaths.Comparer);
        var solution = ProjectPaths.FromRoot(root, start.File);
        Dictionary<string, IReadOnlyList<string>> seen = new(ProjectPaths.Comparer);
        foreach (var project in files.SelectMany(file => Nearest(root, ProjectPaths.FolderOf(file), seen))
            .Distinct(ProjectPaths.Comparer)
            .Order(StringComparer.Ordinal))
        {
            if (!known.Contains(project) && !DeclaresTheHooks(request, project))
                output(
                    $"{project} : warning HOOK3002: {solution} does not name this project, and none that it names refers to it: it was not looked at. 'dotnet sln {solution} add {project}' adds it");
        }
    }

    private static IReadOnlyList<string> Nearest(string root, string folder, Dictionary<string, IReadOnlyList<string>> seen)
    {
        if (seen.TryGetValue(folder, out var found))
            return found;

        var full = ProjectPaths.Full(root, folder);
        found = Directory.Exists(full)
            ? [.. Directory.EnumerateFiles(full, "*proj").Where(ProjectPaths.IsProject).Select(file => ProjectPaths.FromRoot(root, file))]
            : [];
        if (found.Count == 0 && folder.Length > 0)
            found = Nearest(root, ProjectPaths.FolderOf(folder), seen);

        return seen[folder] = found;
    }

    // The project of the hooks stands apart from the solution; it was built before any of them ran.
    private static bool DeclaresTheHooks(ToolRequest request, string project) => ProjectPaths.Comparer.Equals(project, request.HooksProject);
}
