using System.Runtime.InteropServices;
using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>How much of the machine a hook takes while it runs.</summary>
/// <param name="Weight">How many cores it keeps busy.</param>
/// <param name="Share">How many it is told it may use; 0 for what the others leave.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HookLoad(double Weight, int Share)
{
    // A hook that waits for a disk, a network or another process must not hold a core back from one that computes. One that computes for part of its time
    // is taken to want a core: had it shared one with others, it would have computed for as small a part, and share one again each time.
    public const double Negligible = 0.2;

    /// <summary>What a hook declares, else what was learned of it, else one core.</summary>
    public static HookLoad Of(PlannedHook hook, HookForecast forecast, int cores)
    {
        if (hook.Cores > 0)
        {
            return new HookLoad(hook.Cores, Round(hook.Cores, cores));
        }

        if (!forecast.IsLearned)
        {
            return new HookLoad(1, 0);
        }

        var weight = forecast.Cores >= Negligible ? Math.Min(Math.Max(1, forecast.Cores), cores) : 0;
        return new HookLoad(weight, Round(weight, cores));
    }

    /// <summary>For each hook of a plan what it takes, where it is selected.</summary>
    public static HookLoad[] OfAll(HookSelection selection, IReadOnlyList<HookForecast> forecasts, int cores)
    {
        var loads = new HookLoad[selection.Plan.Hooks.Count];
        for (var i = 0; i < loads.Length; i++)
        {
            loads[i] = selection.Selected[i] ? Of(selection.Plan.Hooks[i], forecasts[i], cores) : default;
        }

        return loads;
    }

    private static int Round(double weight, int cores) => (int)Math.Clamp(Math.Ceiling(weight - CoreBudget.Tolerance), 1, cores);
}
