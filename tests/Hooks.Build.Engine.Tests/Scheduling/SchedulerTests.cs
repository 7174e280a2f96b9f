using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Hooks.Build.Engine.Tests.Scheduling;

[TestClass]
public sealed class SchedulerTests
{
    [TestMethod]
    public void Independent_hooks_run_at_once()
    {
        Conductor run = new(Make.Plan(Make.Hook("A"), Make.Hook("B"), Make.Hook("C")));
        run.Running.ShouldBe(["A", "B", "C"]);
    }

    [TestMethod]
    public void A_dependent_starts_as_soon_as_its_last_dependency_has_succeeded()
    {
        Conductor run = new(Make.Plan(Make.Hook("A"), Make.Hook("B"), Make.Hook("C", "A", "B"), Make.Hook("D", "A")));
        run.End("A").Running.ShouldBe(["B", "D"]);
        run.End("B").Running.ShouldBe(["D", "C"]);
    }

    [TestMethod]
    public void The_longest_remaining_path_goes_first()
    {
        var plan = Make.Plan(
            Make.Hook("Short"),
            Make.Hook("Long1"),
            Make.Hook("Long2", "Long1"),
            Make.Hook("Long3", "Long2"),
            Make.Hook("Middle1"),
            Make.Hook("Middle2", "Middle1"));
        Conductor run = new(plan, Make.Request() with { MaxParallel = 1 });
        run.EndAll().Events.Where(what => what.StartsWith("start", StringComparison.Ordinal))
            .ShouldBe(["start Long1", "start Long2", "start Middle1", "start Short", "start Long3", "start Middle2"]);
    }

    [TestMethod]
    public void Checks_that_went_along_with_one_that_repairs_wait_for_nothing_that_runs_afterwards()
    {
        var plan = Make.Plan(
            Make.Check("End", "hooks:end-of-file-fixer"), Make.Hook("Slow", "End") with { Files = ["**"] }, Make.Check("Json", "hooks:check-json"));
        Conductor run = new(plan, Make.Request() with { Fix = FixMode.Always });
        run.Running.ShouldBe(["End"]);
        run.End("End").Running.ShouldBe(["Json", "Slow"]);

        // One at a time they go first.
        Conductor single = new(plan, Make.Request() with { Fix = FixMode.Always, MaxParallel = 1 });
        single.End("End").Running.ShouldBe(["Json"]);
    }

    [TestMethod]
    [DataRow(HookOutcome.TimedOut, ResultSource.NotRemembered)]
    [DataRow(HookOutcome.Succeeded, ResultSource.Local)]
    public void Checks_wait_as_ever_where_the_one_before_has_not_done_their_work(HookOutcome outcome, ResultSource source)
    {
        var plan = Make.Plan(
            Make.Check("End", "hooks:end-of-file-fixer"), Make.Hook("Slow") with { Files = ["**"] }, Make.Check("White", "hooks:trailing-whitespace"));
        Conductor run = new(plan, Make.Request() with { Fix = FixMode.Always, MaxParallel = 8 });
        run.Running.ShouldBe(["End"]);
        run.End("End", outcome, source).Running.Count.ShouldBe(1);
    }

    [TestMethod]
    public void Hooks_of_equal_rank_start_in_order_of_declaration() =>
        new Conductor(Make.Plan(Make.Hook("Z"), Make.Hook("M"), Make.Hook("A"))).Running.ShouldBe(["Z", "M", "A"]);

    [TestMethod]
    public void A_failure_skips_dependents_with_the_reason_and_lets_the_others_go_on()
    {
        Conductor run = new(Make.Plan(Make.Hook("A"), Make.Hook("B", "A"), Make.Hook("C", "B"), Make.Hook("Other"), Make.Hook("Next", "Other")));
        run.End("A", HookOutcome.Failed).End("Other", "Next");
        run["B"].Outcome.ShouldBe(HookOutcome.Skipped);
        run["B"].Reason.ShouldBe("'A', which it depends on, failed");
        run["C"].Reason.ShouldBe("'A', which it depends on, failed");
        run["Next"].Outcome.ShouldBe(HookOutcome.Succeeded);
    }

    [TestMethod]
    [DataRow(HookOutcome.Failed)]
    [DataRow(HookOutcome.TimedOut)]
    [DataRow(HookOutcome.Crashed)]
    [DataRow(HookOutcome.ToolNotFound)]
    public void Every_kind_of_failure_blocks(HookOutcome outcome)
    {
        Conductor run = new(Make.Plan(Make.Hook("A"), Make.Hook("B", "A")));
        run.End("A", outcome)["B"].Outcome.ShouldBe(HookOutcome.Skipped);
    }

