using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>Runs one hook with its share of cores. On cancellation it ends the hook and returns.</summary>
internal delegate Task<HookReport> RunHook(PlannedHook hook, int cores, CancellationToken stop);

/// <summary>
/// Decides what starts when. One loop owns all state: it starts what may start, waits for an end, draws the consequences. A hook starts once, after
/// all it waits for; among those that may start the first in <see cref="StartOrder"/> goes first. See <see cref="Speculation"/> for the exception.
/// </summary>
internal sealed class Scheduler
{
    private readonly HookSelection _selection;
    private readonly RunRequest _request;
    private readonly IRunObserver _observer;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly HookLoad[] _loads;
    private readonly ConflictTable _conflicts;
    private readonly CoreBudget _budget;
    private readonly RunningHooks _running;
    private readonly Speculation _speculation;
    private readonly Eviction _eviction;
    private readonly ProfileGates _profiles;
    private readonly int[] _waves;
    private readonly WaitingHooks _waiting;
    private readonly List<HookReport> _ended = [];
    private readonly Queue<HookReport> _ending = new();

    public Scheduler(
        HookSelection selection, RunRequest request, IReadOnlyList<HookForecast> forecasts, RunHook run, IRunObserver observer, TimeProvider clock, long started, bool onCallersLoop = false)
    {
        _selection = selection;
        _request = request;
        _observer = observer;
        _clock = clock;
        _started = started;
        var cores = Math.Max(1, request.Cores);
        _loads = HookLoad.OfAll(selection, forecasts, cores);
        _conflicts = new ConflictTable(selection, request.Fixing);
        _budget = new CoreBudget(request.Schedule == HookSchedule.Sequential ? 1 : request.MaxParallel, cores);
        _running = new RunningHooks(run, onCallersLoop);
        _profiles = new ProfileGates(selection, request.MaxConcurrentProfiles);
        _waves = selection.Order.Waves();
        var hooks = Array.FindAll(selection.Order.TopologicalOrder(), hook => selection.Selected[hook]);
        _speculation = new Speculation(selection, request, hooks);
        _eviction = new Eviction(_budget, _conflicts, _loads);
        _waiting = new WaitingHooks(selection.Order, request.Schedule == HookSchedule.Sequential ? hooks : StartOrder.Of(selection, forecasts, _loads, _conflicts, _budget, hooks), Now);
    }

    /// <summary>Is told how many cores the rest of the run cannot use.</summary>
    public Action<int>? ReleaseCores { get; init; }

    /// <summary>By how much earlier hooks ended because they started early.</summary>
    public TimeSpan SpeculationGain => _speculation.Gain;

    /// <summary>How long hooks ran for nothing because they started early.</summary>
    public TimeSpan SpeculationWaste => _speculation.Waste;

    private TimeSpan Now => _clock.GetElapsedTime(_started);

    /// <summary>Runs all selected hooks. Where there are no files for a hook, <paramref name="hasWork"/> says so and it does not start.</summary>
    public async Task<IReadOnlyList<HookReport>> RunAsync(Func<PlannedHook, bool> hasWork, CancellationToken cancellation)
    {
        await using var interrupt = cancellation.Register(_running.Wake);
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
                    throw new InvalidOperationException($"Nothing runs and nothing can start: {string.Join(", ", _waiting.All.Select(index => Hook(index).Name))}.");
                }

