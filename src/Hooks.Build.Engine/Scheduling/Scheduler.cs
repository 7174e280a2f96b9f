using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>Runs one hook with its share of cores. On cancellation it ends the hook and returns.</summary>
internal delegate Task<HookReport> RunHook(PlannedHook hook, int cores, CancellationToken stop);

/// <summary>
/// Decides what starts when. One loop owns all state: it starts what may start, waits for an end, draws the consequences. A hook starts once, after
/// all it waits for; among those that may start the first in <see cref="StartOrder"/> goes first.
/// </summary>
internal sealed partial class Scheduler
{
    private readonly HookSelection _selection;
    private readonly RunRequest _request;
    private readonly IRunObserver _observer;
    private readonly RunInterests _interests;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly HookLoad[] _loads;
    private readonly ConflictTable _conflicts;
    private readonly CoreBudget _budget;
    private readonly RunningHooks _running;
    private readonly ProfilePrerequisites _profiles;
    private readonly int[] _waves;
    private readonly bool[] _isAside;
    private readonly WaitingHooks _waiting;
    private readonly CleanUps _cleanUps;
    private readonly List<HookReport> _ended = [];
    private readonly Queue<HookReport> _ending = new();
    private bool _isShortOfCores;
    private readonly LentCores? _lent;
    private ITimer? _nextLook;

    public Scheduler(
        HookSelection selection, RunRequest request, IReadOnlyList<HookForecast> forecasts, RunHook run, IRunObserver observer, TimeProvider clock,
        long started, bool onCallersLoop = false)
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
        _isAside = request.Schedule == HookSchedule.Waves ? FindAside(hooks) : [];
        var startOrder = request.Schedule == HookSchedule.Sequential ? GatingFirst(hooks) : StartOrder.Of(selection, forecasts, _conflicts, hooks);
        _interests = observer.Interests;
        _waiting = new WaitingHooks(selection.Order, startOrder, Now, remembersFreed: _interests.HasFlag(RunInterests.Progress));
        _cleanUps = new CleanUps(selection);
    }

    /// <summary>Cores that the rest of the run cannot use are another's: of them the run takes no more.</summary>
    public bool GivesCoresBack { get; init; }

    /// <summary>Tells what hooks use while they run; <see langword="null"/> where nobody can.</summary>
    public UseOfHook? UseOf
    {
        init => _lent = value is null ? null : new LentCores(_running, _budget, value);
    }

    private TimeSpan Now => _clock.GetElapsedTime(_started);

    /// <summary>Runs all selected hooks. Where there are no files for a hook, <paramref name="hasWork"/> says so and it does not start.</summary>
    public async Task<IReadOnlyList<HookReport>> RunAsync(Func<PlannedHook, bool> hasWork, CancellationToken cancellation)
    {
        await using var interrupt = cancellation.Register(_running.Wake);
        ITimer? limit = null;
        try
        {
            while (_waiting.Count > 0 || _running.Count > 0)
            {
                if (cancellation.IsCancellationRequested)
                {
                    StopEverything("the run was interrupted");
                    limit ??= _cleanUps.Limit(_clock, _running.Wake);
                }

                Start(hasWork);
                if (_running.Count == 0)
                {
                    // What is left waits for a profile whose turn has not come.
                    if (_waiting.Count > 0 && !_profiles.ActivateNext())
                    {
                        throw new InvalidOperationException(
                            $"Nothing runs and nothing can start: {string.Join(", ", _waiting.All.Select(index => Hook(index).Name))}.");
                    }

                    continue;
                }

                if (await _running.NextAsync() is { } report)
                {
                    _budget.Return(_running.End(report.Hook.Index).Load);
                    ReleaseMates(report);
                    End(report);
                }
            }
        }
        finally
        {
            if (limit is not null)
            {
                await limit.DisposeAsync();
            }

            if (_nextLook is not null)
            {
                await _nextLook.DisposeAsync();
            }
        }

        if (_cleanUps.CutOff(_ended) is { } cutOff)
        {
            _observer.Warned(cutOff);
        }

        return _ended;
    }

    // Where one runs at a time, whoever comes later waits: for a hook for which nobody should, only what must.
    private int[] GatingFirst(int[] hooks) => [.. hooks.OrderBy(hook => !Hook(hook).Gates)];

    private PlannedHook Hook(int index) => _selection.Plan.Hooks[index];
}