    [TestMethod]
    public void A_critical_failure_cancels_what_runs_and_skips_the_rest()
    {
        Conductor run = new(Make.Plan(Make.Hook("Gate") with { Severity = HookSeverity.Critical }, Make.Hook("Runs"), Make.Hook("Waits", "Runs")));
        run.End("Gate", HookOutcome.Failed).IsCancelled("Runs").ShouldBeTrue();
        run.End("Runs", HookOutcome.Cancelled);
        run["Waits"].Outcome.ShouldBe(HookOutcome.Skipped);
        run["Waits"].Reason.ShouldBe("'Gate' failed and stopped the run");
    }

    [TestMethod]
    public void A_critical_hook_that_succeeds_stops_nothing()
    {
        Conductor run = new(Make.Plan(Make.Hook("Gate") with { Severity = HookSeverity.Critical }, Make.Hook("Runs")));
        run.End("Gate").IsCancelled("Runs").ShouldBeFalse();
    }

    [TestMethod]
    public void With_fail_fast_the_first_failure_stops_the_run()
    {
        Conductor run = new(Make.Plan(Make.Hook("A"), Make.Hook("B"), Make.Hook("C", "B")), Make.Request() with { FailFast = true });
        run.End("A", HookOutcome.Failed).IsCancelled("B").ShouldBeTrue();
        run.End("B", HookOutcome.Cancelled)["C"].Outcome.ShouldBe(HookOutcome.Skipped);
    }

    [TestMethod]
    public void A_failure_of_severity_warning_blocks_nobody_even_with_fail_fast()
    {
        var warning = Make.Hook("A") with { Severity = HookSeverity.Warning };
        Conductor run = new(Make.Plan(warning, Make.Hook("B", "A"), Make.Hook("C")), Make.Request() with { FailFast = true });
        run.End("A", HookOutcome.Failed).Running.ShouldBe(["C", "B"], ignoreOrder: true);
        run.IsCancelled("C").ShouldBeFalse();
    }

    [TestMethod]
    public void After_orders_but_does_not_gate()
    {
        Conductor run = new(Make.Plan(Make.Hook("A"), Make.Hook("B") with { After = ["A"] }));
        run.Running.ShouldBe(["A"]);
        run.End("A", HookOutcome.Failed).Running.ShouldBe(["B"]);
    }

    [TestMethod]
    public void A_hook_without_files_does_not_start_and_its_dependents_do()
    {
        Conductor run = new(Make.Plan(Make.Hook("A"), Make.Hook("B", "A"), Make.Hook("C", "B")), hasWork: hook => hook.Name is not ("A" or "B"));
        run.Running.ShouldBe(["C"]);
        run.End("C")["A"].Outcome.ShouldBe(HookOutcome.NoFiles);
    }

    [TestMethod]
    public void When_no_hook_has_files_the_run_ends_at_once() =>
        new Conductor(Make.Plan(Make.Hook("A"), Make.Hook("B", "A")), hasWork: _ => false).IsOver.ShouldBeTrue();

    [TestMethod]
    public void Cancellation_cancels_what_runs_and_skips_the_rest()
    {
        using CancellationTokenSource interrupt = new();
        Conductor run = new(Make.Plan(Make.Hook("A"), Make.Hook("B", "A")), cancellation: interrupt.Token);
        run.Do(interrupt.Cancel).IsCancelled("A").ShouldBeTrue();
        run.End("A", HookOutcome.Cancelled)["B"].Reason.ShouldBe("the run was interrupted");
    }

    [TestMethod]
    public void A_run_that_is_cancelled_before_it_begins_starts_nothing()
    {
        Conductor run = new(Make.Plan(Make.Hook("A")), cancellation: new CancellationToken(canceled: true));
        run.Events.ShouldBe(["end A Skipped"]);
    }

    [TestMethod]
    public void Hooks_with_a_common_lock_run_one_after_the_other_whatever_its_case()
    {
        Conductor run = new(Make.Plan(Make.Hook("A") with { Locks = ["NuGet"] }, Make.Hook("B") with { Locks = ["nuget", "other"] }, Make.Hook("C")));
        run.Running.ShouldBe(["A", "C"]);
        run.End("A").Running.ShouldBe(["C", "B"]);
    }

    [TestMethod]
    public void A_writer_and_a_reader_of_the_same_files_run_one_after_the_other()
    {
        Conductor run = new(Make.Plan(
            Make.Hook("Writer") with { Writes = ["gen/**"] },
            Make.Hook("Reader") with { Reads = ["gen/api/*.cs"] },
            Make.Hook("Other") with { Reads = ["docs/**"] }));
        run.Running.ShouldBe(["Writer", "Other"]);
    }

