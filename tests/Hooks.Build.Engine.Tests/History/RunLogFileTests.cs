using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Native;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.History;

[TestClass]
public sealed class RunLogFileTests
{
    private static readonly PlannedHook Format = Make.Hook("Format");

    [TestMethod]
    public void What_is_written_is_read()
    {
        using RunLogBench bench = new();
        HookReport report = new()
        {
            Hook = Make.Method("Prüfe") with { Wave = 3 },
            Outcome = HookOutcome.Failed,
            Start = TimeSpan.FromMilliseconds(1.5),
            Duration = TimeSpan.FromMilliseconds(200.25),
            Queued = TimeSpan.FromMilliseconds(0.125),
            ProcessorTime = TimeSpan.FromMilliseconds(150),
            PeakMemory = 123_456_789_012,
            Cores = 2,
            Source = ResultSource.Miss,
            FileCount = 10,
            RememberedFiles = 7,
            Attempts = 2,
            PassedOnRetry = true,
            ExitCode = 4,
        };
        bench.Append(report, bench.Request with { Profiles = ["fast", "a \"b\""] });
        var (records, damaged, newer) = bench.Read();
        (damaged, newer).ShouldBe((0, 0));
        var hook = records[0].ShouldBeOfType<LoggedHook>();
        (hook.Hook, hook.Kind, hook.Wave, hook.Stage, hook.Platform).ShouldBe(("Prüfe", Hooks.Build.Plan.HookKind.Method, 3, HookStages.Build, Platform.Name));
        (hook.Start, hook.Duration, hook.Queued, hook.ProcessorTime, hook.PeakMemory).ShouldBe(
            (report.Start, report.Duration, report.Queued, report.ProcessorTime, report.PeakMemory));
        (hook.Cores, hook.Outcome, hook.Source).ShouldBe((2, HookOutcome.Failed, ResultSource.Miss));
        (hook.FileCount, hook.RememberedFiles, hook.Attempts, hook.ExitCode, hook.PassedOnRetry).ShouldBe((10, 7, 2, 4, true));
        hook.Profiles.ShouldBe(["fast", "a \"b\""]);
        hook.Time.ShouldBe(RunLogBench.Now - TimeSpan.FromSeconds(10));
        var run = records[1].ShouldBeOfType<LoggedRun>();
        run.Run.ShouldBe(hook.Run);
        (run.Duration, run.Hooks, run.Failed, run.Cores, run.MaxParallel, run.LowerBound).ShouldBe((TimeSpan.FromSeconds(10), 1, 1, 8, 8, report.Duration));
    }

