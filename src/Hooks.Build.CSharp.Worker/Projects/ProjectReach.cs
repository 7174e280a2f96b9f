namespace Hooks.Build.CSharp.Projects;

/// <summary>What projects refer to, directly or not.</summary>
internal static class ProjectReach
{
    /// <summary>Some projects and all they refer to.</summary>
    public static IReadOnlyList<KnownProject> From(IReadOnlyList<KnownProject> all, IEnumerable<KnownProject> some)
    {
        var byPath = all.ToDictionary(project => project.Path, ProjectPaths.Comparer);
        Dictionary<string, KnownProject> found = new(ProjectPaths.Comparer);
        Stack<KnownProject> open = new(some);
        while (open.TryPop(out var project))
        {
            if (!found.TryAdd(project.Path, project))
                continue;

            foreach (var reference in project.References)
            {
                if (byPath.TryGetValue(reference, out var target))
                    open.Push(target);
            }
        }

        return [.. found.Values.OrderBy(project => project.Path, StringComparer.Ordinal)];
    }
}
