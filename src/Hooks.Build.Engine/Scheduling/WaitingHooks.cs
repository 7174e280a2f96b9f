using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>The hooks that have not started, in the order in which they shall, and what they still wait for.</summary>
internal sealed class WaitingHooks
{
    private readonly DependencyGraph _order;
    private readonly int[] _blockers;
    private readonly TimeSpan[] _freeSince;
    private readonly List<int>? _freed;

    /// <summary>Takes the hooks of a run.</summary>
    /// <param name="order">Who waits for whom.</param>
    /// <param name="startOrder">The hooks, first to start first.</param>
    /// <param name="now">Time since the run began.</param>
    /// <param name="remembersFreed">Whether somebody asks for <see cref="TakeFreed"/>.</param>
    public WaitingHooks(DependencyGraph order, int[] startOrder, TimeSpan now, bool remembersFreed = false)
    {
        _order = order;
        All = [.. startOrder];
        _blockers = new int[order.Count];
        _freeSince = new TimeSpan[order.Count];
        Array.Fill(_freeSince, now);
        foreach (var hook in startOrder)
        {
            _blockers[hook] = order.DependenciesOf(hook).Count;
        }

        _freed = remembersFreed ? [.. startOrder.Where(IsFree)] : null;
    }

    /// <summary>The indices of the hooks, first to start first.</summary>
    public List<int> All { get; }

    public int Count => All.Count;

    /// <summary>Whether all that a hook waits for has ended.</summary>
    public bool IsFree(int hook) => _blockers[hook] == 0;

    /// <summary>The hooks that have nothing to wait for since this was asked before, and still wait.</summary>
    public IReadOnlyList<int> TakeFreed()
    {
        if (_freed is not { Count: > 0 })
        {
            return [];
        }

        List<int> freed = [.. _freed.Where(All.Contains)];
        _freed.Clear();
        return freed;
    }

    public TimeSpan FreeSince(int hook) => _freeSince[hook];

    public void RemoveAt(int i) => All.RemoveAt(i);

    public bool Remove(int hook) => All.Remove(hook);

    /// <summary>Some of the hooks shall start before all others.</summary>
    public void Prefer(IReadOnlyList<int> hooks)
    {
        List<int> preferred = [.. All.Where(hooks.Contains)];
        _ = All.RemoveAll(preferred.Contains);
        All.InsertRange(0, preferred);
    }

    /// <summary>A hook has ended: those that wait for it no longer do.</summary>
    public void End(int hook, TimeSpan now)
    {
        foreach (var dependent in _order.DependentsOf(hook))
        {
            if (--_blockers[dependent] == 0)
            {
                _freeSince[dependent] = now;
                _freed?.Add(dependent);
            }
        }
    }
}
