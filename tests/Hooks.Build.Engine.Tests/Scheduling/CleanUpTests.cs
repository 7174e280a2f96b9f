using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Scheduling;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Scheduling;

/// <summary>Hooks that clean up (<c>Finally</c>).</summary>
[TestClass]
public sealed class CleanUpTests
{
    [TestMethod]
    [DataRow(HookSchedule.Ready)]
    [DataRow(HookSchedule.Waves)]
    [DataRow(HookSchedule.Sequential)]
    public void Clean_up_runs_last_whatever_came_of_what_it_depends_on(HookSchedule schedule)
    {
        Conductor run = new(
            Make.Plan(Make.Hook("Start"), Make.Hook("Test", "Start"), CleanUp("Stop", "Start", "Test")), Make.Request() with { Schedule = schedule });
        run.End("Start").End("Test", HookOutcome.Failed).Running.ShouldBe(["Stop"]);
        run.End("Stop")["Stop"].Outcome.ShouldBe(HookOutcome.Succeeded);
        new RunReport(run.Reports, TimeSpan.Zero, Interrupted: false).Succeeded.ShouldBeFalse();
    }

    [TestMethod]
    public void Clean_up_waits_for_what_still_runs_though_what_it_names_was_skipped()
    {
        Conductor run = new(Make.Plan(Make.Hook("Start"), Make.Hook("Gate"), Make.Hook("Test", "Start", "Gate"), CleanUp("Stop", "Test")));
        run.End("Gate", HookOutcome.Failed).Running.ShouldBe(["Start"]);
        run.End("Start").Running.ShouldBe(["Stop"]);
    }

    [TestMethod]
    public void Clean_up_runs_after_a_critical_failure()
    {
        Conductor run = new(Make.Plan(
            Make.Hook("Gate") with { Severity = HookSeverity.Critical }, Make.Hook("Test"), CleanUp("Stop", "Test"), Make.Hook("Later", "Test")));
        run.End("Gate", HookOutcome.Failed).End("Test", HookOutcome.Cancelled).Running.ShouldBe(["Stop"]);
        run.IsCancelled("Stop").ShouldBeFalse();
        run.End("Stop")["Later"].Outcome.ShouldBe(HookOutcome.Skipped);
    }

    [TestMethod]
    public void Clean_up_that_runs_goes_on_when_the_run_is_stopped()
    {
        Conductor run = new(Make.Plan(Make.Hook("Test"), CleanUp("Stop", "Test"), Make.Hook("Other")), Make.Request() with { FailFast = true });
        run.End("Test").End("Other", HookOutcome.Failed).IsCancelled("Stop").ShouldBeFalse();
        run.End("Stop")["Stop"].Outcome.ShouldBe(HookOutcome.Succeeded);
    }

    [TestMethod]
    public void Clean_up_runs_after_an_interruption_within_a_limit_for_all_together()
    {
        using CancellationTokenSource interrupt = new();
        Conductor run = new(Make.Plan(Make.Hook("Test"), CleanUp("Stop", "Test"), CleanUp("Delete", "Stop")), cancellation: interrupt.Token) { Warnings = [] };
        run.Do(interrupt.Cancel).End("Test", HookOutcome.Cancelled).Running.ShouldBe(["Stop"]);
        run.Wait(CleanUps.AfterInterruption.TotalSeconds - 1).IsCancelled("Stop").ShouldBeFalse();
        run.Wait(1).IsCancelled("Stop").ShouldBeTrue();
        run.End("Stop", HookOutcome.Cancelled)["Delete"].Outcome.ShouldBe(HookOutcome.Skipped);
        run.Warnings.ShouldBe(
            ["Clean-up was cut off, as all of it has 15 seconds once a run is interrupted: 'Stop' ended before it was done, 'Delete' did not run. What that cleans up after may be left: look after it yourself"]);
    }

    [TestMethod]
    public void Clean_up_that_was_done_in_time_after_an_interruption_is_not_told_of()
    {
        using CancellationTokenSource interrupt = new();
        Conductor run = new(Make.Plan(Make.Hook("Test"), CleanUp("Stop", "Test")), cancellation: interrupt.Token);
        run.Do(interrupt.Cancel).End("Test", HookOutcome.Cancelled).End("Stop")["Stop"].Outcome.ShouldBe(HookOutcome.Succeeded);
    }

    [TestMethod]
    public void A_run_that_is_interrupted_before_anything_ran_cleans_nothing_up()
    {
        Conductor run = new(Make.Plan(Make.Hook("Test"), CleanUp("Stop", "Test")), cancellation: new CancellationToken(canceled: true));
        run["Stop"].Outcome.ShouldBe(HookOutcome.NotNeeded);
    }

