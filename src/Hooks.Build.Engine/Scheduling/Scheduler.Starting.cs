using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Scheduling;

/// <content>What starts.</content>
internal sealed partial class Scheduler
{
    private void Start(Func<PlannedHook, bool> hasWork)
    {
        StartReady(hasWork);
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
                StartNow(index);
            }
            else
            {
                i++;
            }
        }
    }

    private bool IsReady(int index) => _waiting.IsFree(index) && _profiles.IsActive(index) && (_request.Schedule != HookSchedule.Waves || IsFirstWave(index));

    private bool HasRoom(int index) => _budget.HasRoom(_loads[index].Weight) && !_conflicts.IsBlocked(index, _running.Indices);

    private bool IsFirstWave(int index)
    {
        var wave = _waves[index];
        return !_waiting.All.Exists(other => _waves[other] < wave && _profiles.IsActive(other)) && !_running.Indices.Any(other => _waves[other] < wave);
    }

    private void StartNow(int index)
    {
        var now = Now;
        _running.Start(new RunningHook(Hook(index), _loads[index], _budget.Take(_loads[index]), now - _waiting.FreeSince(index), now));
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
}
