namespace Hooks.Build.Graph;

/// <summary>
/// How much may be compared before a question is left open: patterns can be written that take years. One for all questions of a plan, as it is the sum that
/// somebody waits for.
/// </summary>
/// <param name="steps">Pairs of positions that may be looked at, of some nanoseconds each.</param>
public sealed class GlobBudget(long steps = 2_000_000)
{
    /// <summary>What is left; nothing where it has been asked for more.</summary>
    public long Left { get; private set; } = steps;

    internal bool TryTake(long steps)
    {
        Left = steps <= Left ? Left - steps : 0;
        return Left > 0;
    }
}
