namespace Hooks.Build.Bench.Workloads;

/// <summary>A step of a workload: a process that takes its time and no core.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Seconds">How long it takes, unscaled.</param>
/// <param name="Group">The profile it belongs to.</param>
/// <param name="DependsOn">Steps before it in the list that must succeed first.</param>
internal sealed record Step(string Name, double Seconds, string Group, params string[] DependsOn);

/// <summary>Steps as somebody's repository has them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Scaling">Its own factor on the scale: long ones are shortened further.</param>
/// <param name="Steps">The steps, each after all it depends on.</param>
internal sealed record Workload(string Name, double Scaling, IReadOnlyList<Step> Steps)
{
    /// <summary>The factor at which a workload is not scaled.</summary>
    public const double Unscaled = 0;

    /// <summary>All steps one after the other, in seconds.</summary>
    public double Work => Steps.Sum(step => step.Seconds);

    /// <summary>The longest chain of steps, in seconds.</summary>
    public double CriticalPath
    {
        get
        {
            Dictionary<string, double> ends = new(StringComparer.Ordinal);
            foreach (var step in Steps)
            {
                ends.Add(step.Name, step.Seconds + step.DependsOn.Select(name => ends[name]).DefaultIfEmpty().Max());
            }

            return ends.Values.Max();
        }
    }

    /// <summary>No schedule is shorter than this, in seconds.</summary>
    /// <param name="slots">How many steps run at a time at most.</param>
    public double LowerBound(int slots) => Math.Max(CriticalPath, Work / slots);

    /// <summary>Length of a second of this workload.</summary>
    public double Second(double scale) => Scaling > Unscaled ? scale * Scaling : 1;
}
