namespace Hooks.Build.Engine.Statistics;

/// <summary>
/// What the log says of the runs of one stage. Those that were interrupted, and those whose own record was lost, count nowhere but in their numbers.
/// </summary>
public sealed record StageStatistics
{
    private static readonly TimeSpan LeastBound = TimeSpan.FromMilliseconds(100);

    /// <summary>The stage; <see cref="HookStages.None"/> for runs of every stage.</summary>
    public required HookStages Stage { get; init; }

    /// <summary>How many runs there are.</summary>
    public required int Runs { get; init; }

    /// <summary>In how many of them a hook failed.</summary>
    public required int Failed { get; init; }

    /// <summary>How many were interrupted.</summary>
    public required int Interrupted { get; init; }

    /// <summary>How long the others took.</summary>
    public required Distribution Durations { get; init; }

    /// <summary>How long they took in the window before.</summary>
    public required Distribution Before { get; init; }

    /// <summary>
    /// Their time by the shortest in which their hooks could have run, 1 is best; of those whose hooks need a tenth of a second, as beside less the start of
    /// processes is all that is measured. <see langword="null"/> where there is none.
    /// </summary>
    public required double? ByLowerBound { get; init; }

    /// <inheritdoc cref="HookStatistics.Trend"/>
    public double? Trend => HookStatistics.TrendOf(Durations, Before);

    internal static StageStatistics Of(HookStages stage, IReadOnlyList<PastRun> now, IEnumerable<PastRun> before)
    {
        var whole = now.Where(run => run.IsWhole).Select(run => run.Record!).ToList();
        var bound = whole.FindAll(run => run.LowerBound >= LeastBound);
        return new StageStatistics
        {
            Stage = stage,
            Runs = now.Count,
            Failed = whole.Count(run => run.Failed > 0),
            Interrupted = now.Count(run => run.Record is { Interrupted: true }),
            Durations = Distribution.Of(whole.Select(run => run.Duration)),
            Before = Distribution.Of(before.Where(run => run.IsWhole).Select(run => run.Record!.Duration)),
            ByLowerBound = bound.Count > 0 ? bound.Sum(run => run.Duration.TotalSeconds) / bound.Sum(run => run.LowerBound.TotalSeconds) : null,
        };
    }
}
