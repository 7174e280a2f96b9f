using System.Threading.Channels;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>Runs one hook with its share of cores. On cancellation it ends the hook and returns.</summary>
internal delegate Task<HookReport> RunHook(PlannedHook hook, int cores, CancellationToken stop);

/// <summary>
/// Decides what starts when. One loop owns all state: it starts what may start, waits for an end, draws the consequences. A hook starts once, after
/// all it waits for; among those that may start, the one with the longest remaining path goes first.
/// </summary>
internal sealed class Scheduler
{
    private readonly HookSelection _selection;
    private readonly RunRequest _request;
    private readonly RunHook _run;
    private readonly IRunObserver _observer;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly bool _onCallersLoop;
    private readonly ConflictTable _conflicts;
    private readonly CoreBudget _budget;
    private readonly ProfileGates _profiles;
    private readonly int[] _waves;
    private readonly List<int> _waiting;
    private readonly int[] _blockers;
    private readonly Dictionary<int, CancellationTokenSource> _running = [];
    private readonly HashSet<int> _runningSet = [];
    private readonly List<HookReport> _ended = [];
    private readonly Queue<HookReport> _ending = new();
    private readonly Channel<HookReport> _ends = Channel.CreateUnbounded<HookReport>(new UnboundedChannelOptions { SingleReader = true });

    public Scheduler(HookSelection selection, RunRequest request, RunHook run, IRunObserver observer, TimeProvider clock, long started, bool onCallersLoop = false)
    {
        _onCallersLoop = onCallersLoop;
        _selection = selection;
        _request = request;
        _run = run;
        _observer = observer;
        _clock = clock;
        _started = started;
        _conflicts = new ConflictTable(selection, request.Fixing);
        _budget = new CoreBudget(request.Schedule == HookSchedule.Sequential ? 1 : request.MaxParallel, request.Cores);
        _profiles = new ProfileGates(selection, request.MaxConcurrentProfiles);
        _waves = selection.Order.Waves();
        _blockers = new int[selection.Plan.Hooks.Count];
        for (var hook = 0; hook < _blockers.Length; hook++)
        {
            _blockers[hook] = selection.Order.DependenciesOf(hook).Count;
        }

        _waiting = InStartOrder(selection, request.Schedule);
    }

    /// <summary>Runs all selected hooks. Where there are no files for a hook, <paramref name="hasWork"/> says so and it does not start.</summary>
    public async Task<IReadOnlyList<HookReport>> RunAsync(Func<PlannedHook, bool> hasWork, CancellationToken cancellation)
    {
        await using var interrupt = cancellation.Register(() => _ends.Writer.TryWrite(null!));
        while (_waiting.Count > 0 || _running.Count > 0)
        {
            if (cancellation.IsCancellationRequested)
            {
                StopEverything("the run was interrupted");
            }

            Start(hasWork);
            if (_running.Count == 0)
            {
                // What is left waits for a profile whose turn has not come.
                if (_waiting.Count > 0 && !_profiles.ActivateNext())
                {
                    throw new InvalidOperationException($"Nothing runs and nothing can start: {string.Join(", ", _waiting.Select(index => _selection.Plan.Hooks[index].Name))}.");
                }

                continue;
            }

            if (await _ends.Reader.ReadAsync(CancellationToken.None) is { } report)
            {
                End(report);
            }
        }

        return _ended;
    }

    private void Start(Func<PlannedHook, bool> hasWork)
    {
        for (var i = 0; i < _waiting.Count;)
        {
            var index = _waiting[i];
            var hook = _selection.Plan.Hooks[index];
            if (!MayStart(hook))
            {
                i++;
                continue;
            }

            _waiting.RemoveAt(i);
            if (hasWork(hook))
            {
                StartNow(hook);
            }
            else
            {
                // Its end may let hooks start that were passed over.
                End(NotRun(hook, HookOutcome.NoFiles, "no file matches"));
                i = 0;
            }
        }
    }

    private bool MayStart(PlannedHook hook) =>
        _blockers[hook.Index] == 0
        && _profiles.IsActive(hook.Index)
        && !_conflicts.IsBlocked(hook.Index, _runningSet)
        && _budget.HasRoom(hook.Cores)
        && (_request.Schedule != HookSchedule.Waves || IsFirstWave(hook));

    private bool IsFirstWave(PlannedHook hook)
    {
        var wave = _waves[hook.Index];
        return !_waiting.Exists(other => _waves[other] < wave && _profiles.IsActive(other)) && !_running.Keys.Any(other => _waves[other] < wave);
    }

