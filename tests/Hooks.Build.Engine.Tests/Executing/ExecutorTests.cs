using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Executing;

[TestClass]
public sealed class ExecutorTests
{
    private static readonly PlannedHook Hook = Make.Hook("A");

    [TestMethod]
    public async Task Exit_code_zero_is_success()
    {
        using ExecutorBench bench = new() { Launcher = FakeLauncher.ThatExits(0) };
        var report = await bench.RunAsync(Hook);
        report.Outcome.ShouldBe(HookOutcome.Succeeded);
        report.Attempts.ShouldBe(1);
        report.Reason.ShouldBe("");
    }

    [TestMethod]
    public async Task Another_exit_code_is_failure_and_is_told()
    {
        using ExecutorBench bench = new() { Launcher = FakeLauncher.ThatExits(3) };
        var report = await bench.RunAsync(Hook);
        report.Outcome.ShouldBe(HookOutcome.Failed);
        report.ExitCode.ShouldBe(3);
        report.Reason.ShouldBe("exit code 3");
    }

    [TestMethod]
    public async Task At_the_time_limit_a_hook_is_asked_to_end_and_then_made_to()
    {
        using ExecutorBench bench = new();
        var run = bench.RunAsync(Hook with { Timeout = 10 });
        var process = await bench.Launcher.NextAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(9));
        process.Signals.ShouldBeEmpty();
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        process.Signals.ShouldBe(["terminate"]);
        bench.Clock.Advance(TimeSpan.FromMilliseconds(499));
        process.Signals.ShouldBe(["terminate"]);
        bench.Clock.Advance(TimeSpan.FromMilliseconds(1));
        process.Signals.ShouldBe(["terminate", "kill"]);
        var report = await run;
        report.Outcome.ShouldBe(HookOutcome.TimedOut);
        report.Reason.ShouldBe("its limit is 10.0 s; if it needs more, raise Timeout");
        report.Duration.ShouldBe(TimeSpan.FromSeconds(10.5));
    }

    [TestMethod]
    public async Task A_hook_without_a_limit_of_its_own_has_the_runs()
    {
        using ExecutorBench bench = new() { Request = Make.Request() with { DefaultTimeout = TimeSpan.FromSeconds(5) } };
        var run = bench.RunAsync(Hook);
        (await bench.Launcher.NextAsync()).ExitsOnTerminate = 1;
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        (await run).Outcome.ShouldBe(HookOutcome.TimedOut);
    }

    [TestMethod]
    public async Task Of_a_run_that_has_a_limit_a_later_hook_has_what_the_earlier_left_and_one_that_comes_after_it_does_not_begin()
    {
        using ExecutorBench bench = new() { Request = Make.Request() with { Longest = TimeSpan.FromSeconds(55) } };
        bench.RunStarted = bench.Clock.GetTimestamp();
        bench.Clock.Advance(TimeSpan.FromSeconds(40));
        var run = bench.RunAsync(Hook with { Timeout = 40 });
        (await bench.Launcher.NextAsync()).ExitsOnTerminate = 0;
        bench.Clock.Advance(TimeSpan.FromSeconds(15));
        var report = await run;
        (report.Outcome, report.Reason).ShouldBe((HookOutcome.TimedOut, "the whole run may take 55.0 s, and they were over"));
        var late = await bench.RunAsync(Hook);
        (late.Outcome, late.Attempts).ShouldBe((HookOutcome.TimedOut, 0));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public async Task The_time_limit_wins_over_the_exit_code(int exitCode)
    {
        using ExecutorBench bench = new();
        var run = bench.RunAsync(Hook with { Timeout = 10 });
        (await bench.Launcher.NextAsync()).ExitsOnTerminate = exitCode;
        bench.Clock.Advance(TimeSpan.FromSeconds(10));
        (await run).Outcome.ShouldBe(HookOutcome.TimedOut);
    }

    [TestMethod]
    public async Task A_method_that_returns_when_its_time_is_over_has_timed_out()
    {
        using ExecutorBench bench = new();
        TaskCompletionSource entered = new();
        bench.OnMethod = async (_, cancellation) =>
        {
            TaskCompletionSource cancelled = new();
            await using var registration = cancellation.Register(cancelled.SetResult);
            entered.SetResult();
            await cancelled.Task;
            return Attempt.Success;
        };
        var run = bench.RunAsync(Make.Method("M") with { Timeout = 10 });
        await entered.Task;
        bench.Clock.Advance(TimeSpan.FromSeconds(10));
        (await run).Outcome.ShouldBe(HookOutcome.TimedOut);
    }

    [TestMethod]
    public async Task A_hook_that_is_stopped_is_cancelled_whatever_it_makes_of_that()
    {
        using ExecutorBench bench = new();
        var run = bench.RunAsync(Hook);
        (await bench.Launcher.NextAsync()).ExitsOnTerminate = 0;
        await bench.Stop.CancelAsync();
        var report = await run;
        report.Outcome.ShouldBe(HookOutcome.Cancelled);
        report.IsFailure.ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_failed_hook_is_run_again_as_often_as_it_may()
    {
        using ExecutorBench bench = new() { Launcher = FakeLauncher.ThatExits(1, 2, 3) };
        var report = await bench.RunAsync(Hook with { Retries = 2 });
        report.Outcome.ShouldBe(HookOutcome.Failed);
        report.ExitCode.ShouldBe(3);
        report.Attempts.ShouldBe(3);
    }

    [TestMethod]
    public async Task A_retry_that_succeeds_ends_the_retries()
    {
        using ExecutorBench bench = new() { Launcher = FakeLauncher.ThatExits(1, 0, 1) };
        var report = await bench.RunAsync(Hook with { Retries = 5 });
        report.Outcome.ShouldBe(HookOutcome.Succeeded);
        report.Attempts.ShouldBe(2);
        report.PassedOnRetry.ShouldBeTrue();
        bench.Log(Hook).ShouldContain("# failed (exit code 1); once more\n");
    }

    [TestMethod]
    [DataRow(0, 1, 0)]
    [DataRow(1, 1, 1)]
    public async Task What_passes_at_once_or_fails_again_or_passes_after_a_repair_has_not_passed_on_retry(params int[] exits)
    {
        using ExecutorBench bench = new() { Launcher = FakeLauncher.ThatExits(exits) };
        (await bench.RunAsync(Hook with { Retries = 1 })).PassedOnRetry.ShouldBeFalse();
        using ExecutorBench fixing = new()
        {
            Launcher = FakeLauncher.ThatExits(1, 1, 0, 0),
            Request = Make.Request() with { Fix = FixMode.Always },
            Files = ["a.cs"],
        };
        var repaired = await fixing.RunAsync(Hook with { Retries = 1, Fix = [[FakeTool.Name, "fix"]] });
        (repaired.Outcome, repaired.PassedOnRetry).ShouldBe((HookOutcome.Succeeded, false));
    }

    [TestMethod]
    public async Task Retries_share_one_time_limit()
    {
        using ExecutorBench bench = new();
        var run = bench.RunAsync(Hook with { Retries = 5, Timeout = 10 });
        var first = await bench.Launcher.NextAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(6));
        first.Exit(1);
        (await bench.Launcher.NextAsync()).ExitsOnTerminate = 1;
        bench.Clock.Advance(TimeSpan.FromSeconds(4));
        var report = await run;
        report.Outcome.ShouldBe(HookOutcome.TimedOut);
        report.Attempts.ShouldBe(2);
    }

    [TestMethod]
    public async Task Findings_of_a_failed_attempt_are_forgotten()
    {
        using ExecutorBench bench = new();
        var run = bench.RunAsync(Hook with { Retries = 1 });
        var first = await bench.Launcher.NextAsync();
        first.Write("x.cs(1,1): error A1: b\n");
        first.Exit(1);
        (await bench.Launcher.NextAsync()).Exit();
        (await run).Findings.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Repairing_runs_after_a_failure_and_then_the_hook_once_more()
    {
        using ExecutorBench bench = Fixing(1, 0, 0);
        var report = await bench.RunAsync(Hook with { Fix = [[FakeTool.Name, "fix"]] });
        report.Outcome.ShouldBe(HookOutcome.Succeeded);
        report.Attempts.ShouldBe(2);
        bench.Launcher.All.Select(process => string.Join(' ', process.Asked.Arguments)).ShouldBe(["", "fix", ""]);
    }

    [TestMethod]
    public async Task A_hook_that_still_fails_after_repair_has_failed()
    {
        using ExecutorBench bench = Fixing(1, 0, 4);
        var report = await bench.RunAsync(Hook with { Fix = [[FakeTool.Name, "fix"]] });
        report.Outcome.ShouldBe(HookOutcome.Failed);
        report.ExitCode.ShouldBe(4);
    }

    [TestMethod]
    public async Task A_repair_that_fails_is_the_reason()
    {
        using ExecutorBench bench = Fixing(1, 7);
        var report = await bench.RunAsync(Hook with { Fix = [[FakeTool.Name, "fix"]] });
        report.Outcome.ShouldBe(HookOutcome.Failed);
        report.Reason.ShouldBe("exit code 1, and its Fix failed: exit code 7");
    }

    [TestMethod]
    public async Task A_hook_that_succeeds_is_not_repaired()
    {
        using ExecutorBench bench = Fixing(0);
        _ = await bench.RunAsync(Hook with { Fix = [[FakeTool.Name, "fix"]] });
        bench.Launcher.All.Count.ShouldBe(1);
    }

    [TestMethod]
    [DataRow(FixMode.OnCommit, HookStages.Build, false)]
    [DataRow(FixMode.OnCommit, HookStages.PreCommit, true)]
    [DataRow(FixMode.Always, HookStages.Build, true)]
    [DataRow(FixMode.Never, HookStages.PreCommit, false)]
    public async Task Repairing_applies_where_it_is_asked_for(FixMode fix, HookStages stage, bool applies)
    {
        using ExecutorBench bench = new()
        {
            Launcher = FakeLauncher.ThatExits(1, 0, 0),
            Request = Make.Request() with { Fix = fix, Stage = stage },
            Files = ["a.cs"],
        };
        (await bench.RunAsync(Hook with { Fix = [[FakeTool.Name, "fix"]] })).Outcome.ShouldBe(applies ? HookOutcome.Succeeded : HookOutcome.Failed);
    }

    [TestMethod]
    public async Task An_exception_becomes_a_crash_of_that_hook()
    {
        using ExecutorBench bench = new() { OnMethod = (_, _) => throw new FormatException("no good") };
        var report = await bench.RunAsync(Make.Method("M"));
        report.Outcome.ShouldBe(HookOutcome.Crashed);
        report.Reason.ShouldBe("FormatException: no good");
    }

    [TestMethod]
    public async Task A_cancellation_that_nobody_asked_for_is_a_crash()
    {
        using ExecutorBench bench = new() { OnMethod = (_, _) => throw new OperationCanceledException() };
        (await bench.RunAsync(Make.Method("M"))).Outcome.ShouldBe(HookOutcome.Crashed);
    }

    [TestMethod]
    public async Task A_crash_is_worth_a_retry()
    {
        var calls = 0;
        using ExecutorBench bench = new() { OnMethod = (_, _) => Task.FromResult(calls++ == 0 ? new Attempt(HookOutcome.Crashed, "x") : Attempt.Success) };
        (await bench.RunAsync(Make.Method("M") with { Retries = 1 })).Outcome.ShouldBe(HookOutcome.Succeeded);
    }

    [TestMethod]
    public async Task A_receiver_that_fails_is_a_crash_of_that_hook()
    {
        using ExecutorBench bench = new();
        var run = bench.RunAsync(Hook);
        (await bench.Launcher.NextAsync()).Break(new IOException("disk full"));
        (await run).Reason.ShouldBe("IOException: disk full");
    }

    [TestMethod]
    public async Task The_report_tells_findings_tail_log_and_times()
    {
        using ExecutorBench bench = new() { Files = ["a.cs", "b.cs"] };
        var run = bench.RunAsync(Hook);
        var process = await bench.Launcher.NextAsync();
        process.Write("working\nsrc/X.cs(3,5): error ABC123: bad\n");
        bench.Clock.Advance(TimeSpan.FromSeconds(2));
        process.Exit(1);
        var report = await run;
        report.Findings.Single().ShouldBe(new Finding(HookFindingLevel.Error, Path.Combine(bench.Root, "src", "X.cs"), 3, 5, 0, 0, "ABC123", "bad"));
        report.Tail.ShouldBe(["working", "src/X.cs(3,5): error ABC123: bad"]);
        report.LogPath.ShouldBe(Path.Combine(bench.Root, "logs", "A.log"));
        report.Duration.ShouldBe(TimeSpan.FromSeconds(2));
        report.FileCount.ShouldBe(2);
    }

    [TestMethod]
    public async Task The_log_ends_with_how_the_hook_ended()
    {
        using ExecutorBench bench = new() { Launcher = FakeLauncher.ThatExits(3) };
        var report = await bench.RunAsync(Hook);
        (await File.ReadAllLinesAsync(report.LogPath!))[^1].ShouldBe("# Failed after 0 ms: exit code 3");
    }

    [TestMethod]
    [DataRow(100, HookOutcome.Succeeded, DisplayName = "has its time again")]
    [DataRow(16, HookOutcome.TimedOut, DisplayName = "but not beyond the end of the run")]
    public async Task A_hook_whose_work_another_took_with_it(int secondsOfRun, HookOutcome outcome)
    {
        using ExecutorBench bench = new() { Request = Make.Request() with { Longest = TimeSpan.FromSeconds(secondsOfRun) } };
        bench.OnMethod = (job, cancellation) =>
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(8));
            job.BeginTimeAnew();
            bench.Clock.Advance(TimeSpan.FromSeconds(8));
            cancellation.ThrowIfCancellationRequested();
            return Task.FromResult(Attempt.Success);
        };
        (await bench.RunAsync(Make.Method("M") with { Timeout = 10 })).Outcome.ShouldBe(outcome);
    }

    private static ExecutorBench Fixing(params int[] exitCodes) =>
        new() { Launcher = FakeLauncher.ThatExits(exitCodes), Request = Make.Request() with { Fix = FixMode.Always } };
}
