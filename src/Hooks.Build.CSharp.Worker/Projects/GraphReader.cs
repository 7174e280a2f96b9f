using System.Collections.Concurrent;
using Microsoft.Build.Definition;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Evaluation.Context;
using Microsoft.Build.Exceptions;
using Microsoft.Build.Execution;
using Microsoft.Build.Graph;

namespace Hooks.Build.CSharp.Projects;

/// <summary>Reads MSBuild's static graph. Only made after MSBuild was found.</summary>
internal sealed class GraphReader(string root, string sdk, string configuration) : IDisposable
{
    private readonly ProjectCollection _collection = new();
    private readonly Dictionary<string, string> _properties = new(StringComparer.OrdinalIgnoreCase) { ["Configuration"] = configuration };
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
            known.Add(reader.Read([.. evaluations]) with { References = references.TryGetValue(path, out var targets) ? [.. targets.Order(StringComparer.Ordinal)] : [] });
            watched.UnionWith(reader.Watched([.. evaluations]));
        }

        return new EvaluatedGraph(sdk, known, [.. watched.Order(StringComparer.Ordinal)]);
    }

    public void Dispose()
    {
        _collection.UnloadAllProjects();
        _collection.Dispose();
    }

    private Dictionary<string, HashSet<string>> References(IReadOnlyList<string> projects, int cores, CancellationToken cancellation)
    {
        Dictionary<string, HashSet<string>> references = new(ProjectPaths.Comparer);
        try
        {
            ProjectGraph graph = new(projects.Select(path => new ProjectGraphEntryPoint(path, _properties)), _collection, Load, Math.Max(1, cores), cancellation);
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
        var project = Project.FromFile(path, new ProjectOptions { GlobalProperties = properties, ProjectCollection = collection, EvaluationContext = _context });
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
