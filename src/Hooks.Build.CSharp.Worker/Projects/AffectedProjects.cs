namespace Hooks.Build.CSharp.Projects;

/// <summary>Which projects are affected by files: those they belong to, and all that refer to these.</summary>
internal static class AffectedProjects
{
    // Found by name above a project, by MSBuild, NuGet, the SDK or the compiler; properties and targets of any name by GetPathOfFileAbove, which may find
    // another than it did.
    private static readonly HashSet<string> ForAllBelow = new(StringComparer.OrdinalIgnoreCase)
    {
        "Directory.Build.rsp", "MSBuild.rsp", "global.json", "nuget.config", ".editorconfig", ".globalconfig",
    };

    /// <summary>Finds them.</summary>
    /// <param name="projects">All projects.</param>
    /// <param name="files">Files, from the root; whether they exist does not matter.</param>
    /// <param name="others">Projects that are affected for another reason.</param>
    /// <returns>Paths of projects, in order.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<KnownProject> projects, IReadOnlyList<string> files, IEnumerable<string>? others = null)
    {
        HashSet<string> affected = new(ProjectPaths.Comparer);
        affected.UnionWith(projects.Select(project => project.Path).Intersect(others ?? [], ProjectPaths.Comparer));
        Owners owners = new(projects);
        foreach (var file in files)
        {
            owners.AddTo(affected, file);
        }

        var dependents = Dependents(projects);
        Queue<string> queue = new(affected);
        while (queue.TryDequeue(out var project))
        {
            foreach (var dependent in dependents[project])
            {
                if (affected.Add(dependent))
                    queue.Enqueue(dependent);
            }
        }

        return [.. affected.Order(StringComparer.Ordinal)];
    }

    private static ILookup<string, string> Dependents(IReadOnlyList<KnownProject> projects) =>
        projects.SelectMany(project => project.References.Select(reference => (reference, project.Path)))
            .ToLookup(edge => edge.reference, edge => edge.Path, ProjectPaths.Comparer);

    private sealed class Owners(IReadOnlyList<KnownProject> projects)
    {
        private readonly ILookup<string, string> _byFolder = projects.ToLookup(project => project.Folder, project => project.Path, ProjectPaths.Comparer);
        private readonly ILookup<string, string> _byFile = projects
            .SelectMany(project => project.Imports.Concat(project.LinkedFiles).Concat(project.LockFiles).Select(file => (file, project.Path)))
            .ToLookup(pair => pair.file, pair => pair.Path, ProjectPaths.Comparer);
        private readonly List<(ProjectGlob Glob, string Path)> _patterns = [.. projects.SelectMany(project =>
            project.LinkedPatterns.Select(pattern => (ProjectGlob.Of(pattern), project.Path)))];

        public void AddTo(HashSet<string> affected, string file)
        {
            var folder = ProjectPaths.FolderOf(file);
            if (ForAllBelow.Contains(Path.GetFileName(file)) || Path.GetExtension(file).ToUpperInvariant() is ".PROPS" or ".TARGETS")
                affected.UnionWith(projects.Where(project => ProjectPaths.IsIn(project.Path, folder)).Select(project => project.Path));

            affected.UnionWith(_byFile[file]);
            foreach (var (glob, project) in _patterns)
            {
                if (glob.IsMatch(file))
                    _ = affected.Add(project);
            }

            if (ProjectPaths.IsProject(file) && _byFolder[folder].Contains(file, ProjectPaths.Comparer))
                _ = affected.Add(file);
            else
                AddNearest(affected, folder);
        }

        private void AddNearest(HashSet<string> affected, string folder)
        {
            while (!_byFolder.Contains(folder) && folder.Length > 0)
            {
                folder = ProjectPaths.FolderOf(folder);
            }

            affected.UnionWith(_byFolder[folder]);
        }
    }
}
