using System.Globalization;
using Hooks.Build.Engine.Statistics;

namespace Hooks.Build.Runner.LogReports;

/// <summary>What should be known of a report: what was left out, and why there is nothing.</summary>
internal static class ReportNotes
{
    /// <summary>Sentences without a full stop.</summary>
    public static IEnumerable<string> Of(LogReport report)
    {
        var history = report.History;
        if (history.Known == 0)
        {
            yield return $"there is no log of runs yet in {string.Join(" or ", report.Logs)}: each run adds to it. Run the hooks (hooks run, git commit or dotnet build) and ask again";
        }
        else if (history.Runs.Count == 0 && history.Newest is { } newest)
        {
            yield return report.Query is { Last: null, Stage: null, Branch: null }
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"no run began since {ReportTime.Of(history.Since)}; the newest of {history.Known:N0} began on {ReportTime.Of(newest)}: --since {newest.ToLocalTime():yyyy-MM-dd} has it")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"none of the {history.Known:N0} runs in the log is what was asked for; the newest began on {ReportTime.Of(newest)}");
        }

        if (history.Damaged > 0)
        {
            yield return Count(history.Damaged, "line of the log is damaged and was", "lines of the log are damaged and were") + " left out";
        }

        if (history.Newer > 0)
        {
            yield return Count(history.Newer, "record of the log was", "records of the log were") + " written by a newer version and left out";
        }

        if (history.PassedOver > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"a file of the log is longer than a log gets: its first {history.PassedOver / (1024.0 * 1024):N0} MiB were not read. Delete runs*.jsonl and agents*.jsonl in {string.Join(" or ", report.Logs)} to begin anew");
        }

        if (history.OfFuture > 0)
        {
            yield return Count(
                history.OfFuture, "run is", "runs are") + " of the future by this machine's clock, and left out: the clock was wrong then, or is now";
        }

        if (history.WithoutBranch > 0)
        {
            yield return Count(history.WithoutBranch, "run does", "runs do") + " not tell a branch, and are left out";
        }

        if (history.Runs.Count(run => run.Record is null) is > 0 and var lost)
        {
            yield return Count(lost, "run has", "runs have") + " lost a part of what was written; hooks that are left of it count";
        }

        if (report.Advice.Count == 0 && Advisor.TooFew(report.Statistics) is { } few)
        {
            yield return few;
        }
    }

    private static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}
