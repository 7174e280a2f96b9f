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
internal sealed class RunRounds : IDisposable
{
    private readonly HookSelection _selection;
    private readonly RunRequest _request;
    private readonly EngineServices _services;
    private readonly IRunObserver _observer;
    private readonly RunFiles _files;
    private readonly StagedContent? _staged;
    private readonly long _started;
    private readonly CancellationToken _cancellation;
    private readonly LogFolder _logs;
    private readonly AgentInputFile _input;
    private readonly CommandRunner _commands;
    private readonly MethodRunner _methods;
    private readonly ToolRunner _tools;
    private readonly GuardRunner _guards;
    private readonly PassContext _checking;

    /// <summary>Puts together who runs hooks.</summary>
    /// <param name="selection">The hooks.</param>
    /// <param name="request">The run.</param>
    /// <param name="services">The world.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="files">The files of the run.</param>
    /// <param name="staged">What is staged; <see langword="null"/> where the run is about the working tree.</param>
    /// <param name="workers">Where C# hooks run.</param>
    /// <param name="started">When the run began, by the clock's timestamp.</param>
    /// <param name="cancellation">Ends what runs.</param>
    public RunRounds(
        HookSelection selection,
        RunRequest request,
        EngineServices services,
        IRunObserver observer,
        RunFiles files,
        StagedContent? staged,
        WorkerPools workers,
        long started,
        CancellationToken cancellation)
    {
        (_selection, _request, _services, _observer, _files, _staged, _started, _cancellation) = (selection, request, services, observer, files, staged, started, cancellation);
        _logs = new LogFolder(request.LogDirectory, observer.Warned);
        _input = new AgentInputFile(request.Agent, StateFiles.AgentsIn(request.LogDirectory));
        _commands = new CommandRunner(services.Launcher, services.Clock, services.Environment) { Input = _input };
        IsolatingRunner isolating = new(workers);
        _methods = new MethodRunner(isolating);
        _tools = new ToolRunner(isolating, services.Worker, files.Listing?.Measures);
        _guards = new GuardRunner(selection.Plan, services);
        _checking = new PassContext(selection, request, services, files.Listing, staged, cancellation) { Verdicts = Verdicts };
    }

    /// <summary>Who looked at files when.</summary>
    public Verdicts Verdicts { get; } = new();

    /// <summary>Runs all hooks, each once.</summary>
    /// <param name="cache">What is remembered; <see langword="null"/> where nothing is.</param>
    public Task<IReadOnlyList<HookReport>> FirstAsync(ResultCache? cache)
    {
        var learned = Learned(_files.Given);
        _observer.Expected(() => ExpectedRuns.Of(_selection, _request, _files.Given, learned.Value));
        return RunAsync(_files.Given, cache, isAgain: false, _files.HasWork, learned);
    }

    /// <summary>Runs some hooks once more. Nobody is told that they do.</summary>
    /// <param name="files">What they are given, both by index in the plan.</param>
    public Task<IReadOnlyList<HookReport>> AgainAsync(IReadOnlyDictionary<int, IReadOnlyList<string>?> files)
    {
        IReadOnlyList<string>?[] given = [.. _files.Given.Select((_, index) => files.TryGetValue(index, out var some) ? some : [])];
        return RunAsync(given, cache: null, isAgain: true, hook => files.ContainsKey(hook.Index), Learned(given));
    }

    public void Dispose() => _input.Dispose();

    private async Task<IReadOnlyList<HookReport>> RunAsync(
        IReadOnlyList<string>?[] given, ResultCache? cache, bool isAgain, Func<PlannedHook, bool> hasWork, Lazy<HookForecast[]> learned)
    {
        await using CheckRunner checks = new(_selection, given, _checking);
        HookRunners runners = new(_commands, _methods, _tools, checks, _guards);
        HookExecutor executor = new(_request, given, _staged, cache, runners, _logs, _services.Clock, _started, Verdicts, isAgain ? _files.Given : null)
        {
            IsAgain = isAgain,
            Observer = OneAtATime.Follows(_observer) ? _observer : null,
        };
        var told = isAgain ? new Recheck.Quiet() : _observer;
        Scheduler scheduler = new(_selection, _request, Forecast(learned), executor.RunAsync, told, _services.Clock, _started, _services.OnCallersLoop)
        {
            GivesCoresBack = !isAgain && _services.GivesCoresBack,
            UseOf = ProcessTree.IsKnown ? executor.UseOf : null,
        };
        var reports = await scheduler.RunAsync(hasWork, _cancellation);
        // What a hook that was ended left running must not change what is staged now.
        await checks.DisposeAsync();
        return checks.WithRepairs(reports, _observer);
    }

    // One hook has no order, and reading what it took before takes a while too.
    private HookForecast[] Forecast(Lazy<HookForecast[]> learned)
    {
        if (_selection.Hooks.Count > 1)
        {
            return learned.Value;
        }

        var forecasts = new HookForecast[_selection.Plan.Hooks.Count];
        Array.Fill(forecasts, new HookForecast(TimeSpan.FromSeconds(1), Cores: 1, IsLearned: false));
        return forecasts;
    }

    // The log is read once for both that ask, and not where nobody does.
    private Lazy<HookForecast[]> Learned(IReadOnlyList<string>?[] given) =>
        new(() => Forecasts.Learn(_selection.Plan.Hooks, given, _request.Stage, _request.LogDirectory, Platform.Name));
}
