using Hooks.Build.Engine.Agents;
using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Checking;
using Hooks.Build.Engine.Commands;
using Hooks.Build.Engine.Executing;
using Hooks.Build.Engine.Guarding;
using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Native;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Scheduling;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Staging;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Engine.Running;

/// <summary>Schedules and executes the hooks of a run: all of them once, and some again after repairs of others.</summary>
/// <param name="selection">The hooks.</param>
/// <param name="request">The run.</param>
/// <param name="services">The world.</param>
/// <param name="observer">Is told what happens.</param>
/// <param name="files">The files of the run.</param>
/// <param name="staged">What is staged; <see langword="null"/> where the run is about the working tree.</param>
/// <param name="workers">Where C# hooks run.</param>
/// <param name="started">When the run began, by the clock's timestamp.</param>
/// <param name="cancellation">Ends what runs.</param>
internal sealed class RunRounds(
    HookSelection selection,
    RunRequest request,
    EngineServices services,
    IRunObserver observer,
    RunFiles files,
    StagedContent? staged,
    WorkerPools workers,
    long started,
    CancellationToken cancellation) : IDisposable
{
    private readonly LogFolder _logs = new(request.LogDirectory, observer.Warned);
    private readonly AgentInputFile _input = new(request.Agent, StateFiles.AgentsIn(request.LogDirectory));
    private readonly PassContext _checking = new(selection, request, services, files.Listing, staged, cancellation);

    /// <summary>Who looked at files when.</summary>
    public Verdicts Verdicts => _checking.Verdicts;

    /// <summary>Runs all hooks, each once.</summary>
    /// <param name="cache">What is remembered; <see langword="null"/> where nothing is.</param>
    public Task<IReadOnlyList<HookReport>> FirstAsync(ResultCache? cache)
    {
        var learned = Learned(files.Given);
        observer.Expected(() => ExpectedRuns.Of(selection, request, files.Given, learned.Value));
        return RunAsync(files.Given, cache, isAgain: false, files.HasWork, learned);
    }

    /// <summary>Runs some hooks once more. Nobody is told that they do.</summary>
    /// <param name="left">What they are given, both by index in the plan.</param>
    public Task<IReadOnlyList<HookReport>> AgainAsync(IReadOnlyDictionary<int, IReadOnlyList<string>?> left)
    {
        IReadOnlyList<string>?[] given = [.. files.Given.Select((_, index) => left.TryGetValue(index, out var some) ? some : [])];
        return RunAsync(given, cache: null, isAgain: true, hook => left.ContainsKey(hook.Index), Learned(given));
    }

    public void Dispose() => _input.Dispose();

    private async Task<IReadOnlyList<HookReport>> RunAsync(
        IReadOnlyList<string>?[] given, ResultCache? cache, bool isAgain, Func<PlannedHook, bool> hasWork, Lazy<HookForecast[]> learned)
    {
        await using CheckRunner checks = new(selection, given, _checking);
        IsolatingRunner isolating = new(workers);
        HookRunners runners = new(
            new CommandRunner(services.Launcher, services.Clock, services.Environment) { Input = _input },
            new MethodRunner(isolating),
            new ToolRunner(isolating, services.Worker, files.Listing?.Measures),
            checks,
            new GuardRunner(selection.Plan, services));
        HookExecutor executor = new(request, given, staged, cache, runners, _logs, services.Clock, started, Verdicts, isAgain ? files.Given : null)
        {
            IsAgain = isAgain,
            Observer = OneAtATime.Follows(observer) ? observer : null,
        };
        var told = isAgain ? new Recheck.Quiet() : observer;
        Scheduler scheduler = new(selection, request, Forecast(learned), executor.RunAsync, told, services.Clock, started, services.OnCallersLoop)
        {
            GivesCoresBack = !isAgain && services.GivesCoresBack,
            UseOf = ProcessTree.IsKnown ? executor.UseOf : null,
        };
        var reports = await scheduler.RunAsync(hasWork, cancellation);
        // What a hook that was ended left running must not change what is staged now.
        await checks.DisposeAsync();
        return checks.WithRepairs(reports, observer);
    }

    // One hook has no order, and reading what it took before takes a while too.
    private HookForecast[] Forecast(Lazy<HookForecast[]> learned)
    {
        if (selection.Hooks.Count > 1)
        {
            return learned.Value;
        }

        var forecasts = new HookForecast[selection.Plan.Hooks.Count];
        Array.Fill(forecasts, new HookForecast(TimeSpan.FromSeconds(1), Cores: 1, IsLearned: false));
        return forecasts;
    }

    // The log is read once for both that ask, and not where nobody does.
    private Lazy<HookForecast[]> Learned(IReadOnlyList<string>?[] given) =>
        new(() => Forecasts.Learn(selection.Plan.Hooks, given, request.Stage, request.LogDirectory, Platform.Name));
}
