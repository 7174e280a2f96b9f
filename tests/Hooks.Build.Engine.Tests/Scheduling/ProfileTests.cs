using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Scheduling;

[TestClass]
public sealed class ProfileTests
{
    [TestMethod]
    public void Selected_profiles_run_at_once() => Run([Of("fast", "A"), Of("slow", "B")]).Running.ShouldBe(["A", "B"]);

    [TestMethod]
    public void A_profile_is_told_when_its_last_hook_ends_while_the_other_runs_on()
    {
        var run = Run([Of("fast", "A"), Of("slow", "B")]).End("A");
        run.Profiles.Single().Profile.ShouldBe("fast");
        run.Profiles.Single().Hooks.Single().Hook.Name.ShouldBe("A");
    }

    [TestMethod]
    public void Fail_fast_in_one_profile_does_not_stop_the_other()
    {
        var run = Run([Of("fast", "A"), Of("fast", "A2", "A"), Of("slow", "B"), Of("slow", "B2", "B")], request => request with { FailFast = true });
        run.End("A", HookOutcome.Failed).IsCancelled("B").ShouldBeFalse();
        run.End("B", "B2")["A2"].Outcome.ShouldBe(HookOutcome.Skipped);
        run["B2"].Outcome.ShouldBe(HookOutcome.Succeeded);
    }

    [TestMethod]
    public void A_critical_failure_in_one_profile_does_not_stop_the_other()
    {
        var run = Run([Of("fast", "A") with { Severity = HookSeverity.Critical }, Of("fast", "A2"), Of("slow", "B")]).End("A", HookOutcome.Failed);
        run.IsCancelled("A2").ShouldBeTrue();
        run.IsCancelled("B").ShouldBeFalse();
    }

    [TestMethod]
    public void A_hook_of_two_profiles_goes_on_while_one_of_them_does()
    {
        var both = Of("fast", "Both") with { Profiles = ["fast", "slow"] };
        var run = Run([Of("fast", "A"), both], request => request with { FailFast = true }).End("A", HookOutcome.Failed);
        run.IsCancelled("Both").ShouldBeFalse();
    }

    [TestMethod]
    public void Only_so_many_profiles_run_at_once_and_the_next_follows()
    {
        var run = Run([Of("fast", "A"), Of("slow", "B")], request => request with { MaxConcurrentProfiles = 1 });
        run.Running.ShouldBe(["A"]);
        run.End("A").Running.ShouldBe(["B"]);
    }

    [TestMethod]
    public void A_dependency_in_a_profile_whose_turn_has_not_come_holds_nothing_up()
    {
        var run = Run([Of("slow", "B"), Of("fast", "A", "B")], request => request with { MaxConcurrentProfiles = 1 });
        run.Running.ShouldBe(["B"]);
        run.End("B").Running.ShouldBe(["A"]);
        run.End("A").IsOver.ShouldBeTrue();
    }

    [TestMethod]
    public void A_profile_without_hooks_in_the_run_takes_no_place()
    {
        PlannedHook[] hooks = [Of("empty", "E") with { Stages = HookStages.Manual }, Of("fast", "A"), Of("slow", "B")];
        var request = Make.Request() with { Profiles = ["empty", "fast", "slow"], MaxConcurrentProfiles = 2, Stage = HookStages.Build };
        new Conductor(Make.Plan(hooks), request).Running.ShouldBe(["A", "B"]);
    }

    [TestMethod]
    public void A_stopped_profile_makes_room_for_the_next()
    {
        var run = Run([Of("fast", "A"), Of("fast", "A2", "A"), Of("slow", "B")], request => request with { MaxConcurrentProfiles = 1, FailFast = true });
        run.End("A", HookOutcome.Failed).Running.ShouldBe(["B"]);
    }

    [TestMethod]
    public void Waves_do_not_wait_for_a_profile_whose_turn_has_not_come()
    {
        var run = Run(
            [Of("fast", "A"), Of("fast", "A2", "A"), Of("slow", "B")], request => request with { MaxConcurrentProfiles = 1, Schedule = HookSchedule.Waves });
        run.End("A").Running.ShouldBe(["A2"]);
    }

    private static PlannedHook Of(string profile, string name, params string[] dependsOn) => Make.Hook(name, dependsOn) with { Profiles = [profile] };

    private static Conductor Run(PlannedHook[] hooks, Func<RunRequest, RunRequest>? change = null)
    {
        var request = Make.Request() with { Profiles = ["fast", "slow"] };
        return new Conductor(Make.Plan(hooks), change?.Invoke(request) ?? request);
    }
}
