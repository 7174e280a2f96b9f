using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Scheduling;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Hooks.Build.Engine.Tests.Scheduling;

/// <summary>
/// Runs a scheduler on the test's own thread. Each call ends one hook and returns when the scheduler waits again, so that what runs then is
/// all that may run: no threads, no races, and time passes only when a test says so.
/// </summary>
internal sealed class Conductor : SynchronizationContext, IRunObserver
{
    private readonly Queue<(SendOrPostCallback Call, object? State)> _posted = [];
    private readonly List<RunningHook> _running = [];
    private readonly IRunObserver? _also;
    private readonly Action<Conductor, PlannedHook>? _began;
    private readonly Scheduler _scheduler;
    private readonly long _start;
    private readonly Task<IReadOnlyList<HookReport>> _run;

    public Conductor(
        HookPlan plan,
        RunRequest? request = null,
        Func<PlannedHook, bool>? hasWork = null,
        IRunObserver? also = null,
        IReadOnlyList<HookForecast>? forecasts = null,
        Action<Conductor, PlannedHook>? began = null,
        Func<string, TimeSpan, TimeSpan>? wanted = null,
        CancellationToken cancellation = default)
    {
        _start = Clock.GetTimestamp();
        _also = also;
        _began = began;
        request ??= Make.Request();
        Selection = HookSelection.Select(plan, request);
        forecasts ??= [.. plan.Hooks.Select(_ => new HookForecast(TimeSpan.FromSeconds(1), Cores: 1, IsLearned: false))];
        _scheduler = new Scheduler(Selection, request, forecasts, RunAsync, this, Clock, _start, onCallersLoop: true)
        {
            GivesCoresBack = true,
            UseOf = wanted is null
                ? null
                : (hook, _) => _running.Find(running => running.Hook == hook) is { } found && Clock.GetElapsedTime(_start) - found.Started is var ran
                    ? (ran, wanted(hook.Name, ran))
                    : null,
        };
        _run = OnThisThread(() => _scheduler.RunAsync(hasWork ?? (_ => true), cancellation));
        Continue();
    }

    public HookSelection Selection { get; }

    public FakeTimeProvider Clock { get; } = new();

    /// <summary>All that observers were told so far, such as <c>start A</c>.</summary>
    public List<string> Events { get; } = [];

    /// <summary>What observers were warned of; <see langword="null"/> where nobody may be.</summary>
    public List<string>? Warnings { get; init; }

    public List<ProfileReport> Profiles { get; } = [];

    /// <summary>The cores given back, each time.</summary>
    public List<int> Released { get; } = [];

    /// <summary>Whether the run is over; throws what broke it.</summary>
    public bool IsOver => _run.IsCompleted && _run.GetAwaiter().GetResult() is not null;

    public IReadOnlyList<HookReport> Reports =>
        _run.IsCompleted ? _run.GetAwaiter().GetResult() : throw new InvalidOperationException("The run is not over: " + string.Join(", ", Running));

    /// <summary>The hooks that run now, in the order in which they started.</summary>
    public IReadOnlyList<string> Running => [.. _running.Select(running => running.Hook.Name)];

    public HookReport this[string name] => Reports.Single(report => report.Hook.Name == name);

    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    /// <summary>Ends hooks that run, one after the other, with success.</summary>
    public Conductor End(params string[] names) => names.Aggregate(this, (conductor, name) => conductor.End(name, HookOutcome.Succeeded));

    public Conductor End(string name, HookOutcome outcome, ResultSource source = ResultSource.NotRemembered)
    {
        var hook = Find(name);
        _ = _running.Remove(hook);
        var now = Clock.GetElapsedTime(_start);
        hook.End.SetResult(new HookReport { Hook = hook.Hook, Outcome = outcome, Source = source, Start = hook.Started, Duration = now - hook.Started });
        _posted.ShouldNotBeEmpty("the scheduler does not go on");
        return Continue();
    }

    /// <summary>Ends what runs until nothing is left.</summary>
    public Conductor EndAll()
    {
        while (!IsOver)
        {
            _ = End(_running[0].Hook.Name, HookOutcome.Succeeded);
        }

        return this;
    }

    /// <summary>Lets time pass.</summary>
    public Conductor Wait(double seconds) => Do(() => Clock.Advance(TimeSpan.FromSeconds(seconds)));

    /// <summary>Does something that may wake the scheduler.</summary>
    public Conductor Do(Action action)
    {
        action();
        return Continue();
    }

    /// <summary>Whether the scheduler has asked a running hook to end.</summary>
    public bool IsCancelled(string name) => Find(name).Stop.IsCancellationRequested;

    /// <summary>The share of cores that a running hook was given.</summary>
    public int CoresOf(string name) => Find(name).Cores;

    public void Warned(Problem problem) => (Warnings ?? throw new InvalidOperationException(problem.Message)).Add(problem.Message);

    public RunInterests Interests => RunInterests.Progress;

    public void Told(RunDetail detail)
    {
        if (detail is CoresDetail cores)
        {
            Released.Add(cores.Cores);
        }

        _also?.Told(detail);
    }

    public void HookStarted(PlannedHook hook)
    {
        Events.ShouldNotContain($"start {hook.Name}");
        Events.Add($"start {hook.Name}");
        _also?.HookStarted(hook);
    }

    public void HookEnded(HookReport report)
    {
        Events.Add($"end {report.Hook.Name} {report.Outcome}");
        _also?.HookEnded(report);
    }

    public void ProfileEnded(ProfileReport report)
    {
        Profiles.Add(report);
        Events.Add($"profile {report.Profile}");
        _also?.ProfileEnded(report);
    }

    private RunningHook Find(string name) =>
        _running.Find(running => running.Hook.Name == name).ShouldNotBeNull($"{name} does not run; these do: {string.Join(", ", Running)}");

    private Task<HookReport> RunAsync(PlannedHook hook, int cores, CancellationToken stop)
    {
        Running.ShouldNotContain(hook.Name);
        RunningHook running = new(hook, cores, Clock.GetElapsedTime(_start), stop);
        _running.Add(running);
        _began?.Invoke(this, hook);
        return running.End.Task;
    }

    private Conductor Continue()
    {
        while (_posted.TryDequeue(out var next))
        {
            _ = OnThisThread(() =>
            {
                next.Call(next.State);
                return true;
            });
        }

        return this;
    }

    private T OnThisThread<T>(Func<T> work)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            return work();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private sealed record RunningHook(PlannedHook Hook, int Cores, TimeSpan Started, CancellationToken Stop)
    {
        public TaskCompletionSource<HookReport> End { get; } = new();
    }
}
