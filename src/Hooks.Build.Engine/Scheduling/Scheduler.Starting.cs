using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Scheduling;

/// <content>What starts.</content>
internal sealed partial class Scheduler
{
    private void Start(Func<PlannedHook, bool> hasWork)
    {
        // What was lent may be wanted again by now: it is looked at before anything starts in its place.
        var isLooked = _lent is { AreThere: true } && _waiting.All.Exists(IsReady);
        if (isLooked)
        {
            _ = _lent!.Look();
        }

        StartReady(hasWork);
        if (_isShortOfCores && !isLooked && _lent?.Look() == true)
        {
            StartReady(hasWork);
        }

        LookAgain();

        GiveBackCores();
    }

    private void StartReady(Func<PlannedHook, bool> hasWork)
    {
        TellReady();
        _isShortOfCores = false;
        for (var i = 0; i < _waiting.Count;)
        {
            var index = _waiting.All[i];
            if (!IsReady(index))
            {
                i++;
            }
            else if (WhyIdle(Hook(index), hasWork) is { } idle)
            {
                _waiting.RemoveAt(i);
                // Its end may let hooks start that were passed over.
                End(idle);
                TellReady();
                i = 0;
            }
            else if (HasRoom(index))
            {
                _waiting.RemoveAt(i);
                _observer.HookStarted(Hook(index));
                StartNow(index);
            }
            else
            {
                _isShortOfCores |= _budget.IsShort(_loads[index].Weight) && !_conflicts.IsBlocked(index, _running.Indices);
                i++;
            }
        }
    }

    private void TellReady()
    {
        foreach (var index in _waiting.TakeFreed())
        {
            _observer.Told(new ReadyDetail(Hook(index)));
        }
    }

    // Nothing but cores is in the way of a hook, and one of those that hold them may be seen to wait.
    private void LookAgain()
    {
        if (_isShortOfCores && _lent?.NextLook() is { } pause)
        {
            _nextLook ??= _clock.CreateTimer(_ => _running.Wake(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _ = _nextLook.Change(pause, Timeout.InfiniteTimeSpan);
        }
    }

    private HookReport? WhyIdle(PlannedHook hook, Func<PlannedHook, bool> hasWork) =>
        hook.Finally && !_cleanUps.IsNeeded(hook) ? NotRun(hook, HookOutcome.NotNeeded, "nothing that it cleans up after has run")
        : hasWork(hook) ? null
        : NotRun(hook, HookOutcome.NoFiles, "no file matches");

    private bool IsReady(int index) => _waiting.IsFree(index) && _profiles.IsActive(index) && (_request.Schedule != HookSchedule.Waves || IsFirstWave(index));

    private bool HasRoom(int index) => _budget.HasRoom(_loads[index].Weight) && !_conflicts.IsBlocked(index, _running.Indices);

    private bool IsFirstWave(int index)
    {
        var wave = _waves[index];
        return !_waiting.All.Exists(other => IsBefore(other, wave) && _profiles.IsActive(other)) && !_running.Indices.Any(other => IsBefore(other, wave));
    }

    private bool IsBefore(int other, int wave) => _waves[other] < wave && !_isAside[other];

    // Whoever gates nobody or cleans up, and who is behind such a hook, holds up only who waits for it by name: a barrier would make all wait.
    private bool[] FindAside(int[] hooks)
    {
        var isAside = new bool[_selection.Plan.Hooks.Count];
        foreach (var hook in hooks)
        {
            isAside[hook] = !Hook(hook).Gates || Hook(hook).Finally || _selection.Order.DependenciesOf(hook).Any(other => isAside[other]);
        }

        return isAside;
    }

    // Checks whose work is done with the first of them have but to say what came of it: they wait for no core, and for none that runs meanwhile.
    private void ReleaseMates(HookReport report)
    {
        if (report is { Ran: true, Outcome: HookOutcome.Succeeded or HookOutcome.Failed } && _conflicts.Release(report.Hook.Index) is { Count: > 0 } mates)
        {
            foreach (var mate in mates)
            {
                _loads[mate] = new HookLoad(0, 1);
            }

            _waiting.Prefer(mates);
        }
    }

    private void StartNow(int index)
    {
        var now = Now;
        _running.Start(new RunningHook(Hook(index), _loads[index], _budget.Take(_loads[index]), now - _waiting.FreeSince(index), now));
    }

    // A hook of which nothing is known is told to use what the others leave: as long as there is one, any core may be needed.
    private void GiveBackCores()
    {
        if (!(GivesCoresBack || _interests.HasFlag(RunInterests.Cores)) || _budget.Cores == 1 || _waiting.All.Exists(index => _loads[index].Share == 0))
        {
            return;
        }

        var (heaviest, sum) = (0.0, 0.0);
        foreach (var weight in _waiting.All.Select(index => _loads[index].Weight)
            .Concat(_running.All.Select(hook => hook.Load.Share == 0 ? hook.Cores : hook.Load.Weight)))
        {
            heaviest = Math.Max(heaviest, weight);
            sum += weight;
        }

        if (_budget.Spare(_waiting.Count + _running.Count, heaviest, sum) is > 0 and var spare)
        {
            _observer.Told(new CoresDetail(spare, _budget.Needed));
            if (GivesCoresBack)
            {
                _budget.GiveBack();
            }
        }
    }
}
