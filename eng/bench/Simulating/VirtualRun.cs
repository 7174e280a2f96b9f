using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Scheduling;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Bench.Simulating;

/// <summary>Runs the engine's own scheduler in time that passes only when nothing else is left to do.</summary>
internal sealed class VirtualRun : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Call, object? State)> _posted = [];
    private readonly PriorityQueue<(PlannedHook Hook, TaskCompletionSource<HookReport> End), TimeSpan> _running = new();
    private readonly SimulatedGraph _graph;
    private readonly Clock _clock = new();

    private VirtualRun(SimulatedGraph graph) => _graph = graph;

    /// <summary>Runs a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="schedule">In which order hooks start.</param>
    /// <param name="forecasts">What the scheduler expects.</param>
    /// <returns>When the last hook ended.</returns>
    /// <exception cref="BenchException">A hook did not run, too many ran at once, or one ran before what it waits for had ended.</exception>
    public static TimeSpan Play(SimulatedGraph graph, HookSchedule schedule, IReadOnlyList<HookForecast> forecasts)
    {
        VirtualRun run = new(graph);
        var before = Current;
        SetSynchronizationContext(run);
        try
        {
            return run.Play(Prepare(graph, schedule, forecasts, run.RunAsync, run._clock));
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Makes a scheduler, which decides on the order in which hooks start.</summary>
    public static Scheduler Prepare(SimulatedGraph graph, HookSchedule schedule, IReadOnlyList<HookForecast> forecasts, RunHook run, TimeProvider clock)
    {
        var plan = HookPlan.Create([.. graph.DependsOn.Select((dependsOn, index) => new PlannedHook
        {
            Index = index,
            Name = $"H{index}",
            Command = [["none"]],
            DependsOn = [.. dependsOn.Select(other => $"H{other}")],
        })]);
        RunRequest request = new() { RepositoryRoot = "/", LogDirectory = "/", Schedule = schedule, MaxParallel = 64, Cores = graph.Cores };
        return new Scheduler(HookSelection.Select(plan, request), request, forecasts, run, new QuietObserver(), clock, started: 0, onCallersLoop: true);
    }

    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    private TimeSpan Play(Scheduler scheduler)
    {
        var reports = scheduler.RunAsync(_ => true, CancellationToken.None);
        Pump();
        while (_running.TryDequeue(out var next, out var now))
        {
            _clock.Now = now;
            next.End.SetResult(new HookReport
            {
                Hook = next.Hook,
                Outcome = HookOutcome.Succeeded,
                Start = now - _graph.Durations[next.Hook.Index],
                Duration = _graph.Durations[next.Hook.Index],
            });
            Pump();
        }

        if (!reports.IsCompleted)
        {
            throw new BenchException($"{_graph.Shape}: the run stands still.");
        }

        Verify(reports.GetAwaiter().GetResult());
        return _clock.Now;
    }

    private void Pump()
    {
        while (_posted.TryDequeue(out var next))
        {
            next.Call(next.State);
        }
    }

    private Task<HookReport> RunAsync(PlannedHook hook, int cores, CancellationToken stop)
    {
        if (_running.Count == _graph.Cores)
        {
            throw new BenchException($"{_graph.Shape}: more than {_graph.Cores} hooks run.");
        }

        TaskCompletionSource<HookReport> end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _running.Enqueue((hook, end), _clock.Now + _graph.Durations[hook.Index]);
        return end.Task;
    }

    private void Verify(IReadOnlyList<HookReport> reports)
    {
        var ends = reports.ToDictionary(report => report.Hook.Index, report => report.Start + report.Duration);
        if (ends.Count != _graph.Durations.Count
            || reports.Any(report => report.Outcome != HookOutcome.Succeeded || _graph.DependsOn[report.Hook.Index].Any(other => ends[other] > report.Start)))
        {
            throw new BenchException($"{_graph.Shape}: not every hook ran once, after all it waits for.");
        }
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
