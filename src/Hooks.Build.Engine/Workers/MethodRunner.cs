using System.Globalization;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Jobs;

namespace Hooks.Build.Engine.Workers;

/// <summary>
/// Runs C# hooks in the shared worker. When that is lost under several hooks nobody knows which of them is to blame: each is run once more, alone
/// in a process of its own, and the one that takes that down as well has crashed.
/// </summary>
internal sealed class MethodRunner(WorkerPools workers) : IHookRunner
{
    public async Task<Attempt> RunAsync(HookJob job, CancellationToken cancellation)
    {
        // .NET can neither name such a file nor open it.
        if (job.Files?.FirstOrDefault(PathText.HasRawBytes) is { } file)
        {
            return Attempt.Failure($"the name of {PathText.Shown(file)} is not UTF-8, and a C# hook cannot read such a file: rename it, or leave it out by Exclude");
        }

        if (job.Hook.WorkingDirectory is not null && !Directory.Exists(job.WorkingDirectory))
        {
            return job.WithoutFolder();
        }

        try
        {
            return await RunSharedAsync(job, cancellation) ?? await RunAloneAsync(job, cancellation);
        }
        catch (WorkerStartException e)
        {
            return new Attempt(HookOutcome.Crashed, e.Message);
        }
    }

    /// <returns>Nothing where the worker was lost.</returns>
    private async Task<Attempt?> RunSharedAsync(HookJob job, CancellationToken cancellation)
    {
        try
        {
            var shared = await workers.For(job.Hook).SharedAsync().WaitAsync(cancellation);
            return await RunInAsync(shared, job, cancellation);
        }
        catch (WorkerLostException)
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }

    private static Task<Attempt> RunInAsync(WorkerProcess worker, HookJob job, CancellationToken cancellation) => worker.RunAsync(job, WorkerMessage.Run, run => CommandOf(run, job).Write, output: null, cancellation);

    private static RunCommand CommandOf(int run, HookJob job) => new(
        run, RunCommand.TypeIn(job.Hook.Type ?? "", job.Hook.Origin?.Assembly), job.Hook.OwnName, job.Hook.TakesContext, (int)job.Request.Stage, job.View.Root, job.View.WriteRoot ?? "", job.Request.Fixing, job.Cores, job.Files ?? [], job.Request.PropertiesOf(job.Hook))
    {
        Item = job.Hook.ItemPath ?? job.Hook.Item ?? "",
        Agent = job.Request.Agent,
    };

    private async Task<Attempt> RunAloneAsync(HookJob job, CancellationToken cancellation)
    {
        job.Output.BeginAttempt("the process it ran in ended; once more, alone");
        await using var alone = await workers.For(job.Hook).AloneAsync(cancellation);
        try
        {
            return await RunInAsync(alone, job, cancellation);
        }
        catch (WorkerLostException e)
        {
            var words = e.Reason.Length > 0 ? e.Reason : alone.LastWords.Split('\n')[0].Trim();
            return new Attempt(
                HookOutcome.Crashed,
                string.Create(CultureInfo.InvariantCulture, $"it ended the process it ran in (exit code {e.ExitCode}){(words.Length == 0 ? "" : ": " + words)}"),
                e.ExitCode);
        }
    }
}
