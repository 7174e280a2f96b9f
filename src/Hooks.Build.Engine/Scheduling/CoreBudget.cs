namespace Hooks.Build.Engine.Scheduling;

/// <summary>
/// Who may run at the same time, by number and by weight. A hook that declares its cores weighs that much, any other weighs one; a hook that
/// weighs more than there is runs alone.
/// </summary>
internal sealed class CoreBudget(int maxParallel, int cores)
{
    private readonly Dictionary<int, double> _running = [];

    private double Used => _running.Values.Sum();

    public bool HasRoom(double declared) => _running.Count == 0 || (_running.Count < maxParallel && Used + Weight(declared) <= maxParallel + 1e-9);

    /// <summary>Starts a hook and gives its share of cores: what it declares, else what the others leave, at least one.</summary>
    public int Take(int hook, double declared)
    {
        var share = declared > 0 ? Math.Min((int)Math.Ceiling(declared), cores) : cores - (int)Math.Ceiling(Used);
        _running.Add(hook, Weight(declared));
        return Math.Max(1, share);
    }

    public void Return(int hook) => _running.Remove(hook);

    private static double Weight(double declared) => declared > 0 ? declared : 1;
}
