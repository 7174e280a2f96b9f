using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Scheduling;

namespace Hooks.Build.Engine.Tests.Statistics;

/// <summary>The figures are computed once more here, from the text of the log.</summary>
[TestClass]
public sealed class RunStatisticsTests
{
    private static readonly string[] Verdict = ["Succeeded", "Failed", "TimedOut", "Crashed", "ToolNotFound"];

    [TestMethod]
    public void They_are_those_of_an_independent_computation() =>
        Dice.ForEachSeed(
            seed =>
            {
                using PastRuns log = new();
                Write(log, new Dice(seed));
                var statistics = RunStatistics.Of(log.Read(PastRuns.LastDays(7)), []);
                var lines = File.ReadAllLines(log.Log)
                    .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
                    .Where(line => Text(line, "kind") == "hook")
                    .ToList();
                var since = PastRuns.Now.UtcDateTime.AddDays(-7);
                var rows = lines.Where(line => line.GetProperty("time").GetDateTime() >= since)
                    .GroupBy(line => (Text(line, "hook"), Text(line, "stage")))
                    .ToList();
                statistics.Hooks.Select(hook => (hook.Name, hook.Stage.ToString())).ShouldBe(rows.Select(row => row.Key), ignoreOrder: true);
                foreach (var row in rows)
                {
                    var hook = statistics.Hooks.Single(hook => hook.Name == row.Key.Item1 && hook.Stage.ToString() == row.Key.Item2);
                    var before = lines.Where(line => Text(line, "hook") == hook.Name && Text(line, "stage") == row.Key.Item2)
                        .Where(line => line.GetProperty("time").GetDateTime() < since && line.GetProperty("time").GetDateTime() >= since.AddDays(-7));
                    Check(hook, [.. row], [.. before]);
                }

                statistics.Hooks.Select(hook => hook.Durations.Total).ShouldBeInOrder(SortDirection.Descending);
            },
            times: 100);

    [TestMethod]
    public void A_matrix_as_one_takes_from_its_first_start_to_its_last_end_and_fails_where_one_fails()
    {
        using PastRuns log = new();
        log.Add(1, [PastRuns.Ran(Item("api"), 1, 2), PastRuns.Ran(Item("db"), 2, 5, HookOutcome.Failed), PastRuns.Ran(Make.Hook("Other"), 0, 9)]);
        log.Add(0.5, [PastRuns.Ran(Item("api"), 0, 2), PastRuns.Ran(Item("db"), 0.5, 1)]);
        var statistics = RunStatistics.Of(log.Read(PastRuns.LastDays(7)), ["test"]);
        var matrix = statistics.Matrices.ShouldHaveSingleItem();
        (matrix.Name, matrix.IsMatrix, matrix.Runs, matrix.Failed, matrix.Durations.Total, matrix.Durations.Longest).ShouldBe(
            ("Test", true, 2, 1, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(6)));
        statistics.Hooks.Select(hook => (hook.Name, hook.Matrix)).ShouldBe([("Test[db]", "Test"), ("Test[api]", "Test")]);

        static PlannedHook Item(string item) => Make.Hook($"Test[{item}]") with { Matrix = "Test", Item = item };
    }

    [TestMethod]
    public void A_stage_counts_whole_runs_alone_in_its_times()
    {
        using PastRuns log = new();
        var hook = Make.Hook("A");
        log.Add(3, [PastRuns.Ran(hook, 0, 4)]);
        log.Add(2, [PastRuns.Ran(hook, 0, 2, HookOutcome.Failed)]);
        log.Add(1, [PastRuns.Ran(hook, 0, 60, HookOutcome.Cancelled)], interrupted: true);
        var stage = RunStatistics.Of(log.Read(PastRuns.LastDays(7)), []).Stages.ShouldHaveSingleItem();
        (stage.Runs, stage.Failed, stage.Interrupted, stage.Durations.Mean, stage.ByLowerBound).ShouldBe((3, 1, 1, TimeSpan.FromSeconds(3), 1.0));
    }

