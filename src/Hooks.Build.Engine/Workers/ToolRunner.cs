using Hooks.Build.Catalog;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Workers;

/// <summary>Runs the ready-made hooks of Hooks.Build.CSharp, all in one process that starts with the first of them and parses a file once.</summary>
/// <param name="runner">The workers of the run.</param>
/// <param name="worker">How they are started, where the hook's project does not say; <see langword="null"/> where that is not known.</param>
/// <param name="measures">Files by which hooks judge and that are not on disk as they are in git's index, by path from the root.</param>
internal sealed class ToolRunner(IsolatingRunner runner, WorkerOptions? worker, IReadOnlyDictionary<string, byte[]?>? measures) : IHookRunner
{
    public async Task<Attempt> RunAsync(HookJob job, CancellationToken cancellation)
    {
        var name = job.Hook.Command[0][0];
        if ((job.Hook.Project?.Worker ?? worker) is not { ToolAssembly: { Length: > 0 } assembly } options)
        {
            return new Attempt(
                HookOutcome.ToolNotFound,
                $"{name} comes with the package Hooks.Build.CSharp, which the project of the hooks does not reference: dotnet add package Hooks.Build.CSharp");
        }

        if (job.Files?.FirstOrDefault(PathText.HasRawBytes) is { } file)
        {
            return Attempt.Failure($"the name of {PathText.Shown(file)} is not UTF-8, and .NET cannot read such a file: rename it, or leave it out by Exclude");
        }

        try
        {
            return await runner.RunAsync(job, RunInAsync, cancellation);
        }
        catch (WorkerStartException e)
        {
            return File.Exists(assembly)
                ? new Attempt(HookOutcome.Crashed, e.Message)
                : new Attempt(
                    HookOutcome.ToolNotFound,
                    $"{assembly}, which runs {name}, is not there. It is in the package Hooks.Build.CSharp, unless HooksCSharpWorker says otherwise: restore and build the project again");
        }

        async Task<Attempt> RunInAsync(WorkerProcess process, HookJob job, CancellationToken cancellation)
        {
            using var output = job.Output.BeginCommand(string.Join(' ', job.Hook.Command[0]));
            return await process.RunAsync(job, WorkerMessage.RunTool, run => RequestOf(run, job, options.HooksProject).Write, output, cancellation);
        }
    }

    private ToolRequest RequestOf(int run, HookJob job, string hooksProject)
    {
        var command = job.Hook.Command[0];
        var known = HookCatalog.Find(command[0]);
        var reads = GlobSet.Parse(known is { WorksOnWorkingTree: false } ? known.Reads : [], []);
        return new ToolRequest(
            run,
            known?.Id ?? command[0],
            job.View.Root,
            [.. command.Skip(1).Select(argument => ArgumentTemplate.Expand(argument, name => "{" + name + "}"))],
            job.Files ?? [])
        {
            Fix = job.Request.Fixing && job.Hook.FixesItself,
            Cores = job.Cores,
            Configuration = job.Request.ConfigurationOf(job.Hook),
            State = job.Hook.Project?.LogDirectory ?? job.Request.LogDirectory,
            HooksProject = hooksProject.Length == 0
                ? ""
                : Path.GetRelativePath(job.Request.RepositoryRoot, hooksProject).Replace(Path.DirectorySeparatorChar, '/'),
            Staged = (measures ?? new Dictionary<string, byte[]?>(StringComparer.Ordinal))
                .Where(measure => measure.Value is not null && reads.IsMatch(measure.Key))
                .ToDictionary(measure => measure.Key, measure => measure.Value!, StringComparer.Ordinal),
        };
    }
}
