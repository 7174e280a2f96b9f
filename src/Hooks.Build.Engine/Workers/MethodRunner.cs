using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Jobs;

namespace Hooks.Build.Engine.Workers;

/// <summary>Runs C# hooks.</summary>
internal sealed class MethodRunner(IsolatingRunner runner) : IHookRunner
{
    public async Task<Attempt> RunAsync(HookJob job, CancellationToken cancellation)
    {
        // .NET can neither name such a file nor open it.
        if (job.Files?.FirstOrDefault(PathText.HasRawBytes) is { } file)
        {
            return Attempt.Failure(
                $"the name of {PathText.Shown(file)} is not UTF-8, and a C# hook cannot read such a file: rename it, or leave it out by Exclude");
        }

        if (job.Hook.WorkingDirectory is not null && !Directory.Exists(job.WorkingDirectory))
        {
            return job.WithoutFolder();
        }

        try
        {
            return await runner.RunAsync(job, RunInAsync, cancellation);
        }
        catch (WorkerStartException e)
        {
            return new Attempt(HookOutcome.Crashed, e.Message);
        }
    }

    private static Task<Attempt> RunInAsync(WorkerProcess worker, HookJob job, CancellationToken cancellation) =>
        worker.RunAsync(job, WorkerMessage.Run, run => CommandOf(run, job).Write, output: null, cancellation);

    private static RunCommand CommandOf(int run, HookJob job) => new(
        run, RunCommand.TypeIn(job.Hook.Type ?? "", job.Hook.Origin?.Assembly), job.Hook.OwnName, job.Hook.TakesContext, (int)job.Request.Stage, job.View.Root,
        job.View.WriteRoot ?? "", MayWrite(job), job.Cores, job.Files ?? [], job.Request.PropertiesOf(job.Hook))
    {
        Item = job.Hook.ItemPath ?? job.Hook.Item ?? "",
        Agent = job.Request.Agent,
    };

    // What a hook writes that was not expected to is in no commit.
    private static bool MayWrite(HookJob job) => job.Request.Fixing && (job.Hook.FixesItself || job.Hook.Writes.Count > 0);
}
