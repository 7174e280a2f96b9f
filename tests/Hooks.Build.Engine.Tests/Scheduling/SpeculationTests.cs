using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Scheduling;

[TestClass]
public sealed class SpeculationTests
{
    [TestMethod]
    public void A_hook_that_only_reads_starts_beside_the_hook_it_depends_on()
    {
        var run = Run([Reader("A"), Reader("B", "A")]);
        run.Running.ShouldBe(["A", "B"]);
        run.Events.ShouldBe(["start A"]);
    }

    [TestMethod]
    public void What_comes_of_it_is_told_when_what_it_depends_on_has_succeeded()
    {
        var run = Run([Reader("A"), Reader("B", "A")]).Wait(2).End("B");
        run.Events.ShouldBe(["start A"]);
        run.Wait(3).End("A").Events.ShouldBe(["start A", "end A Succeeded", "start B", "end B Succeeded"]);
        run["B"].IsSpeculative.ShouldBeTrue();
        run["A"].IsSpeculative.ShouldBeFalse();
        run.Gain.ShouldBe(TimeSpan.FromSeconds(2));
        run.Waste.ShouldBe(TimeSpan.Zero);
    }

    [TestMethod]
    public void One_that_still_runs_then_goes_on_as_if_it_had_started_by_right()
    {
        var run = Run([Reader("A"), Reader("B", "A")]).Wait(3).End("A");
        run.Events.ShouldBe(["start A", "end A Succeeded", "start B"]);
        run.Gain.ShouldBe(TimeSpan.FromSeconds(3));
        run.Wait(4).End("B")["B"].Duration.ShouldBe(TimeSpan.FromSeconds(7));
        run["B"].IsSpeculative.ShouldBeTrue();
    }

    [TestMethod]
    public void A_failure_of_it_counts_too()
    {
        var run = Run([Reader("A"), Reader("B", "A"), Reader("C", "B")]).End("B", HookOutcome.Failed).End("C").End("A");
        run["B"].Outcome.ShouldBe(HookOutcome.Failed);
        run["C"].Reason.ShouldBe("'B', which it depends on, failed");
    }

    [TestMethod]
    public void When_what_it_depends_on_fails_it_is_ended_and_skipped()
    {
        var run = Run([Reader("A"), Reader("B", "A")]).Wait(2).End("A", HookOutcome.Failed);
        run.IsCancelled("B").ShouldBeTrue();
        run.Wait(1).End("B", HookOutcome.Cancelled).Events.ShouldBe(["start A", "end A Failed", "end B Skipped"]);
        run["B"].Reason.ShouldBe("'A', which it depends on, failed");
        run.Waste.ShouldBe(TimeSpan.FromSeconds(3));
        run.Gain.ShouldBe(TimeSpan.Zero);
    }

