using Hooks.Build.Engine.Agents;
using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Checking;
using Hooks.Build.Engine.Commands;
using Hooks.Build.Engine.Executing;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Guarding;
using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Native;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Scheduling;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Staging;
using Hooks.Build.Engine.UpToDate;
using Hooks.Build.Engine.Workers;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Running;

/// <summary>Runs a plan: select, match files, schedule, execute, report.</summary>
public static class HookEngine
{
    /// <summary>Runs the hooks of a plan that the request selects.</summary>
    /// <param name="plan">A legal plan.</param>
    /// <param name="request">What to run, and how.</param>
    /// <param name="services">The world.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="cancellation">Ends everything that runs; the report then says so.</param>
    /// <exception cref="HooksException">The run cannot take place; nothing was started.</exception>
    public static async Task<RunReport> RunAsync(HookPlan plan, RunRequest request, EngineServices services, IRunObserver observer, CancellationToken cancellation)
    {
        var started = services.Clock.GetTimestamp();
        observer = OneAtATime.For(observer);

        // What runs may check out another.
        var branch = CurrentBranch.Of(request.RepositoryRoot);
        plan = await FoundItems.ExpandAsync(plan, request.RepositoryRoot, services.Files, cancellation, stage: request.Stage, profiles: request.Profiles);
        var selection = HookSelection.Select(plan, request);
        if (HookFault.Sum(selection.Hooks) is { Count: > 0 } faults)
        {
            throw new HooksException(faults);
        }

        if (selection.Idle.Count > 0)
        {
            observer.Warned(new Problem(Codes.UnknownName, $"{request.SaidAs.Filter} names {string.Join(", ", selection.Idle)}, which {(selection.Idle.Count == 1 ? "does" : "do")} not run at this stage and in these profiles"));
        }

        foreach (var hook in selection.Hooks.Where(hook => hook.HasNoItem))
        {
            observer.Warned(new Problem(Codes.Files, $"MatrixOf of '{hook.Name}' is {string.Join(", ", hook.MatrixOf)}, of which there is nothing in the repository, so the hook does not run", hook.File, hook.Line, hook.Column));
        }

        observer.Began(selection.Selected.Count(selected => selected));
        RunReport report;
        try
        {
            report = await RunAsync(selection, request, services, observer, started, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            report = new RunReport([], services.Clock.GetElapsedTime(started), Interrupted: true);
        }

        if (RunLogFile.Append(plan, request, report, services.Clock.GetUtcNow(), branch) is { } problem)
        {
            observer.Warned(problem);
        }

        return report;
    }

    private static async Task<RunReport> RunAsync(
        HookSelection selection, RunRequest request, EngineServices services, IRunObserver observer, long started, CancellationToken cancellation)
    {
        // Before anything starts, also where no hook takes files: each speaks for what is committed.
        if (request.Files.For(request.Stage).Kind == FileChoiceKind.Staged && services.Git?.Invoke(request.RepositoryRoot) is { } git)
        {
            await CommitIndex.RequireAsync(git.Repository, services.Clock, cancellation);
        }

        RunStamp stamp = new(request, services, observer.Warned, StatMargin.Now());
        var methodHooks = selection.Hooks.Where(hook => hook.Kind == HookKind.Method).ToList();
        var toolHooks = selection.Hooks.Where(hook => hook.Kind == HookKind.Tool).ToList();
        RequireWorker(services, methodHooks);
        await using WorkerPools workers = new(services, request.RepositoryRoot, [.. methodHooks, .. toolHooks]);

        // C# hooks need a runtime, which takes its time to start: nothing need wait for it once it is known that one will run.
        workers.Prepare(methodHooks.Where(hook => !FileMatching.NeedsListing(hook) && !ResultCache.MayKnow(hook, request)));

        var listing = await ListAsync(selection, request, services, observer, cancellation);
        if (listing?.Staged is { Count: > 0 })
        {
            listing = listing with { Measures = await StagedConfiguration.FindAsync(services.Git?.Invoke(request.RepositoryRoot), request.RepositoryRoot, selection, listing, cancellation) };
        }

        var files = listing is null ? new IReadOnlyList<string>?[selection.Plan.Hooks.Count] : FileMatching.Match(selection, listing, request);
        listing = listing is null ? null : await ReadCopies.SureAsync(services.Git?.Invoke(request.RepositoryRoot), request.RepositoryRoot, listing, selection, files, cancellation);
        using var cache = await ResultCache.OpenAsync(selection, request, services, services.Remote, listing, observer.Warned, cancellation);
        workers.Prepare(methodHooks.Concat(toolHooks).Where(MayRun));

        await using var staged = listing?.Staged is { } stagedFiles ? services.Stage?.Invoke(request, stagedFiles, services.Clock) : null;
        staged?.Repairs.RequireStaged = listing!.RequireStaged;
        LogFolder logs = new(request.LogDirectory, observer.Warned);
        using AgentInputFile input = new(request.Agent, StateFiles.AgentsIn(request.LogDirectory));
        CommandRunner commands = new(services.Launcher, services.Clock, services.Environment) { Input = input };
        IsolatingRunner isolating = new(workers);
        MethodRunner methods = new(isolating);
        ToolRunner tools = new(isolating, services.Worker, listing?.Measures);
        GuardRunner guards = new(selection.Plan, services);
        Verdicts verdicts = new();
        var follower = OneAtATime.Follows(observer) ? observer : null;
        PassContext context = new(selection, request, services, listing, staged, cancellation) { Verdicts = verdicts };
        await using CheckRunner checks = new(selection, files, context);
        HookExecutor executor = new(request, files, staged, cache, new HookRunners(commands, methods, tools, checks, guards), logs, services.Clock, started, verdicts) { Observer = follower };
        var learned = Learned(selection, request, files);
        observer.Expected(() => ExpectedRuns.Of(selection, request, files, learned.Value));
        Scheduler scheduler = new(selection, request, Forecast(selection, learned), executor.RunAsync, observer, services.Clock, started, services.OnCallersLoop)
        {
            GivesCoresBack = services.GivesCoresBack,
            UseOf = UseOf(executor),
        };
        var reports = await scheduler.RunAsync(hook => files[hook.Index] is not { Count: 0 }, cancellation);
        // What a hook that was ended left running must not change what is staged now.
        await checks.DisposeAsync();
        reports = checks.WithRepairs(reports, observer);
        cache?.KeepEnded();
        (reports, var disagreements) = await new Recheck(selection.Plan, files, verdicts, observer, IsOnDisk, CopyOf).RunAsync(reports, RunAgainAsync, cancellation);
        var (repaired, problems) =
            staged is null ? EndInPlace(reports, request)
            : disagreements.Count == 0 ? await EndAsync(staged, request, reports, observer, cancellation)
            : ([], StagedTexts.NotTakenBack(staged.Repairs.Undo()).ToList());
        RunReport report = new(reports, services.Clock.GetElapsedTime(started), cancellation.IsCancellationRequested)
        {
            Repaired = repaired,
            Problems = [.. disagreements, .. problems],
            CheckedFiles = listing?.Paths.Count,
            RepositoryFiles = listing?.Total,
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

        bool MayRun(PlannedHook hook) => files[hook.Index] is not { Count: 0 } && cache?.Knows(hook, files[hook.Index]) != true;

        bool IsOnDisk(string file) => staged?.Repairs.Of(file) is not { WorkingCopy: not (WorkingCopyFix.Same or WorkingCopyFix.Merged) };

        string CopyOf(string file) => staged?.Repairs.CopyOf(file) ?? Path.Combine(request.RepositoryRoot, file);

        async Task<IReadOnlyList<HookReport>> RunAgainAsync(IReadOnlyDictionary<int, IReadOnlyList<string>?> left)
        {
            IReadOnlyList<string>?[] some = [.. files.Select((_, index) => left.TryGetValue(index, out var given) ? given : [])];
            await using CheckRunner checksAgain = new(selection, some, context);
            HookExecutor again = new(request, some, staged, cache: null, new HookRunners(commands, methods, tools, checksAgain, guards), logs, services.Clock, started, verdicts, files) { IsAgain = true, Observer = follower };
            var reportsAgain = await new Scheduler(selection, request, Forecast(selection, Learned(selection, request, some)), again.RunAsync, new Recheck.Quiet(), services.Clock, started, services.OnCallersLoop) { UseOf = UseOf(again) }
                .RunAsync(hook => left.ContainsKey(hook.Index), cancellation);
            await checksAgain.DisposeAsync();
            return checksAgain.WithRepairs(reportsAgain, observer);
        }
    }

    private static (IReadOnlyList<FixedFile> Repaired, IReadOnlyList<Problem> Problems) EndInPlace(IReadOnlyList<HookReport> reports, RunRequest request)
    {
        var repaired = RepairedInPlace(reports, request);
        // A message is taken as it is left; and a build is none that waits for a commit.
        return (repaired, request.FailOnFix && repaired.Count > 0 && request.Stage is not (HookStages.Build or HookStages.CommitMsg) ? [StagedTexts.FailedByFix(repaired)] : []);
    }

    private static List<FixedFile> RepairedInPlace(IReadOnlyList<HookReport> reports, RunRequest request)
    {
        SortedDictionary<string, List<string>> hooks = new(StringComparer.Ordinal);
        foreach (var report in request.Fixing ? reports : [])
        {
            foreach (var file in report.Changed)
            {
                hooks[file] = [.. hooks.GetValueOrDefault(file) ?? [], report.Hook.Name];
            }
        }

        return [.. hooks.Select(pair => new FixedFile(pair.Key, pair.Value, WorkingCopyFix.Same))];
    }

    // One hook has no order, and reading what it took before takes a while too.
    private static HookForecast[] Forecast(HookSelection selection, Lazy<HookForecast[]> learned) =>
        selection.Hooks.Count > 1
            ? learned.Value
            : AnyForecast(selection.Plan.Hooks.Count);

    private static HookForecast[] AnyForecast(int hooks)
    {
        var forecasts = new HookForecast[hooks];
        Array.Fill(forecasts, new HookForecast(TimeSpan.FromSeconds(1), Cores: 1, IsLearned: false));
        return forecasts;
    }

    // The log is read once for both that ask, and not where nobody does.
    private static Lazy<HookForecast[]> Learned(HookSelection selection, RunRequest request, IReadOnlyList<string>?[] files) =>
        new(() => Forecasts.Learn(selection.Plan.Hooks, files, request.Stage, request.LogDirectory, Platform.Name));

    private static UseOfHook? UseOf(HookExecutor executor) => ProcessTree.IsKnown ? executor.UseOf : null;

    private static async Task<FileListing?> ListAsync(
        HookSelection selection, RunRequest request, EngineServices services, IRunObserver observer, CancellationToken cancellation)
    {
        if (!selection.Hooks.Any(FileMatching.NeedsListing))
        {
            return null;
        }

        var choice = FileMatching.ChoiceOf(selection, request);
        var listing = await services.Files.ListAsync(request.RepositoryRoot, choice, cancellation);
        // An event of an agent may be about files elsewhere.
        if (listing.Paths.Count == 0 && choice.Kind == FileChoiceKind.All && request.Agent is null)
        {
            observer.Warned(new Problem(Codes.Files, $"There are no files in {request.RepositoryRoot}, so hooks with Files check nothing: does a repository around it ignore this folder? Set HooksRepositoryRoot, or run 'git init' here"));
        }

        return listing;
    }

    // What was repaired is staged once, when all hooks are done: before that a stop leaves everything as it was.
    private static async Task<(IReadOnlyList<FixedFile> Repaired, IReadOnlyList<Problem> Problems)> EndAsync(
        StagedContent staged, RunRequest request, IReadOnlyList<HookReport> reports, IRunObserver observer, CancellationToken cancellation)
    {
        foreach (var warning in StagedTexts.Touched(staged.Touched(), reports))
        {
            observer.Warned(warning);
        }

        try
        {
            cancellation.ThrowIfCancellationRequested();
            await staged.Repairs.StageAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return ([], [.. StagedTexts.NotTakenBack(staged.Repairs.Undo())]);
        }
        catch (HooksException e)
        {
            var kept = staged.Repairs.Undo();
            return ([], [.. e.Problems.Select(problem => problem with { Message = $"{problem.Message}. {StagedTexts.TakenBack(kept)}" })]);
        }

        if (await staged.Repairs.LeavesNothingAsync())
        {
            return (staged.Repairs.Fixed, [StagedTexts.NothingLeft]);
        }

        return (staged.Repairs.Fixed, request.FailOnFix && staged.Repairs.Fixed.Count > 0 ? [StagedTexts.StoppedByFix(staged.Repairs.Fixed, staged.Repairs.StayStaged)] : []);
    }

    private static void RequireWorker(EngineServices services, IEnumerable<PlannedHook> methodHooks)
    {
        foreach (var worker in methodHooks.Select(hook => hook.Project?.Worker ?? services.Worker).Distinct())
        {
            if (worker is null)
            {
                throw new HooksException(Codes.NoWorker, "C# hooks cannot run here: no worker is configured");
            }

            if (!File.Exists(worker.WorkerAssembly))
            {
                throw new HooksException(Codes.NoWorker, $"C# hooks cannot run here: their worker {worker.WorkerAssembly} does not exist. It is in the package's tools, unless HooksBuildToolsPath or HooksBuildWorkerPath say otherwise: restore and build the project again");
            }
        }
    }
}
