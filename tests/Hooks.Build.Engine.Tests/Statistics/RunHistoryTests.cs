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
    public void Only_runs_of_the_window_count_as_those_that_tell_no_branch()
    {
        using PastRuns log = new();
        foreach (var day in (double[])[30, 10, 3, 1])
        {
            log.Add(day, [PastRuns.Ran(A, 0, 1)]);
        }

        log.Add(2, [PastRuns.Ran(A, 0, 1)], branch: "main");
        log.Read(PastRuns.LastDays(7) with { Branch = "main" }).WithoutBranch.ShouldBe(2);
        log.Read(PastRuns.LastDays(7) with { Branch = "main", Last = 1 }).WithoutBranch.ShouldBe(1);
        log.Read(PastRuns.LastDays(7) with { Branch = "other", Last = 1 }).WithoutBranch.ShouldBe(4);
    }

    [TestMethod]
    public void Events_of_agents_are_in_a_log_of_their_own_and_push_no_commit_out_of_the_last_runs()
    {
        using PastRuns log = new();
        log.Add(5, [PastRuns.Ran(A, 0, 1)]);
        log.Add(4.5, [PastRuns.Ran(A, 0, 9)], HookStages.BeforeTool);
        log.Add(4, [PastRuns.Ran(A, 0, 2)]);
        for (var i = 0; i < 20; i++)
        {
            log.Add(3, [PastRuns.Ran(A, 0, 9)], HookStages.BeforeTool);
        }

        log.Add(2, [PastRuns.Ran(A, 0, 3)]);
        File.ReadAllText(log.Log).ShouldNotContain("BeforeTool");
        var history = log.Read(PastRuns.LastDays(7) with { Last = 2 });
        history.Runs.Where(run => !run.IsOfAgent).Select(run => run.Hooks[0].Duration.TotalSeconds).ShouldBe([2, 3]);
        (history.Runs.Count, history.Before.Count, history.Known).ShouldBe((22, 2, 24));
        log.Read(PastRuns.LastDays(7) with { Last = 2, Stage = HookStages.BeforeTool }).Runs.Count.ShouldBe(2);
    }

    [TestMethod]
    [DataRow("durationMs", "-500000000000")]
    [DataRow("durationMs", "1e12")]
    [DataRow("queuedMs", "-1")]
    [DataRow("cpuMs", "1e12")]
    public void A_time_that_cannot_be_is_a_damaged_line(string field, string value)
    {
        using PastRuns log = new();
        log.Add(1, [PastRuns.Ran(A, 0, 2)]);
        File.WriteAllLines(
            log.Log,
            File.ReadAllLines(log.Log)
                .Select((line, at) => at > 0 ? line : System.Text.RegularExpressions.Regex.Replace(line, $"\"{field}\":[^,]*", $"\"{field}\":{value}")));
        var history = log.Read(PastRuns.LastDays(7));
        (history.Damaged, RunStatistics.Of(history, []).Hooks.Count).ShouldBe((1, 0));
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