    [TestMethod]
    public void Where_nothing_ran_there_is_nothing_to_clean_up_and_the_run_succeeds()
    {
        Conductor run = new(Make.Plan(Make.Hook("Test"), CleanUp("Stop", "Test")), hasWork: hook => hook.Name != "Test");
        run["Stop"].Outcome.ShouldBe(HookOutcome.NotNeeded);
        new RunReport(run.Reports, TimeSpan.Zero, Interrupted: false).Succeeded.ShouldBeTrue();
    }

    [TestMethod]
    public void Where_all_that_it_names_is_skipped_but_something_before_that_ran_there_is()
    {
        Conductor run = new(Make.Plan(Make.Hook("Start"), Make.Hook("Test", "Start"), CleanUp("Stop", "Test")));
        run.End("Start", HookOutcome.Failed).Running.ShouldBe(["Stop"]);
    }

    [TestMethod]
    public void The_failure_of_clean_up_fails_the_run_and_skips_who_depends_on_it()
    {
        Conductor run = new(Make.Plan(Make.Hook("Test"), CleanUp("Stop", "Test"), Make.Hook("After", "Stop")));
        run.End("Test").End("Stop", HookOutcome.TimedOut)["After"].Outcome.ShouldBe(HookOutcome.Skipped);
        new RunReport(run.Reports, TimeSpan.Zero, Interrupted: false).Succeeded.ShouldBeFalse();
    }

    [TestMethod]
    public void Clean_up_waits_for_a_hook_that_gates_nobody()
    {
        Conductor run = new(Make.Plan(Make.Hook("Audit") with { Gates = false }, Make.Hook("Test", "Audit"), CleanUp("Stop", "Test")));
        run.Running.ShouldBe(["Audit", "Test"], ignoreOrder: true);
        run.End("Test").Running.ShouldBe(["Audit"]);
        run.End("Audit", HookOutcome.Failed).Running.ShouldBe(["Stop"]);
    }

    [TestMethod]
    public void Clean_up_comes_with_what_it_names_when_hooks_are_chosen_by_name()
    {
        var plan = Make.Plan(
            Make.Hook("Start"),
            Make.Hook("Test", "Start"),
            CleanUp("Stop", "Test"),
            CleanUp("Delete", "Stop"),
            Make.Hook("Other"),
            CleanUp("Unrelated", "Other"));
        Names(plan, Make.Request() with { Filter = ["Test"] }).ShouldBe(["Start", "Test", "Stop", "Delete"]);
        Names(plan, Make.Request() with { Filter = ["Start"] }).ShouldBe(["Start"]);
        Names(plan, Make.Request() with { Filter = ["Test"], Skip = ["Stop"] }).ShouldBe(["Start", "Test", "Delete"]);
    }

    [TestMethod]
    [DataRow(HookSchedule.Ready)]
    [DataRow(HookSchedule.Waves)]
    [DataRow(HookSchedule.Sequential)]
    public void Nobody_is_held_up_by_a_hook_that_does_not_gate_and_its_failure_fails_the_run(HookSchedule schedule)
    {
        Conductor run = new(
            Make.Plan(Make.Hook("Audit") with { Gates = false }, Make.Hook("Build", "Audit"), Make.Hook("Publish", "Build")),
            Make.Request() with { Schedule = schedule });
        run.End("Build").End("Publish").End("Audit", HookOutcome.Failed)["Publish"].Outcome.ShouldBe(HookOutcome.Succeeded);
        new RunReport(run.Reports, TimeSpan.Zero, Interrupted: false).Succeeded.ShouldBeFalse();
    }

    [TestMethod]
    public void A_hook_that_does_not_gate_comes_with_who_depends_on_it_and_may_depend_on_that_itself()
    {
        var plan = Make.Plan(Make.Hook("Pack", "Inspect"), Make.Hook("Inspect", "Pack") with { Gates = false }, Make.Hook("Other"));
        Names(plan, Make.Request() with { Filter = ["Pack"] }).ShouldBe(["Pack", "Inspect"]);
        Conductor run = new(plan);
        run.Running.ShouldBe(["Pack", "Other"], ignoreOrder: true);
        run.End("Pack").Running.ShouldBe(["Other", "Inspect"], ignoreOrder: true);
    }

    private static PlannedHook CleanUp(string name, params string[] dependsOn) => Make.Hook(name, dependsOn) with { Finally = true };

    private static List<string> Names(HookPlan plan, RunRequest request) =>
        [.. Hooks.Build.Engine.Selecting.HookSelection.Select(plan, request).Hooks.Select(hook => hook.Name)];
}
