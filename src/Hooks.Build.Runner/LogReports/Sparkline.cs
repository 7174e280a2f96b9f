using System.Text;

namespace Hooks.Build.Runner.LogReports;

/// <summary>The last runs of a hook as a line of bars.</summary>
internal static class Sparkline
{
    private const int Most = 16;
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const char Failure = '×';
    private const char Nothing = '·';

    /// <summary>
    /// Draws it, the newest at the right: a bar for the time of a run, by the longest of those shown, and a sign for one that failed, or did not run.
    /// </summary>
    /// <param name="runs">The runs, newest first: how long each took, <see langword="null"/> where it did not run to its end, and whether it failed.</param>
    public static string Of(IEnumerable<(TimeSpan? Time, bool Failed)> runs)
    {
        var shown = runs.Take(Most).Reverse().ToList();
        var longest = shown.Where(run => !run.Failed).Select(run => run.Time ?? TimeSpan.Zero).DefaultIfEmpty().Max();
        StringBuilder line = new();
        foreach (var (time, failed) in shown)
        {
            _ = line.Append(failed ? Failure
                : time is not { } known ? Nothing
                : longest <= TimeSpan.Zero ? Bars[0]
                : Bars[Math.Clamp((int)Math.Ceiling(known / longest * Bars.Length) - 1, 0, Bars.Length - 1)]);
        }

        return line.ToString();
    }
}