                continue;
            }

            if (await _running.NextAsync() is { } report)
            {
                Take(report);
            }
        }

        return _ended;
    }

    private PlannedHook Hook(int index) => _selection.Plan.Hooks[index];

    private void Start(Func<PlannedHook, bool> hasWork)
    {
        StartReady(hasWork);
        if (_speculation.IsOn && _running.Count > 0 && !(_speculation.Early.Count > 0 && _eviction.MakeRoom(_running, _speculation, _waiting.All.Where(IsReady).ToList())))
        {
            StartEarly(hasWork);
        }

        GiveBackCores();
    }

    private void StartReady(Func<PlannedHook, bool> hasWork)
    {
        for (var i = 0; i < _waiting.Count;)
        {
            var index = _waiting.All[i];
            if (!IsReady(index))
            {
                i++;
            }
            else if (!hasWork(Hook(index)))
            {
                _waiting.RemoveAt(i);
                // Its end may let hooks start that were passed over.
                End(NotRun(Hook(index), HookOutcome.NoFiles, "no file matches"));
                i = 0;
            }
            else if (HasRoom(index))
            {
                _waiting.RemoveAt(i);
                _observer.HookStarted(Hook(index));
                StartNow(index, isEarly: false);
            }
            else
            {
                i++;
            }
        }
    }

    private void StartEarly(Func<PlannedHook, bool> hasWork)
    {
        bool[]? candidates = null;
        for (var i = 0; i < _waiting.Count && _budget.HasRoom(0);)
        {
            var index = _waiting.All[i];
            if (_waiting.IsFree(index) || _speculation.IsTried(index) || !_profiles.IsActive(index) || !HasRoom(index) || !(candidates ??= _speculation.FindCandidates(_waiting.IsDone))[index] || !hasWork(Hook(index)))
            {
                i++;
                continue;
            }

            _waiting.RemoveAt(i);
            StartNow(index, isEarly: true);
        }
    }

    private bool IsReady(int index) => _waiting.IsFree(index) && _profiles.IsActive(index) && (_request.Schedule != HookSchedule.Waves || IsFirstWave(index));

    private bool HasRoom(int index) => _budget.HasRoom(_loads[index].Weight) && !_conflicts.IsBlocked(index, _running.Indices);

    private bool IsFirstWave(int index)
    {
        var wave = _waves[index];
        return !_waiting.All.Exists(other => _waves[other] < wave && _profiles.IsActive(other)) && !_running.Indices.Any(other => _waves[other] < wave);
    }

    private void StartNow(int index, bool isEarly)
    {
        var now = Now;
        RunningHook hook = new(Hook(index), _loads[index], _budget.Take(_loads[index]), isEarly ? TimeSpan.Zero : now - _waiting.FreeSince(index), now) { IsEarly = isEarly };
        if (isEarly)
        {
            _speculation.Start(hook);
        }

        _running.Start(hook);
    }

    // What came of a hook that started early is held until it counts; one that was dropped waits again, or is skipped.
    private void Take(HookReport report)
    {
        var index = report.Hook.Index;
        var hook = _running.End(index);
        _budget.Return(hook.Load);
        if (!_speculation.IsEarly(index))
        {
            End(report);
        }
        else if (!hook.IsDropped)
        {
            hook.Held = report;
        }
        else
        {
            _speculation.Forget(hook, Now - hook.Started);
            if (hook.WhySkipped is null)
            {
                _waiting.PutBack(index);
            }
            else
            {
                End(NotRun(hook.Hook, HookOutcome.Skipped, hook.WhySkipped));
            }
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
        _ended.Add(report);
        foreach (var warning in report.Warnings)
        {
            _observer.Warned(warning);
        }

        _observer.HookEnded(report);
        _waiting.End(index, Now);
        if (report.IsBlocking || report.Outcome is HookOutcome.Skipped or HookOutcome.Cancelled)
        {
            SkipDependents(report);
        }

        if (report.IsBlocking && (report.Hook.Severity == HookSeverity.Critical || _request.FailFast))
        {
            _profiles.Stop(index);
            StopStopped($"'{report.Hook.Name}' failed and stopped the run");
        }

        ProveDependents(index);
        foreach (var profile in _profiles.End(index))
        {
            _observer.ProfileEnded(new ProfileReport(profile, [.. _ended.Where(ended => _profiles.Contains(profile, ended.Hook.Index))], Now));
        }
    }

    private void ProveDependents(int index)
    {
        foreach (var dependent in _selection.Order.DependentsOf(index))
        {
            if (_waiting.IsFree(dependent) && _speculation.Prove(dependent, Now) is { } early)
            {
                _observer.HookStarted(early.Hook);
                if (early.Held is { } held)
                {
                    _ending.Enqueue(held);
                }
            }
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
        if (_waiting.Remove(index) || _speculation.Skip(index, why))
        {
            _ending.Enqueue(NotRun(Hook(index), HookOutcome.Skipped, why));
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
        foreach (var index in _waiting.All.Concat(_speculation.Early.Select(hook => hook.Hook.Index)).Where(_profiles.IsStopped).ToList())
        {
            Skip(index, why);
        }

        foreach (var hook in _running.All)
        {
            if (_profiles.IsStopped(hook.Hook.Index))
            {
                hook.Stop();
            }
        }
    }

    // A hook of which nothing is known is told to use what the others leave: as long as there is one, any core may be needed.
    private void GiveBackCores()
    {
        if (ReleaseCores is null || _budget.Cores == 1 || _waiting.All.Exists(index => _loads[index].Share == 0))
        {
            return;
        }

        var (heaviest, sum) = (0.0, 0.0);
        foreach (var weight in _waiting.All.Select(index => _loads[index].Weight).Concat(_running.All.Select(hook => hook.Load.Share == 0 ? hook.Cores : hook.Load.Weight)))
        {
            heaviest = Math.Max(heaviest, weight);
            sum += weight;
        }

        if (_budget.GiveBack(_waiting.Count + _running.Count, heaviest, sum) is > 0 and var spare)
        {
            ReleaseCores(spare);
        }
    }

    private HookReport NotRun(PlannedHook hook, HookOutcome outcome, string reason) =>
        new() { Hook = hook, Outcome = outcome, Reason = reason, Start = Now, FileCount = outcome == HookOutcome.NoFiles ? 0 : null };
}
