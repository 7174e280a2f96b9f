namespace Hooks.Build.Engine.Scheduling;

/// <summary>Ends hooks that started early where they are in the way of hooks that may start by right.</summary>
internal sealed class Eviction(CoreBudget budget, ConflictTable conflicts, HookLoad[] loads)
{
    private readonly HashSet<int> _firm = [];
    private int _count;
    private double _used;

    /// <summary>Ends as few as are needed.</summary>
    /// <param name="running">What runs.</param>
    /// <param name="speculation">What of that started early.</param>
    /// <param name="ready">What may start by right and lacks room, first to start first.</param>
    /// <returns>Whether room is being made.</returns>
    public bool MakeRoom(RunningHooks running, Speculation speculation, IReadOnlyList<int> ready)
    {
        List<RunningHook> early = [];
        _firm.Clear();
        (_count, _used) = (0, 0);
        foreach (var hook in running.All)
        {
            if (!speculation.IsEarly(hook.Hook.Index))
            {
                Count(hook.Hook.Index, hook.Load.Weight);
            }
            else if (!hook.IsDropped)
            {
                early.Add(hook);
            }
        }

        var before = _count;
        foreach (var hook in ready)
        {
            if (budget.HasRoom(_count, _used, loads[hook].Weight) && !conflicts.IsBlocked(hook, _firm))
            {
                Count(hook, loads[hook].Weight);
            }
        }

        if (_count == before)
        {
            return false;
        }

        // Who started first has the most to lose.
        early.Sort((a, b) => a.Started.CompareTo(b.Started));
        foreach (var hook in early)
        {
            if (budget.HasRoom(_count, _used, hook.Load.Weight) && !conflicts.IsBlocked(hook.Hook.Index, _firm))
            {
                Count(hook.Hook.Index, hook.Load.Weight);
            }
            else
            {
                hook.Drop(whySkipped: null);
            }
        }

        return true;
    }

    private void Count(int hook, double weight)
    {
        _ = _firm.Add(hook);
        _count++;
        _used += weight;
    }
}