    private static void Check(HookStatistics hook, List<JsonElement> rows, List<JsonElement> before)
    {
        var verdicts = rows.FindAll(IsVerdict);
        var times = verdicts.Where(row => Text(row, "outcome") != "ToolNotFound").Select(row => Number(row, "durationMs")).Order().ToList();
        hook.Runs.ShouldBe(rows.Count);
        hook.Verdicts.ShouldBe(verdicts.Count);
        hook.FailureRate.ShouldBe(Part(verdicts.Count(row => Text(row, "outcome") != "Succeeded"), verdicts.Count));
        hook.FlakeRate.ShouldBe(Part(verdicts.Count(row => row.TryGetProperty("passedOnRetry", out var retry) && retry.GetBoolean()), verdicts.Count));
        hook.HitRate.ShouldBe(Part(
            rows.Count(row => Text(row, "source") is "Local" or "Remote"), rows.Count(row => Text(row, "source") is "Local" or "Remote" or "Miss")));
        hook.Durations.Count.ShouldBe(times.Count);
        if (times.Count > 0)
        {
            Close(hook.Durations.Total, times.Sum());
            Close(hook.Durations.Mean, times.Average());
            Close(hook.Durations.Median, times.Count % 2 == 1 ? times[times.Count / 2] : (times[(times.Count / 2) - 1] + times[times.Count / 2]) / 2);
            Close(hook.Durations.P95, times.First(time => 100 * times.Count(other => other <= time) >= 95 * times.Count));
            var measured = verdicts.Where(row => Text(row, "outcome") != "ToolNotFound" && row.TryGetProperty("cpuMs", out _)).ToList();
            var wall = measured.Sum(row => Number(row, "durationMs"));
            (hook.CoresUsed is null).ShouldBe(wall <= 0);
            (hook.CoresUsed ?? 0).ShouldBe(wall > 0 ? measured.Sum(row => Number(row, "cpuMs")) / wall : 0, 1e-6);
        }

        if (verdicts.Count > 0)
        {
            Close(hook.Queued.Mean, verdicts.Average(row => Number(row, "queuedMs")));
        }

        var earlier = before.Where(row => IsVerdict(row) && Text(row, "outcome") != "ToolNotFound").Select(row => Number(row, "durationMs")).Order().ToList();
        if (times.Count < 5 || earlier.Count < 5)
        {
            hook.Trend.ShouldBeNull();
        }
        else
        {
            var old = (earlier[(earlier.Count - 1) / 2] + earlier[earlier.Count / 2]) / 2;
            var now = (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2;
            hook.Trend.ShouldNotBeNull().ShouldBe((now / old) - 1, 1e-3);
        }

        hook.Recent.Select(one => one.Time).ShouldBe(rows.Select(row => row.GetProperty("time").GetDateTimeOffset()).OrderDescending().Take(30));
    }

    private static bool IsVerdict(JsonElement row) =>
        Text(row, "source") is "NotRemembered" or "Miss" && Verdict.Contains(Text(row, "outcome"), StringComparer.Ordinal);

    private static double? Part(int some, int all) => all == 0 ? null : (double)some / all;

    private static void Close(TimeSpan time, double milliseconds) => time.TotalMilliseconds.ShouldBe(milliseconds, 0.001);

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    private static double Number(JsonElement line, string name) => line.GetProperty(name).GetDouble();

    private static void Write(PastRuns log, Dice dice)
    {
        List<double> moments = [.. Enumerable.Range(0, 1 + dice.Below(40)).Select(_ => 0.01 + (dice.Below(20_000) / 1000.0))];
        foreach (var daysAgo in moments.OrderDescending())
        {
            var stage = dice.Of(HookStages.PreCommit, HookStages.PreCommit, HookStages.Build);
            HookReport[] reports = [.. Enumerable.Range(0, 4)
                .Where(hook => hook == 0 || !dice.OneIn(4))
                .Select(hook => Report(Make.Hook("AÖ漢D"[hook].ToString()), dice))];
            log.Add(daysAgo, reports, stage);
        }
    }

    private static HookReport Report(PlannedHook hook, Dice dice)
    {
        var outcome = dice.Of(Enum.GetValues<HookOutcome>());
        outcome = dice.OneIn(2) ? HookOutcome.Succeeded : outcome;
        return PastRuns.Ran(hook, dice.Below(3), 0.001 + (dice.Below(5000) / 1000.0), outcome) with
        {
            Queued = TimeSpan.FromMilliseconds(dice.Below(300)),
            ProcessorTime = dice.OneIn(4) ? null : TimeSpan.FromMilliseconds(dice.Below(9000)),
            Source = dice.Of(ResultSource.NotRemembered, ResultSource.Miss, ResultSource.Miss, ResultSource.Local, ResultSource.Remote),
            PassedOnRetry = outcome == HookOutcome.Succeeded && dice.OneIn(6),
        };
    }
}
