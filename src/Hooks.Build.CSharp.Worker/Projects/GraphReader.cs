using System.Collections.Concurrent;
using Microsoft.Build.Definition;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Evaluation.Context;
using Microsoft.Build.Exceptions;
using Microsoft.Build.Execution;
using Microsoft.Build.Graph;

namespace Hooks.Build.CSharp.Projects;

/// <summary>Reads MSBuild's static graph. Only made after MSBuild was found.</summary>
/// <param name="root">The repository.</param>
/// <param name="sdk">Folder of the SDK.</param>
/// <param name="configuration">Which build is meant.</param>
/// <param name="solution">Full path of the solution that is built; empty where there is none.</param>
internal sealed class GraphReader(string root, string sdk, string configuration, string solution) : IDisposable
{
    private readonly ProjectCollection _collection = new();
    private readonly Dictionary<string, string> _properties = Properties(configuration, solution);
    private readonly EvaluationContext _context = EvaluationContext.Create(EvaluationContext.SharingPolicy.Shared);
    private readonly ConcurrentDictionary<string, ConcurrentBag<Project>> _evaluated = new(ProjectPaths.Comparer);

    public EvaluatedGraph Read(IReadOnlyList<string> projects, int cores, CancellationToken cancellation)
    {
        var references = References(projects, cores, cancellation);
        var folders = _evaluated.Keys.Select(path => ProjectPaths.FolderOf(ProjectPaths.FromRoot(root, path))).ToHashSet(ProjectPaths.Comparer);
        ProjectReader reader = new(root, Path.GetDirectoryName(Path.GetDirectoryName(sdk))!, folders);
        List<KnownProject> known = [];
        HashSet<string> watched = new(ProjectPaths.Comparer);
        foreach (var (path, evaluations) in _evaluated.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            known.Add(reader.Read([.. evaluations]) with
            {
                References = references.TryGetValue(path, out var targets)
                ? [.. targets.Order(StringComparer.Ordinal)]
                : []
            });
            watched.UnionWith(reader.Watched([.. evaluations]));
        }

        return new EvaluatedGraph(sdk, Followers(known), [.. watched.Order(StringComparer.Ordinal)]);
    }

    public void Dispose()
    {
        _collection.UnloadAllProjects();
        _collection.Dispose();
    }

    // As MSBuild gives them to each project of a solution.
    private static Dictionary<string, string> Properties(string configuration, string solution)
    {
        Dictionary<string, string> properties = new(StringComparer.OrdinalIgnoreCase) { ["Configuration"] = configuration };
        if (solution.Length > 0)
        {
            properties["SolutionDir"] = Path.GetDirectoryName(solution) + Path.DirectorySeparatorChar;
            properties["SolutionPath"] = solution;
            properties["SolutionFileName"] = Path.GetFileName(solution);
            properties["SolutionName"] = Path.GetFileNameWithoutExtension(solution);
            properties["SolutionExt"] = Path.GetExtension(solution);
        }

        return properties;
    }

    // What names another project, or the assembly that it builds, depends on it also where it does not refer to it.
    private IReadOnlyList<KnownProject> Followers(IReadOnlyList<KnownProject> known)
    {
        Dictionary<string, string> makers = new(ProjectPaths.Comparer);
        foreach (var (path, evaluations) in _evaluated)
        {
            foreach (var made in evaluations.Select(evaluation => evaluation.GetPropertyValue("TargetPath")).Where(made => made.Length > 0).Append(path))
            {
                makers[ProjectPaths.FromRoot(root, made)] = ProjectPaths.FromRoot(root, path);
            }
        }

        return [.. known.Select(project => project with { References = [.. project.References.Union(Named(project), ProjectPaths.Comparer)
            .Order(StringComparer.Ordinal)] })];

        IEnumerable<string> Named(KnownProject project) =>
            project.LinkedFiles.Select(file => makers.GetValueOrDefault(file))
                .OfType<string>()
                .Where(maker => !ProjectPaths.Comparer.Equals(maker, project.Path));
    }

    private Dictionary<string, HashSet<string>> References(IReadOnlyList<string> projects, int cores, CancellationToken cancellation)
    {
        Dictionary<string, HashSet<string>> references = new(ProjectPaths.Comparer);
        try
        {
            ProjectGraph graph = new(
                projects.Select(path => new ProjectGraphEntryPoint(path, _properties)), _collection, Load, Math.Max(1, cores), cancellation);
            foreach (var node in graph.ProjectNodes)
            {
                // One project of several frameworks is several nodes.
                var path = node.ProjectInstance.FullPath;
                if (!references.TryGetValue(path, out var targets))
                    references.Add(path, targets = new(ProjectPaths.Comparer));

                targets.UnionWith(node.ProjectReferences
                    .Select(target => target.ProjectInstance.FullPath)
                    .Where(target => !ProjectPaths.Comparer.Equals(target, path))
                    .Select(target => ProjectPaths.FromRoot(root, target)));
            }
        }
        catch (Exception e) when (Explain(e) is { } problem)
        {
            throw new ProjectProblemException(problem, 1);
        }

        return references;
    }

    private ProjectInstance Load(string path, Dictionary<string, string> properties, ProjectCollection collection)
    {
        var project = Project.FromFile(
            path, new ProjectOptions { GlobalProperties = properties, ProjectCollection = collection, EvaluationContext = _context });
        _evaluated.GetOrAdd(project.FullPath, _ => []).Add(project);
        return project.CreateProjectInstance(ProjectInstanceSettings.ImmutableWithFastItemLookup, _context);
    }

    private string? Explain(Exception e) => e switch
    {
        AggregateException all => all.Flatten().InnerExceptions.Select(Explain).FirstOrDefault(problem => problem is not null),
        InvalidProjectFileException invalid =>
            $"{ProjectPaths.FromRoot(root, invalid.ProjectFile)}({Math.Max(1, invalid.LineNumber)},{Math.Max(1, invalid.ColumnNumber)}): error {invalid.ErrorCode}: {invalid.BaseMessage}",
        CircularDependencyException circle => circle.Message.Replace(root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal),
        _ => null,
    };
}
