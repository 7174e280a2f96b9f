using System.Collections.Concurrent;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Scheduling;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Scheduling;

/// <summary>
/// Runs a scheduler on the test's own thread. Each call ends one hook and returns when the scheduler waits again, so that what runs then is
/// all that may run: no time, no races.
/// </summary>
internal sealed class Conductor : SynchronizationContext, IRunObserver
{
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(1);
    private readonly BlockingCollection<(SendOrPostCallback Call, object? State)> _posted = [];
    private readonly ConcurrentDictionary<string, RunningHook> _hooks = new(StringComparer.Ordinal);
    private readonly List<string> _running = [];
    private readonly IRunObserver? _also;
    private readonly Task<IReadOnlyList<HookReport>> _run;

    public Conductor(HookPlan plan, RunRequest? request = null, Func<PlannedHook, bool>? hasWork = null, IRunObserver? also = null, CancellationToken cancellation = default)
    {
        _also = also;
        request ??= Make.Request();
        Selection = HookSelection.Select(plan, request);
        Scheduler scheduler = new(Selection, request, RunAsync, this, new FakeClock(), started: 0);
        _run = OnThisThread(() => scheduler.RunAsync(hasWork ?? (_ => true), cancellation));
    }

    public HookSelection Selection { get; }

    /// <summary>All that happened so far, such as <c>start A</c>.</summary>
    public List<string> Events { get; } = [];

    public List<ProfileReport> Profiles { get; } = [];

    /// <summary>Whether the run is over; throws what broke it.</summary>
    public bool IsOver => _run.IsCompleted && _run.GetAwaiter().GetResult() is not null;

    public IReadOnlyList<HookReport> Reports => _run.IsCompleted ? _run.GetAwaiter().GetResult() : throw new InvalidOperationException("The run is not over: " + string.Join(", ", Running));

    /// <summary>The hooks that run now, in the order in which they started.</summary>
    public IReadOnlyList<string> Running => [.. _running];

    public HookReport this[string name] => Reports.Single(report => report.Hook.Name == name);

    public override void Post(SendOrPostCallback d, object? state) => _posted.Add((d, state));

    /// <summary>Ends hooks that run, one after the other, with success.</summary>
    public Conductor End(params string[] names) => names.Aggregate(this, (conductor, name) => conductor.End(name, HookOutcome.Succeeded));

    public Conductor End(string name, HookOutcome outcome)
    {
        _running.Remove(name).ShouldBeTrue($"{name} does not run; these do: {string.Join(", ", _running)}");
        var hook = _hooks[name];
        hook.End.SetResult(new HookReport { Hook = hook.Hook, Outcome = outcome });
        return Continue();
    }

    /// <summary>Ends what runs until nothing is left.</summary>
    public Conductor EndAll()
    {
        while (!IsOver)
        {
            _ = End(_running[0], HookOutcome.Succeeded);
        }

        return this;
    }

    /// <summary>Does something that wakes the scheduler.</summary>
    public Conductor Do(Action action)
    {
        action();
        return Continue();
    }

    /// <summary>Whether the scheduler has asked a running hook to end.</summary>
    public bool IsCancelled(string name) => Given(name).Stop.IsCancellationRequested;

    /// <summary>The share of cores that a running hook was given.</summary>
    public int CoresOf(string name) => Given(name).Cores;

    public void Warned(Problem problem) => throw new InvalidOperationException(problem.Message);

    public void HookStarted(PlannedHook hook)
    {
        _hooks.TryAdd(hook.Name, new RunningHook(hook)).ShouldBeTrue($"{hook.Name} starts twice");
        _running.Add(hook.Name);
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

    private (int Cores, CancellationToken Stop) Given(string name)
    {
        _running.Contains(name, StringComparer.Ordinal).ShouldBeTrue();
        return _hooks[name].Given.Task.WaitAsync(Stuck).GetAwaiter().GetResult();
    }

    private Task<HookReport> RunAsync(PlannedHook hook, int cores, CancellationToken stop)
    {
        var running = _hooks[hook.Name];
        running.Given.SetResult((cores, stop));
        return running.End.Task;
    }

    private Conductor Continue()
    {
        _posted.TryTake(out var next, Stuck).ShouldBeTrue("the scheduler does not go on");
        _ = OnThisThread(() =>
        {
            next.Call(next.State);
            return true;
        });
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

    private sealed class RunningHook(PlannedHook hook)
    {
        public PlannedHook Hook { get; } = hook;

        public TaskCompletionSource<HookReport> End { get; } = new();

        public TaskCompletionSource<(int Cores, CancellationToken Stop)> Given { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