    [TestMethod]
    public void Two_readers_of_the_same_files_run_at_once() =>
        new Conductor(Make.Plan(Make.Hook("A") with { Files = ["**/*.cs"] }, Make.Hook("B") with { Reads = ["**/*.cs"] })).Running.ShouldBe(["A", "B"]);

    [TestMethod]
    [DataRow(FixMode.Always, 1)]
    [DataRow(FixMode.Never, 2)]
    public void Hooks_that_repair_the_same_files_run_one_after_the_other(FixMode fix, int running)
    {
        var hook = Make.Hook("A") with { Files = ["**/*.cs"], Fix = [[FakeTool.Name]] };
        new Conductor(Make.Plan(hook, hook with { Name = "B" }), Make.Request() with { Fix = fix }).Running.Count.ShouldBe(running);
    }

    [TestMethod]
    public void Waves_wait_for_each_other()
    {
        Conductor run = new(Make.Plan(Make.Hook("A"), Make.Hook("B"), Make.Hook("C", "A")), Make.Request() with { Schedule = HookSchedule.Waves });
        run.End("A").Running.ShouldBe(["B"]);
        run.End("B").Running.ShouldBe(["C"]);
    }

    [TestMethod]
    public void Sequential_runs_one_at_a_time_in_order_of_waves()
    {
        Conductor run = new(Make.Plan(Make.Hook("A"), Make.Hook("B", "A"), Make.Hook("C")), Make.Request() with { Schedule = HookSchedule.Sequential });
        run.EndAll().Events.ShouldBe(["start A", "end A Succeeded", "start C", "end C Succeeded", "start B", "end B Succeeded"]);
    }

    [TestMethod]
    public void A_hook_heavier_than_the_run_runs_alone()
    {
        Conductor run = new(Make.Plan(Make.Hook("Heavy") with { Cores = 100 }, Make.Hook("Light")));
        run.Running.ShouldBe(["Heavy"]);
        run.End("Heavy").Running.ShouldBe(["Light"]);
    }

    [TestMethod]
    public void A_hook_that_declares_its_cores_is_given_them_and_never_more_than_there_are()
    {
        var plan = Make.Plan(Make.Hook("Two") with { Cores = 2 }, Make.Hook("All") with { Cores = 6, DependsOn = ["Two"] });
        Conductor run = new(plan, Make.Request() with { Cores = 4 });
        run.CoresOf("Two").ShouldBe(2);
        run.End("Two").CoresOf("All").ShouldBe(4);
    }

    [TestMethod]
    public void Shares_of_cores_are_never_less_than_one()
    {
        Conductor run = new(Make.Plan(Make.Hook("A"), Make.Hook("B"), Make.Hook("C")), Make.Request() with { Cores = 2 });
        run.Running.ShouldAllBe(name => run.CoresOf(name) >= 1);
    }

    [TestMethod]
    public void Order_holds_through_a_skipped_hook()
    {
        Conductor run = new(Make.Plan(Make.Hook("A"), Make.Hook("B", "A"), Make.Hook("C", "B")), Make.Request() with { Skip = ["B"] });
        run.Running.ShouldBe(["A"]);
        run.End("A").Running.ShouldBe(["C"]);
    }

    [TestMethod]
    public void A_chain_of_thousands_that_fails_at_its_head_is_skipped_without_overflow()
    {
        const int Length = 5000;
        Conductor run = new(Make.Plan([.. Enumerable.Range(0, Length).Select(i => i == 0 ? Make.Hook("H0") : Make.Hook($"H{i}", $"H{i - 1}"))]));
        run.End("H0", HookOutcome.Failed).Reports.Count(report => report.Outcome == HookOutcome.Skipped).ShouldBe(Length - 1);
    }

    [TestMethod]
    public void A_runner_that_breaks_its_promise_and_throws_does_not_hold_the_run()
    {
        var plan = Make.Plan(Make.Hook("A"), Make.Hook("B", "A"));
        var selection = HookSelection.Select(plan, Make.Request());
        Engine.Scheduling.Scheduler scheduler = new(
            selection,
            Make.Request(),
            new HookForecast[2],
            (_, _, _) => throw new InvalidOperationException("broken"),
            new Recorder(),
            new FakeTimeProvider(),
            0);
        var reports = scheduler.RunAsync(_ => true, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(10)).GetAwaiter().GetResult();
        reports[0].Outcome.ShouldBe(HookOutcome.Crashed);
        reports[0].Reason.ShouldBe("InvalidOperationException: broken");
        reports[1].Outcome.ShouldBe(HookOutcome.Skipped);
    }
}