    [TestMethod]
    public void What_came_of_it_is_thrown_away_when_what_it_depends_on_fails_later()
    {
        var run = Run([Reader("A"), Reader("B", "A")]).Wait(2).End("B").Wait(5).End("A", HookOutcome.Failed);
        run["B"].Outcome.ShouldBe(HookOutcome.Skipped);
        run.Waste.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [TestMethod]
    public void A_chain_of_hooks_that_only_read_runs_at_once_and_counts_in_order()
    {
        var run = Run([Reader("A"), Reader("B", "A"), Reader("C", "B")]).Wait(1).End("C", "B");
        run.Events.ShouldBe(["start A"]);
        run.End("A").Reports.Select(report => report.Hook.Name).ShouldBe(["A", "B", "C"]);
    }

    [TestMethod]
    public void What_a_failed_hook_that_started_early_gates_is_skipped()
    {
        var run = Run([Reader("A"), Reader("B", "A"), Reader("C", "B")]).End("C", "B").End("A", HookOutcome.Failed);
        run["C"].Outcome.ShouldBe(HookOutcome.Skipped);
        run["C"].Reason.ShouldBe("'A', which it depends on, failed");
    }

    [TestMethod]
    [DataRow("writes")]
    [DataRow("no inputs")]
    [DataRow("not remembered")]
    [DataRow("fixes")]
    [DataRow("C# that may fix")]
    public void A_hook_that_may_write_waits_and_what_depends_on_it_does_too(string how)
    {
        var odd = Odd(how, "A");
        Run([odd, Reader("B", "A")], Fixing).Running.ShouldBe(["A"]);
        Run([Reader("B"), Odd(how, "A") with { DependsOn = ["B"] }], Fixing).Running.ShouldBe(["B"]);
    }

    [TestMethod]
    public void A_hook_with_a_fix_only_reads_where_nothing_is_fixed() =>
        Run([Odd("fixes", "A"), Reader("B", "A")], request => request with { Fix = FixMode.Never }).Running.ShouldBe(["A", "B"]);

    [TestMethod]
    public void A_CSharp_hook_that_never_fixes_only_reads() =>
        Run([Odd("C# that may fix", "A") with { NeverFixes = true }, Reader("B", "A")], Fixing).Running.ShouldBe(["A", "B"]);

    [TestMethod]
    public void What_an_unfinished_hook_farther_up_writes_counts_until_it_is_done()
    {
        var run = Run([Odd("writes", "Writer"), Reader("A", "Writer"), Reader("B", "A")]);
        run.Running.ShouldBe(["Writer"]);
        run.End("Writer").Running.ShouldBe(["A", "B"]);
    }

    [TestMethod]
    [DataRow(HookSchedule.Waves)]
    [DataRow(HookSchedule.Sequential)]
    public void Other_schedules_start_nothing_early(HookSchedule schedule) =>
        Run([Reader("A"), Reader("B", "A")], request => request with { Schedule = schedule }).Running.ShouldBe(["A"]);

    [TestMethod]
    public void Nothing_starts_early_where_that_is_off() => Run([Reader("A"), Reader("B", "A")], request => request with { Speculate = false }).Running.ShouldBe(["A"]);

    [TestMethod]
    public void Nothing_starts_early_on_cores_that_are_busy() =>
        Run([Reader("A"), Reader("B"), Reader("C", "A", "B")], request => request with { Cores = 2 }).Running.ShouldBe(["A", "B"]);

    [TestMethod]
    public void Nothing_starts_early_beside_a_hook_with_its_lock() =>
        Run([Reader("A") with { Locks = ["l"] }, Reader("B", "A") with { Locks = ["l"] }]).Running.ShouldBe(["A"]);

    [TestMethod]
    public void A_hook_that_may_start_by_right_takes_the_place_of_one_that_started_early()
    {
        PlannedHook[] hooks = [Reader("A"), Reader("B"), Reader("Early", "A", "B"), Reader("Writer", "A") with { Writes = ["out/**"] }];
        var run = Run(hooks, request => request with { Cores = 3 });
        run.Running.ShouldBe(["A", "B", "Early"]);
        run.End("A").Running.ShouldBe(["B", "Early", "Writer"]);
        run = Run([.. hooks, Reader("Writer2", "A") with { Writes = ["out2/**"] }], request => request with { Cores = 3 });
        run.Wait(4).End("A").IsCancelled("Early").ShouldBeTrue();
        run.End("Early", HookOutcome.Cancelled).Running.ShouldBe(["B", "Writer", "Writer2"]);
        run.Waste.ShouldBe(TimeSpan.FromSeconds(4));
        run.End("B", "Writer").Running.ShouldBe(["Writer2", "Early"]);
        run.End("Writer2", "Early")["Early"].IsSpeculative.ShouldBeFalse();
        run["Early"].Outcome.ShouldBe(HookOutcome.Succeeded);
    }

    [TestMethod]
    public void A_hook_that_may_start_by_right_takes_the_lock_of_one_that_started_early()
    {
        var run = Run([Reader("A"), Reader("Early", "A") with { Locks = ["l"] }, Odd("writes", "W"), Reader("ByRight", "W") with { Locks = ["l"] }]);
        run.Running.ShouldBe(["A", "W", "Early"]);
        run.End("W").IsCancelled("Early").ShouldBeTrue();
        run.End("Early", HookOutcome.Cancelled).Running.ShouldBe(["A", "ByRight"]);
    }

    [TestMethod]
    public void What_comes_of_a_hook_that_was_asked_to_make_room_never_counts()
    {
        var run = Run([Reader("A"), Reader("Early", "A") with { Locks = ["l"] }, Odd("writes", "W"), Reader("ByRight", "W") with { Locks = ["l"] }]);
        run.End("W", "Early", "A", "ByRight").Running.ShouldBe(["Early"]);
        run.Events.ShouldNotContain("end Early Succeeded");
    }

    [TestMethod]
    public void A_hook_that_starts_early_was_never_in_the_queue()
    {
        var run = Run([Reader("A"), Reader("B", "A")]).Wait(3).End("A").End("B");
        run["B"].Queued.ShouldBe(TimeSpan.Zero);
    }

    [TestMethod]
    public void When_the_run_is_interrupted_a_hook_that_started_early_is_skipped()
    {
        using CancellationTokenSource interrupt = new();
        Conductor run = new(Make.Plan(Reader("A"), Reader("B", "A"), Reader("C", "A")), cancellation: interrupt.Token);
        run.End("C").Do(interrupt.Cancel).IsCancelled("B").ShouldBeTrue();
        run.End("B", HookOutcome.Cancelled).End("A", HookOutcome.Cancelled);
        run["B"].Outcome.ShouldBe(HookOutcome.Skipped);
        run["C"].Outcome.ShouldBe(HookOutcome.Skipped);
        run["A"].Outcome.ShouldBe(HookOutcome.Cancelled);
    }

    [TestMethod]
    public void A_hook_without_files_is_not_started_early() =>
        new Conductor(Make.Plan(Reader("A"), Reader("B", "A")), hasWork: hook => hook.Name == "A").Running.ShouldBe(["A"]);

    private static RunRequest Fixing(RunRequest request) => request with { Fix = FixMode.Always };

    private static PlannedHook Reader(string name, params string[] dependsOn) => Make.Hook(name, dependsOn) with { Reads = ["src/**"] };

    private static PlannedHook Odd(string how, string name) => how switch
    {
        "writes" => Reader(name) with { Writes = ["out/**"] },
        "no inputs" => Reader(name) with { Reads = [] },
        "not remembered" => Reader(name) with { NoCache = true },
        "fixes" => Reader(name) with { Fix = [[FakeTool.Name]] },
        _ => Make.Method(name) with { Reads = ["src/**"] },
    };

    private static Conductor Run(PlannedHook[] hooks, Func<RunRequest, RunRequest>? change = null) => new(Make.Plan(hooks), (change ?? (request => request))(Make.Request() with { Speculate = true }));
}
