namespace Hooks.Build.Engine.Scheduling;

/// <summary>
/// Plays a run with expected durations, by the rules of the <see cref="Scheduler"/>: whatever may start does, the first in order first.
/// Backwards it plays from the end of the run, dependents before what they wait for. Holds its own memory, so that playing costs none.
/// </summary>
internal sealed class ScheduleSimulation(ScheduleModel model)
{
    private readonly int[] _rank = new int[model.Hooks.Length];
    private readonly int[] _blockers = new int[model.Hooks.Length];
    private readonly bool[] _isRunning = new bool[model.Hooks.Length];
    private readonly int[] _ready = new int[model.Hooks.Length];
    private readonly int[] _running = new int[model.Hooks.Length];
    private int _readyCount;
    private int _runningCount;
    private double _used;
    private double _now;

    /// <summary>When each hook ended in the last play.</summary>
    public double[] Ends { get; } = new double[model.Hooks.Length];

    /// <summary>Plays once.</summary>
    /// <param name="order">All positions, first to start first.</param>
    /// <param name="backwards">From the end of the run to its start.</param>
    /// <returns>Seconds to the end of the last hook.</returns>
    public double Play(int[] order, bool backwards = false)
    {
        var (before, after) = backwards ? (model.Dependents, model.Dependencies) : (model.Dependencies, model.Dependents);
        (_readyCount, _runningCount, _used, _now) = (0, 0, 0, 0);
        for (var i = 0; i < order.Length; i++)
        {
            var hook = order[i];
            _rank[hook] = i;
            _blockers[hook] = before[hook].Length;
            if (_blockers[hook] == 0)
            {
                _ready[_readyCount++] = hook;
            }
        }

        StartReady();
        while (_runningCount > 0)
        {
            EndNext(after);
            StartReady();
        }

        return _now;
    }

    private void StartReady()
    {
        var kept = 0;
        for (var i = 0; i < _readyCount; i++)
        {
            var hook = _ready[i];
            if (model.Budget.HasRoom(_runningCount, _used, model.Weights[hook]) && !IsBlocked(hook))
            {
                _running[_runningCount++] = hook;
                _isRunning[hook] = true;
                _used += model.Weights[hook];
                Ends[hook] = _now + model.Durations[hook];
            }
            else
            {
                _ready[kept++] = hook;
            }
        }

        _readyCount = kept;
    }

    private bool IsBlocked(int hook)
    {
        foreach (var other in model.Conflicts[hook])
        {
            if (_isRunning[other])
            {
                return true;
            }
        }

        return false;
    }

    private void EndNext(int[][] after)
    {
        var first = 0;
        for (var i = 1; i < _runningCount; i++)
        {
            if (Ends[_running[i]] < Ends[_running[first]])
            {
                first = i;
            }
        }

        var hook = _running[first];
        _running[first] = _running[--_runningCount];
        _isRunning[hook] = false;
        _used = _runningCount == 0 ? 0 : _used - model.Weights[hook];
        _now = Ends[hook];
        foreach (var next in after[hook])
        {
            if (--_blockers[next] == 0)
            {
                AddReady(next);
            }
        }
    }

    private void AddReady(int hook)
    {
        var at = _readyCount++;
        for (; at > 0 && _rank[_ready[at - 1]] > _rank[hook]; at--)
        {
            _ready[at] = _ready[at - 1];
        }

        _ready[at] = hook;
    }
}
