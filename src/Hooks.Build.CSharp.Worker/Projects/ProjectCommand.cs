using Hooks.Build.Catalog;

namespace Hooks.Build.CSharp.Projects;

/// <summary>A hook that is about the projects which files affect.</summary>
internal abstract class ProjectCommand : IToolCommand
{
    public async Task<int> RunAsync(ToolRequest request, Action<string> output, CancellationToken cancellation)
    {
        request = request with { Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Root)) };
        var hook = HookCatalog.Find("csharp:" + request.Hook) ?? throw new ArgumentException($"There is no hook csharp:{request.Hook}", nameof(request));
        if (!HookArguments.TryParse(hook, request.Arguments, out var arguments, out var error))
        {
            output(error);
            return 2;
        }

        try
        {
            var files = request.Files.Concat(arguments.Rest.Select(file => ProjectPaths.Combine("", file))).ToList();
            if (files.Count == 0)
                return 0;

            var start = await GraphStart.FindAsync(request.Root, arguments.Text("--solution"), cancellation);
            if (start.Projects.Count == 0)
                return 0;

            var projects = GraphMemory.Read(request, start, ProjectRun.ConfigurationOf(request, arguments), cancellation);
            var affected = AffectedProjects.Of(projects, files).ToHashSet(ProjectPaths.Comparer);
            var chosen = projects.Where(project => affected.Contains(project.Path) && IsMeant(project)).ToList();
            return chosen.Count == 0 ? 0 : await RunAsync(new ProjectRun(request, arguments, start, projects, chosen, output), cancellation);
        }
        catch (ProjectProblemException e)
        {
            output(e.Message);
            return e.ExitCode;
        }
    }

    /// <summary>Whether an affected project is one for this hook.</summary>
    protected virtual bool IsMeant(KnownProject project) => true;

    /// <summary>Runs it for at least one project.</summary>
    protected abstract Task<int> RunAsync(ProjectRun run, CancellationToken cancellation);
}
