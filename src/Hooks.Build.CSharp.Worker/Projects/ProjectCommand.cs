using Hooks.Build.Catalog;
using Hooks.Build.CSharp.Tools;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.CSharp.Projects;

/// <summary>A hook that is about the projects which files affect.</summary>
internal abstract class ProjectCommand : IToolCommand
{
    public async Task<int> RunAsync(ToolRequest request, ToolOutput output, CancellationToken cancellation)
    {
        request = request with { Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Root)) };
        var hook = HookCatalog.Find("csharp:" + request.Hook) ?? throw new ArgumentException($"There is no hook csharp:{request.Hook}", nameof(request));
        if (!HookArguments.TryParse(hook, request.Arguments, out var arguments, out var error))
        {
            output.Line(error);
            return 2;
        }

        try
        {
            var files = request.Files.Concat(arguments.Rest.Select(file => ProjectPaths.Combine("", file))).ToList();
            var start = await GraphStart.FindAsync(request.Root, arguments.Text("--solution"), cancellation);
            ChangedSolution solution = new(request.Root, start, files);
            if (Builds && solution.TellMissing(output.Line))
                return 1;
            if (files.Count == 0 || start.Projects.Count == 0)
                return Idle(output);

            var projects = GraphMemory.Read(request, start, ProjectRun.ConfigurationOf(request, arguments), cancellation);
            StrayProjects.Tell(request, start, projects, files, output.Line);
            var affected = AffectedProjects.Of(projects, files, solution.Projects()).ToHashSet(ProjectPaths.Comparer);
            var chosen = projects.Where(project => affected.Contains(project.Path) && IsMeant(project)).ToList();
            return chosen.Count == 0 ? Idle(output) : await RunAsync(new ProjectRun(request, arguments, start, projects, chosen, output), cancellation);
        }
        catch (ProjectProblemException e)
        {
            output.Line(e.Message);
            return e.ExitCode;
        }
    }

    /// <summary>Whether it builds, and so needs every project that the solution names.</summary>
    protected virtual bool Builds => false;

    /// <summary>What hooks of this kind call the projects that they are about.</summary>
    protected virtual string Kind => "project";

    /// <summary>Whether an affected project is one for this hook.</summary>
    protected virtual bool IsMeant(KnownProject project) => true;

    /// <summary>Runs it for at least one project.</summary>
    protected abstract Task<int> RunAsync(ProjectRun run, CancellationToken cancellation);

    private int Idle(ToolOutput output)
    {
        output.Idle($"no {Kind} is affected");
        return 0;
    }
}
