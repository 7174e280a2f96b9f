namespace Hooks.Build.Engine.Statistics;

/// <summary>What the runs of a stage say of one hook, or of a matrix as one.</summary>
public sealed record HookStatistics
{
    /// <summary>As many times are needed, in the window and in the one before, to say how they changed.</summary>
    public const int FewestForTrend = 5;

    private const int MostRecent = 30;

    /// <summary>The hook; of a matrix as one the name of the declaration.</summary>
    public required string Name { get; init; }

    /// <summary>The stage; <see cref="HookStages.None"/> for runs of every stage.</summary>
    public required HookStages Stage { get; init; }

    /// <summary>The matrix of which it is an item; <see langword="null"/> for others.</summary>
    public string? Matrix { get; init; }

    /// <summary>Whether these are the figures of a matrix as one.</summary>
    public bool IsMatrix { get; init; }

    /// <summary>In how many runs it was selected.</summary>
    public required int Runs { get; init; }

    /// <summary>How often it ran and came to a verdict.</summary>
    public required int Verdicts { get; init; }

    /// <summary>How many of the verdicts were not that it passed.</summary>
    public required int Failed { get; init; }

    /// <summary>How many of the verdicts were that it passed, after it had failed on the same files in the same run.</summary>
    public required int PassedOnRetry { get; init; }

    /// <summary>How often its result was looked for among those that are remembered.</summary>
    public required int LookedUp { get; init; }

    /// <summary>How often it was found there.</summary>
    public required int Remembered { get; init; }

    /// <summary>How long it took where it ran: not where its result was remembered, it was ended by us, or its tool was not found.</summary>
    public required Distribution Durations { get; init; }

    /// <summary>How long it took in the window before.</summary>
    public required Distribution Before { get; init; }

    /// <summary>How long it waited for cores, locks or its profile's turn, where it ran.</summary>
    public required Distribution Queued { get; init; }

    /// <summary>
    /// How many cores it kept busy: processor time by time, over the runs of which both are known; <see langword="null"/> where there are none.
    /// </summary>
    public required double? CoresUsed { get; init; }

    /// <summary>The most memory that one of its processes held, in bytes; <see langword="null"/> where it is not known.</summary>
    public required long? PeakMemory { get; init; }

    /// <summary>What came of it last, newest first.</summary>
    internal IReadOnlyList<Observation> Recent { get; private init; } = [];

    /// <summary>Failures by verdicts; <see langword="null"/> without any.</summary>
    public double? FailureRate => Rate(Failed, Verdicts);

    /// <summary>Passed on retry by verdicts; <see langword="null"/> without any.</summary>
    public double? FlakeRate => Rate(PassedOnRetry, Verdicts);

    /// <summary>Found by looked for; <see langword="null"/> where nothing was looked for.</summary>
    public double? HitRate => Rate(Remembered, LookedUp);

    /// <summary>By how much of the median before the median has grown; negative where it has shrunk; <see langword="null"/> where too few are known.</summary>
    public double? Trend => TrendOf(Durations, Before);

    internal static double? TrendOf(Distribution now, Distribution before) =>
        now.Count < FewestForTrend || before.Count < FewestForTrend || before.Median <= TimeSpan.Zero ? null : (now.Median / before.Median) - 1;

    /// <summary>Takes the figures of observations.</summary>
    /// <param name="name">Who is observed.</param>
    /// <param name="stage">Where.</param>
    /// <param name="now">In the window, oldest first.</param>
    /// <param name="before">In the window before.</param>
    internal static HookStatistics Of(string name, HookStages stage, IReadOnlyList<Observation> now, IEnumerable<Observation> before)
    {
        var measured = now.Where(one => one is { IsTimed: true, ProcessorTime: not null }).ToList();
        var time = measured.Sum(one => one.Duration.TotalSeconds);
        return new HookStatistics
        {
            Name = name,
            Stage = stage,
            Runs = now.Count,
            Verdicts = now.Count(one => one.IsVerdict),
            Failed = now.Count(one => one.Failed),
            PassedOnRetry = now.Count(one => one is { IsVerdict: true, PassedOnRetry: true }),
            LookedUp = now.Count(one => one.WasLookedUp),
            Remembered = now.Count(one => one.WasRemembered),
            Durations = Distribution.Of(now.Where(one => one.IsTimed).Select(one => one.Duration)),
            Before = Distribution.Of(before.Where(one => one.IsTimed).Select(one => one.Duration)),
            Queued = Distribution.Of(now.Where(one => one.IsVerdict).Select(one => one.Queued)),
            CoresUsed = time > 0 ? measured.Sum(one => one.ProcessorTime!.Value.TotalSeconds) / time : null,
            PeakMemory = now.Max(one => one.PeakMemory),
            Recent = [.. now.Reverse().Take(MostRecent)],
        };
    }

    private static double? Rate(int some, int all) => all == 0 ? null : (double)some / all;
}
