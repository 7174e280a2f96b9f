using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Statistics;

[TestClass]
public sealed class RunHistoryTests
{
    private static readonly PlannedHook A = Make.Hook("A");

    [TestMethod]
    public void Without_a_log_there_are_no_runs()
    {
        using PastRuns log = new();
        var history = log.Read(PastRuns.LastDays(7));
        (history.Known, history.Runs.Count, history.Newest).ShouldBe((0, 0, null));
        RunStatistics.Of(history, []).Hooks.ShouldBeEmpty();
    }

    [TestMethod]
    public void The_window_before_is_as_long_as_the_window()
    {
        using PastRuns log = new();
        foreach (var day in (double[])[15, 13, 8, 7.5, 6.5, 3, 0.1])
        {
            log.Add(day, [PastRuns.Ran(A, 0, day)]);
        }

        var history = log.Read(PastRuns.LastDays(7));
        history.Runs.Select(run => run.Hooks[0].Duration.TotalSeconds).ShouldBe([6.5, 3, 0.1]);
        history.Before.Select(run => run.Hooks[0].Duration.TotalSeconds).ShouldBe([13, 8, 7.5]);
        history.Known.ShouldBe(7);
    }

    [TestMethod]
    public void The_last_runs_are_those_that_began_last_whatever_their_order_in_the_log()
    {
        using PastRuns log = new();
        foreach (var day in (double[])[3, 1, 4, 2, 5])
        {
            log.Add(day, [PastRuns.Ran(A, 0, day)]);
        }

        var history = log.Read(PastRuns.LastDays(7) with { Last = 2 });
        history.Runs.Select(run => run.Hooks[0].Duration.TotalSeconds).ShouldBe([2, 1]);
        history.Before.Select(run => run.Hooks[0].Duration.TotalSeconds).ShouldBe([4, 3]);
        history.Since.ShouldBe(PastRuns.Now - TimeSpan.FromDays(2), TimeSpan.FromSeconds(1));
    }

    [TestMethod]
    public void A_stage_and_a_branch_choose()
    {
        using PastRuns log = new();
        log.Add(1, [PastRuns.Ran(A, 0, 1)], branch: "main");
        log.Add(1, [PastRuns.Ran(A, 0, 2)], branch: "feature/x");
        log.Add(1, [PastRuns.Ran(A, 0, 3)]);
        log.Add(1, [PastRuns.Ran(A, 0, 4)], HookStages.Build, "main");
        var history = log.Read(PastRuns.LastDays(7) with { Stage = HookStages.PreCommit, Branch = "main" });
        history.Runs.ShouldHaveSingleItem().Record!.Branch.ShouldBe("main");
        (history.WithoutBranch, history.Known).ShouldBe((1, 4));
    }

    [TestMethod]
    public void What_is_of_the_future_is_left_out_and_counted()
    {
        using PastRuns log = new();
        log.Add(-2, [PastRuns.Ran(A, 0, 1)]);
        log.Add(1, [PastRuns.Ran(A, 0, 2)]);
        var history = log.Read(PastRuns.LastDays(7));
        (history.Runs.Count, history.OfFuture, history.Newest).ShouldBe((1, 1, history.Runs[0].Time));
    }

    [TestMethod]
    public void Hooks_of_a_run_whose_own_record_is_lost_count_and_the_run_is_not_whole()
    {
        using PastRuns log = new();
        log.Add(2, [PastRuns.Ran(A, 0, 1)]);
        log.Add(1, [PastRuns.Ran(A, 0, 2)]);
        File.WriteAllLines(log.Log, File.ReadAllLines(log.Log).Where((_, line) => line != 1));
        var history = log.Read(PastRuns.LastDays(7));
        history.Runs.Select(run => run.IsWhole).ShouldBe([false, true]);
        var statistics = RunStatistics.Of(history, []);
        (statistics.Hooks.ShouldHaveSingleItem().Verdicts, statistics.Stages.ShouldHaveSingleItem().Durations.Count).ShouldBe((2, 1));
    }

    [TestMethod]
    public void Damaged_lines_and_those_of_a_newer_version_are_counted()
    {
        using PastRuns log = new();
        File.WriteAllText(log.Log, "garbage\n{\"schema\":9,\"kind\":\"hook\"}\n{\"schema\":1,\"kind\":\"agent\"}\n");
        log.Add(1, [PastRuns.Ran(A, 0, 2)]);
        var history = log.Read(PastRuns.LastDays(7));
        (history.Runs.Count, history.Damaged, history.Newer, history.PassedOver).ShouldBe((1, 1, 2, 0L));
    }

    [TestMethod]
    public void Of_a_file_of_a_gigabyte_the_end_is_read()
    {
        const long Gigabyte = 1L << 30;
        using PastRuns log = new();
        log.Add(2, [PastRuns.Ran(A, 0, 1)]);
        var lines = File.ReadAllBytes(log.Log);
        using (FileStream file = new(log.Log, FileMode.Open, FileAccess.Write))
        {
            file.SetLength(Gigabyte);
            file.Position = Gigabyte;
            file.Write([(byte)'\n', .. lines]);
        }

        var history = log.Read(PastRuns.LastDays(7));
        (history.Runs.Count, history.Damaged).ShouldBe((1, 0));
        history.PassedOver.ShouldBe(Gigabyte + 1 + lines.Length - (4 * RunLogFormat.MostBytes));
    }

    [TestMethod]
    public void Names_are_those_that_the_caller_gives_them()
    {
        using PastRuns log = new();
        log.Add(1, [PastRuns.Ran(A, 0, 1)]);
        RunHistory.Read([(log.Folder, name => "web/" + name)], PastRuns.LastDays(7)).Names.ShouldBe(["web/A"]);
    }
}
