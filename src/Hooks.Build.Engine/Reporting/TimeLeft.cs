using System.Runtime.InteropServices;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Reporting;

/// <summary>How long a run will go on, by what is expected of its hooks.</summary>
/// <param name="Time">By the longest chain of what is left, and by the cores for all of it.</param>
/// <param name="IsAtLeast">It may be more: of a hook that is left nothing was learned, or one takes longer than expected.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TimeLeft(TimeSpan Time, bool IsAtLeast)
{
    private static readonly TimeSpan Trifle = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether a hook takes longer than expected, by more than times differ anyway.</summary>
    public static bool IsLate(TimeSpan expected, TimeSpan ran) => ran - expected > (expected / 10 > Trifle ? expected / 10 : Trifle);

    /// <summary>Works it out.</summary>
    /// <param name="run">What was expected.</param>
    /// <param name="hasEnded">Whether a hook has ended, or will not run.</param>
    /// <param name="ranFor">How long a hook has run; zero where it has not begun.</param>
    public static TimeLeft Of(ExpectedRun run, Predicate<string> hasEnded, Func<string, TimeSpan> ranFor)
    {
        Dictionary<string, TimeSpan> ends = new(StringComparer.Ordinal);
        var (longest, alone, work, isAtLeast) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, false);
        foreach (var hook in run.Hooks)
        {
            if (hasEnded(hook.Name))
            {
                continue;
            }

            var ran = ranFor(hook.Name);
            var left = (hook.Duration ?? TimeSpan.Zero) - ran;
            isAtLeast |= hook.Duration is not { } expected || IsLate(expected, ran);
            left = left < TimeSpan.Zero ? TimeSpan.Zero : left;
            var end = hook.After.Aggregate(TimeSpan.Zero, (latest, other) => ends.TryGetValue(other, out var known) && known > latest ? known : latest) + left;
            ends[hook.Name] = end;
            longest = end > longest ? end : longest;
            alone += left;
            work += left * hook.Cores;
        }

        return new TimeLeft(Longest(longest, alone / Math.Max(1, run.MostAtATime), work / Math.Max(1, run.Cores)), isAtLeast);
    }

    private static TimeSpan Longest(params ReadOnlySpan<TimeSpan> times)
    {
        var longest = times[0];
        foreach (var time in times)
        {
            longest = time > longest ? time : longest;
        }

        return longest;
    }
}
