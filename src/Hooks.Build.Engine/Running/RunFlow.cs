using Hooks.Build.Engine.Caching.Keys;
using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Executing;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.UpToDate;
using Hooks.Build.Engine.Workers;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Running;

/// <summary>The way of a run once its hooks are selected: their files, what is remembered, schedule and execution, what was repaired, the report.</summary>
/// <param name="selection">The hooks.</param>
/// <param name="request">What to run, and how.</param>
/// <param name="services">The world.</param>
/// <param name="observer">Is told what happens.</param>
/// <param name="started">When the run began, by the clock's timestamp.</param>
/// <param name="cancellation">Ends everything that runs; the report then says so.</param>
internal sealed class RunFlow(
    HookSelection selection, RunRequest request, EngineServices services, IRunObserver observer, long started, CancellationToken cancellation)
{
    /// <summary>Runs the hooks.</summary>
    /// <exception cref="HooksException">The run cannot take place; nothing was started.</exception>
    public async Task<RunReport> RunAsync()
    {
        // Before anything starts, also where no hook takes files: each speaks for what is committed.
        if (request.Files.For(request.Stage).Kind == FileChoiceKind.Staged && services.Git?.Invoke(request.RepositoryRoot) is { } git)
        {
            await CommitIndex.RequireAsync(git.Repository, services.Clock, cancellation);
        }

        RunStamp stamp = new(request, services, observer.Warned, StatMargin.Now());
        var methodHooks = selection.Hooks.Where(hook => hook.Kind == HookKind.Method).ToList();
        List<PlannedHook> workerHooks = [.. methodHooks, .. selection.Hooks.Where(hook => hook.Kind == HookKind.Tool)];
        RequireWorker(methodHooks);
        await using WorkerPools workers = new(services, request.RepositoryRoot, workerHooks);
        var code = methodHooks.Exists(hook => ResultCache.MayKnow(hook, request)) ? new CodeFiles(methodHooks, services.Worker) : null;

        // C# hooks need a runtime, which takes its time to start: nothing need wait for it once it is known that one will run.
        workers.Prepare(methodHooks.Where(hook => !FileMatching.NeedsListing(hook) && !ResultCache.MayKnow(hook, request)));

        var found = await RunFiles.FindAsync(selection, request, services, observer, cancellation);
        // What is remembered asks git meanwhile.
        var sure = found.SureAsync(selection, request, services, cancellation);
        using var cache = await ResultCache.OpenAsync(selection, request, services, services.Remote, sure, code, observer.Warned, cancellation);
        var files = found with { Listing = await sure };
        workers.Prepare(workerHooks.Where(hook => files.HasWork(hook) && cache?.Knows(hook, files.Given[hook.Index]) != true));

        await using var staged = files.Listing?.Staged is { } stagedFiles ? services.Stage?.Invoke(request, stagedFiles, services.Clock) : null;
        staged?.Repairs.RequireStaged = files.Listing!.RequireStaged;
        using RunRounds rounds = new(selection, request, services, observer, files, staged, workers, started, cancellation);
        var reports = await rounds.FirstAsync(cache);
        cache?.KeepEnded();
        Recheck recheck = new(selection.Plan, files.Given, rounds.Verdicts, observer, IsOnDisk, CopyOf);
        (reports, var disagreements) = await recheck.RunAsync(reports, rounds.AgainAsync, cancellation);
        var (repaired, problems) = await RepairEnding.EndAsync(staged, request, reports, isAgreed: disagreements.Count == 0, observer, cancellation);
        RunReport report = new(reports, services.Clock.GetElapsedTime(started), cancellation.IsCancellationRequested)
        {
            LeftOut = selection.LeftOut,
            Repaired = repaired,
            Problems = [.. disagreements, .. problems],
            CheckedFiles = files.Listing?.Paths.Count,
            RepositoryFiles = files.Listing?.Total,
        };
        if (cache is not null)
        {
            await stamp.WriteAsync(report, cache, cancellation);
            foreach (var problem in await cache.EndAsync(cancellation))
            {
                observer.Warned(problem);
            }
        }

        return report;

        bool IsOnDisk(string file) => staged?.Repairs.Of(file) is not { WorkingCopy: not (WorkingCopyFix.Same or WorkingCopyFix.Merged) };

        string CopyOf(string file) => staged?.Repairs.CopyOf(file) ?? Path.Combine(request.RepositoryRoot, file);
    }

    private void RequireWorker(IEnumerable<PlannedHook> methodHooks)
    {
        foreach (var worker in methodHooks.Select(hook => hook.Project?.Worker ?? services.Worker).Distinct())
        {
            if (worker is null)
            {
                throw new HooksException(Codes.NoWorker, "C# hooks cannot run here: no worker is configured");
            }

            if (!File.Exists(worker.WorkerAssembly))
            {
                throw new HooksException(
                    Codes.NoWorker,
                    $"C# hooks cannot run here: their worker {worker.WorkerAssembly} does not exist. It is in the package's tools, unless HooksBuildToolsPath or HooksBuildWorkerPath say otherwise: " +
                    "restore and build the project again");
            }
        }
    }
}
