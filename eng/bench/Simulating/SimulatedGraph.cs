namespace Hooks.Build.Bench.Simulating;

/// <summary>Hooks of known durations, each of which keeps one core busy.</summary>
/// <param name="Shape">What it looks like.</param>
/// <param name="Durations">For each hook how long it takes.</param>
/// <param name="DependsOn">For each hook what it waits for.</param>
/// <param name="Cores">The cores it runs on.</param>
internal sealed record SimulatedGraph(string Shape, IReadOnlyList<TimeSpan> Durations, IReadOnlyList<int[]> DependsOn, int Cores)
{
    /// <summary>No schedule is shorter than this, and some graphs have none as short.</summary>
    public TimeSpan TightBound => Simulating.TightBound.Of(Durations, DependsOn, Cores);

    /// <summary>No schedule is shorter than this: the critical path, or all work spread evenly.</summary>
    public TimeSpan LowerBound
    {
        get
        {
            var ends = new TimeSpan[Durations.Count];
            var open = new Stack<int>(Enumerable.Range(0, ends.Length));
            while (open.TryPeek(out var hook))
            {
                if (DependsOn[hook].Where(other => ends[other] == TimeSpan.Zero).ToList() is { Count: > 0 } before)
                {
                    before.ForEach(open.Push);
                    continue;
                }

                ends[open.Pop()] = Durations[hook] + DependsOn[hook].Select(other => ends[other]).DefaultIfEmpty().Max();
            }

            return TimeSpan.FromTicks(Math.Max(ends.Max().Ticks, Durations.Sum(duration => duration.Ticks) / Cores));
        }
    }
}