    private void StartNow(PlannedHook hook)
    {
        CancellationTokenSource stop = new();
        _running.Add(hook.Index, stop);
        _ = _runningSet.Add(hook.Index);
        var cores = _budget.Take(hook.Index, hook.Cores);
        _observer.HookStarted(hook);
        _ = _onCallersLoop ? RunAndTellAsync(hook, cores, stop.Token) : Task.Run(() => RunAndTellAsync(hook, cores, stop.Token), CancellationToken.None);
    }

    private async Task RunAndTellAsync(PlannedHook hook, int cores, CancellationToken stop)
    {
        // The scheduler goes on first.
        await Task.Yield();
        await _ends.Writer.WriteAsync(await RunAsync(hook, cores, stop), CancellationToken.None);
    }

    // A hook whose end is never told would hold the run for ever.
    private async Task<HookReport> RunAsync(PlannedHook hook, int cores, CancellationToken stop)
    {
        try
        {
            return await _run(hook, cores, stop);
        }
        catch (Exception e)
        {
            return NotRun(hook, HookOutcome.Crashed, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private void End(HookReport report)
    {
        _ending.Enqueue(report);
        Settle();
    }

    // Not by recursion: the skipped may be a chain of thousands.
    private void Settle()
    {
        while (_ending.TryDequeue(out var next))
        {
            EndOne(next);
        }
    }

    private void EndOne(HookReport report)
    {
        var index = report.Hook.Index;
        if (_running.Remove(index, out var stop))
        {
            stop.Dispose();
            _ = _runningSet.Remove(index);
            _budget.Return(index);
        }

        _ended.Add(report);
        foreach (var warning in report.Warnings)
        {
            _observer.Warned(warning);
        }

        _observer.HookEnded(report);
        foreach (var dependent in _selection.Order.DependentsOf(index))
        {
            _blockers[dependent]--;
        }

        if (report.IsBlocking || report.Outcome is HookOutcome.Skipped or HookOutcome.Cancelled)
        {
            SkipDependents(report);
        }

        if (report.IsBlocking && (report.Hook.Severity == HookSeverity.Critical || _request.FailFast))
        {
            _profiles.Stop(index);
            StopStopped($"'{report.Hook.Name}' failed and stopped the run");
        }

        foreach (var profile in _profiles.End(index))
        {
            _observer.ProfileEnded(new ProfileReport(profile, [.. _ended.Where(ended => _profiles.Contains(profile, ended.Hook.Index))], _clock.GetElapsedTime(_started)));
        }
    }

    private void SkipDependents(HookReport cause)
    {
        var why = cause.Outcome == HookOutcome.Skipped ? cause.Reason : cause.Outcome == HookOutcome.Cancelled ? $"'{cause.Hook.Name}', which it depends on, was ended" : $"'{cause.Hook.Name}', which it depends on, failed";
        foreach (var dependent in _selection.Gates.DependentsOf(cause.Hook.Index))
        {
            Skip(dependent, why);
        }
    }

    private void Skip(int index, string why)
    {
        if (_waiting.Remove(index))
        {
            _ending.Enqueue(NotRun(_selection.Plan.Hooks[index], HookOutcome.Skipped, why));
        }
    }

    private void StopEverything(string why)
    {
        _profiles.StopAll();
        StopStopped(why);
        Settle();
    }

    private void StopStopped(string why)
    {
        foreach (var index in _waiting.Where(_profiles.IsStopped).ToList())
        {
            Skip(index, why);
        }

        foreach (var (index, stop) in _running)
        {
            if (_profiles.IsStopped(index))
            {
                stop.Cancel();
            }
        }
    }

    private HookReport NotRun(PlannedHook hook, HookOutcome outcome, string reason) =>
        new() { Hook = hook, Outcome = outcome, Reason = reason, Start = _clock.GetElapsedTime(_started), FileCount = outcome == HookOutcome.NoFiles ? 0 : null };

    private static List<int> InStartOrder(HookSelection selection, HookSchedule schedule)
    {
        var order = selection.Order.TopologicalOrder().Where(index => selection.Selected[index]);
        if (schedule == HookSchedule.Sequential)
        {
            return [.. order];
        }

        var remaining = selection.Order.RemainingPaths([.. selection.Plan.Hooks.Select(_ => 1.0)]);
        return [.. order.OrderByDescending(index => remaining[index]).ThenBy(index => index)];
    }
}