    [TestMethod]
    public void What_is_not_known_is_left_out()
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(Format, 1));
        var hook = bench.Read().Records.OfType<LoggedHook>().Single();
        (hook.ProcessorTime, hook.PeakMemory, hook.FileCount, hook.ExitCode).ShouldBe((null, null, null, null));
        bench.Text.ShouldNotContain("cpuMs");
        bench.Text.ShouldNotContain("passedOnRetry");
        bench.Text.ShouldNotContain("branch");
    }

    [TestMethod]
    public void A_run_counts_what_came_of_its_hooks()
    {
        using RunLogBench bench = new();
        HookOutcome[] outcomes = [
            HookOutcome.Succeeded, HookOutcome.Failed, HookOutcome.Crashed, HookOutcome.Skipped, HookOutcome.NoFiles, HookOutcome.Succeeded];
        bench.Append(outcomes.Select((outcome, i) => RunLogBench.Report(Make.Hook($"H{i}") with { Index = i }, 1) with
        {
            Outcome = outcome,
            Source = i == 5 ? ResultSource.Local : ResultSource.Miss,
        }));
        var run = bench.Read().Records.OfType<LoggedRun>().Single();
        (run.Hooks, run.Succeeded, run.Failed, run.NotRun, run.NoFiles, run.Remembered).ShouldBe((6, 2, 2, 1, 1, 1));
    }

    [TestMethod]
    public void The_lower_bound_is_the_critical_path_or_the_work_shared_by_the_cores()
    {
        using RunLogBench bench = new();
        HookReport[] hooks = [
            RunLogBench.Report(Make.Hook("A") with { Index = 0 }, 2, 2),
            RunLogBench.Report(Make.Hook("B", "A") with { Index = 1 }, 3, 3),
            RunLogBench.Report(Make.Hook("C") with { Index = 2 }, 4, 7)];
        bench.Append(hooks);
        bench.Append(hooks, bench.Request with { Cores = 2 });
        bench.Read().Records.OfType<LoggedRun>().Select(run => run.LowerBound).ShouldBe([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6)]);
    }

    [TestMethod]
    public void A_run_without_hooks_is_not_logged()
    {
        using RunLogBench bench = new();
        RunLogFile.Append(Make.Plan(Format), bench.Request, new RunReport([], TimeSpan.Zero, Interrupted: true), RunLogBench.Now).ShouldBeNull();
        File.Exists(bench.Path).ShouldBeFalse();
    }

    [TestMethod]
    public void A_line_torn_by_a_kill_does_not_swallow_the_next()
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(Format, 1));
        File.WriteAllText(bench.Path, bench.Text[..^20]);
        bench.Append(RunLogBench.Report(Format, 2));
        var (records, damaged, _) = bench.Read();
        damaged.ShouldBe(1);
        records.OfType<LoggedHook>().Select(hook => hook.Duration.TotalSeconds).ShouldBe([1, 2]);
    }

    [TestMethod]
    public void A_log_that_cannot_be_written_is_told_and_nothing_else()
    {
        using RunLogBench bench = new();
        _ = Directory.CreateDirectory(bench.Path);
        var problem = RunLogFile.Append(
            Make.Plan(Format), bench.Request, new RunReport([RunLogBench.Report(Format, 1)], TimeSpan.Zero, Interrupted: false), RunLogBench.Now)!;
        problem.Code.ShouldBe(Codes.RunLog);
        problem.Message.ShouldStartWith($"The run cannot be added to {bench.Path} (");
    }

    [TestMethod]
    public void A_folder_that_is_not_there_is_told_of_by_the_log_folder_alone()
    {
        using RunLogBench bench = new();
        var request = bench.Request with { LogDirectory = Path.Combine(bench.Folder, "none") };
        RunLogFile.Append(Make.Plan(Format), request, new RunReport([RunLogBench.Report(Format, 1)], TimeSpan.Zero, Interrupted: false), RunLogBench.Now)
            .ShouldBeNull();
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "tmpfs, which plays the full disk, is Linux's.")]
    public void A_disk_that_is_full_is_told_and_what_is_logged_stays()
    {
        using RunLogBench bench = new();
        using var disk = SmallDisk.Mount(bench.Folder, "size=16k");
        bench.Append(RunLogBench.Report(Format, 1));
        var before = bench.Text;
        while (TryFill(bench.Folder))
        {
        }

        // The last page of the log has some room.
        Problem? problem;
        do
        {
            problem = RunLogFile.Append(
                Make.Plan(Format), bench.Request, new RunReport([RunLogBench.Report(Format, 1)], TimeSpan.Zero, Interrupted: false), RunLogBench.Now);
        }
        while (problem is null);
        problem.Code.ShouldBe(Codes.RunLog);
        problem.Message.ShouldContain("the disk is full");
        bench.Text.ShouldStartWith(before);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_link_in_the_place_of_the_log_is_told_and_not_followed()
    {
        using RunLogBench bench = new();
        var other = bench.Path + ".other";
        File.WriteAllText(other, "mine");
        _ = File.CreateSymbolicLink(bench.Path, other);
        RunLogFile.Append(
            Make.Plan(Format),
            bench.Request,
            new RunReport([RunLogBench.Report(Format, 1)], TimeSpan.Zero, Interrupted: false),
            RunLogBench.Now)!.Message.ShouldContain("it is a link");
        File.ReadAllText(other).ShouldBe("mine");
    }

    [TestMethod]
    public async Task Runs_that_end_at_the_same_time_lose_no_record_and_mix_none()
    {
        using RunLogBench bench = new();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 25; i++)
            {
                bench.Append(Enumerable.Range(0, 20).Select(hook => RunLogBench.Report(Make.Hook($"W{writer}R{i}H{hook}") with { Index = hook }, 1)));
            }
        })));
        var (records, damaged, newer) = bench.Read();
        (damaged, newer).ShouldBe((0, 0));
        records.Count.ShouldBe(8 * 25 * 21);
        records.OfType<LoggedHook>().Select(hook => hook.Hook).Distinct(StringComparer.Ordinal).Count().ShouldBe(8 * 25 * 20);
        records.Chunk(21).ShouldAllBe(run => run[20] is LoggedRun);
    }

    private static bool TryFill(string folder)
    {
        try
        {
            File.AppendAllText(Path.Combine(folder, "filling"), new string('x', 4096));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
