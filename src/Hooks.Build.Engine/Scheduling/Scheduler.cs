using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>Runs one hook with its share of cores. On cancellation it ends the hook and returns.</summary>
internal delegate Task<HookReport> RunHook(PlannedHook hook, int cores, CancellationToken stop);

/// <summary>
/// Decides what starts when. One loop owns all state: it starts what may start, waits for an end, draws the consequences. A hook starts once, after
/// all it waits for; among those that may start the first in <see cref="StartOrder"/> goes first. See <see cref="Speculation"/> for the exception.
/// </summary>
internal sealed partial class Scheduler
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
    private readonly ProfilePrerequisites _profiles;
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
        _profiles = new ProfilePrerequisites(selection, request.MaxConcurrentProfiles);
        _waves = selection.Order.Waves();
        var hooks = Array.FindAll(selection.Order.TopologicalOrder(), hook => selection.Selected[hook]);
        _speculation = new Speculation(selection, request, hooks);
        _eviction = new Eviction(_budget, _conflicts, _loads);
        var startOrder = request.Schedule == HookSchedule.Sequential ? hooks : StartOrder.Of(selection, forecasts, _loads, _conflicts, _budget, hooks, search: request.Schedule == HookSchedule.Ready);
        _waiting = new WaitingHooks(selection.Order, startOrder, Now);
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
}
