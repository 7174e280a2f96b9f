using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>The hooks that have not started, in the order in which they shall, and what they still wait for.</summary>
internal sealed class WaitingHooks
{
    private readonly DependencyGraph _order;
    private readonly int[] _ranks;
    private readonly int[] _blockers;
    private readonly TimeSpan[] _freeSince;

    public WaitingHooks(DependencyGraph order, int[] startOrder, TimeSpan now)
    {
        _order = order;
        All = [.. startOrder];
        IsDone = new bool[order.Count];
        _ranks = new int[order.Count];
        _blockers = new int[order.Count];
        _freeSince = new TimeSpan[order.Count];
        Array.Fill(_freeSince, now);
        for (var i = 0; i < startOrder.Length; i++)
        {
            _ranks[startOrder[i]] = i;
            _blockers[startOrder[i]] = order.DependenciesOf(startOrder[i]).Count;
        }
    }

    /// <summary>The indices of the hooks, first to start first.</summary>
    public List<int> All { get; }

    public int Count => All.Count;

    /// <summary>For each hook of the plan whether it has ended.</summary>
    public bool[] IsDone { get; }

    /// <summary>Whether all that a hook waits for has ended.</summary>
    public bool IsFree(int hook) => _blockers[hook] == 0;

    public TimeSpan FreeSince(int hook) => _freeSince[hook];

    public void RemoveAt(int i) => All.RemoveAt(i);

    public bool Remove(int hook) => All.Remove(hook);

    /// <summary>Lets a hook wait again, in its old place.</summary>
    public void PutBack(int hook)
    {
        var at = All.FindIndex(other => _ranks[other] > _ranks[hook]);
        All.Insert(at < 0 ? All.Count : at, hook);
    }

    /// <summary>A hook has ended: those that wait for it no longer do.</summary>
    public void End(int hook, TimeSpan now)
    {
        IsDone[hook] = true;
        foreach (var dependent in _order.DependentsOf(hook))
        {
            if (--_blockers[dependent] == 0)
            {
                _freeSince[dependent] = now;
            }
        }
    }
}
