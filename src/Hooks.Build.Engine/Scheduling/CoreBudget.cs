namespace Hooks.Build.Engine.Scheduling;

/// <summary>Who may run at the same time, by number and by weight. A hook that weighs more than there is runs alone.</summary>
internal sealed class CoreBudget(int maxParallel, int cores)
{
    /// <summary>Sums of weights are not exact.</summary>
    public const double Tolerance = 1e-9;

    private int _count;
    private double _used;

    /// <summary>The cores of the run, less those given back.</summary>
    public int Cores { get; private set; } = cores;

    /// <summary>The cores that the run may still have use for, as far as that was asked.</summary>
    public int Needed { get; private set; } = cores;

    /// <summary>Whether one more of a weight may run beside those that do.</summary>
    public bool HasRoom(double weight) => _count == 0 || (_count < maxParallel && _used + weight <= Cores + Tolerance);

    /// <summary>Whether one more would have room, were it not for the cores that the others hold.</summary>
    public bool IsShort(double weight) => _count > 0 && _count < maxParallel && weight <= Cores + Tolerance && !HasRoom(weight);

    /// <summary>One that runs weighs something else from now on.</summary>
    public void Change(double weight, double newWeight) => _used += newWeight - weight;

    /// <summary>Starts a hook and gives its share of cores, at least one.</summary>
    public int Take(HookLoad load)
    {
        var share = load.Share > 0 ? Math.Min(load.Share, Cores) : Cores - (int)Math.Ceiling(_used - Tolerance);
        _count++;
        _used += load.Weight;
        return Math.Max(1, share);
    }

    public void Return(HookLoad load)
    {
        _count--;
        _used = _count == 0 ? 0 : _used - load.Weight;
    }

    /// <summary>Finds out what is never needed again, and tells how many cores that are more than it was before; one is always needed.</summary>
    /// <param name="count">How many hooks are left.</param>
    /// <param name="heaviest">The weight of the heaviest.</param>
    /// <param name="sum">The weight of all.</param>
    public int Spare(int count, double heaviest, double sum)
    {
        var needed = Math.Ceiling(Math.Min(sum, heaviest * Math.Min(count, maxParallel)) - Tolerance);
        var spare = Needed - (int)Math.Clamp(needed, 1, Needed);
        Needed -= spare;
        return spare;
    }

    /// <summary>From now on there are no more cores than are needed.</summary>
    public void GiveBack() => Cores = Needed;
}
