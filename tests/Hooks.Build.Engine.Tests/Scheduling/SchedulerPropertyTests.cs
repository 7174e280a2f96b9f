using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Tests.Scheduling;

/// <summary>The laws of a run, on random graphs of random hooks that end in a random order with random outcomes.</summary>
[TestClass]
public sealed class SchedulerPropertyTests
{
    [TestMethod]
    public void Every_selected_hook_ends_exactly_once_and_no_other() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed);
            run.Play();
            run.Reports.Select(report => report.Hook.Index).ShouldBe(run.Selection.Hooks.Select(hook => hook.Index), ignoreOrder: true);
            run.Events.Count(what => what.StartsWith("start", StringComparison.Ordinal)).ShouldBe(run.Reports.Count(report => report.Ran));
        });

    [TestMethod]
    public void A_hook_starts_after_all_it_waits_for() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed);
            run.OnBegin = (hook, _) => run.Selection.Order.DependenciesOf(hook.Index).ShouldBeSubsetOf(run.Ended.Keys);
            run.Play();
        });

    [TestMethod]
    public void A_hook_starts_only_when_its_gates_did_not_fail() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed);
            run.OnStart = hook => run.Selection.Prerequisites.DependenciesOf(hook.Index).ShouldAllBe(gate => !run.Blocks(gate));
            run.Play();
        });

    [TestMethod]
    public void A_hook_is_ready_once_before_it_starts_and_when_all_it_waits_for_has_ended_in_its_favour() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed, interruptible: seed % 2 == 0);
            HashSet<int> ready = [];
            run.OnReady = hook =>
            {
                ready.Add(hook.Index).ShouldBeTrue();
                run.Events.ShouldNotContain($"start {hook.Name}");
                run.Selection.Order.DependenciesOf(hook.Index).ShouldBeSubsetOf(run.Ended.Keys);
                run.Selection.Prerequisites.DependenciesOf(hook.Index).ShouldAllBe(gate => !run.Blocks(gate));
            };
            run.OnStart = hook => ready.ShouldContain(hook.Index);
            run.Play();
        });

    [TestMethod]
    public void No_more_hooks_run_than_allowed() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed);
            run.OnBegin = (_, running) => running.Count.ShouldBeLessThanOrEqualTo(run.Request.Schedule == HookSchedule.Sequential
                ? 1
                : run.Request.MaxParallel);
            run.Play();
        });

    [TestMethod]
    public void What_runs_together_weighs_no_more_than_allowed() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed);
            run.OnBegin = (_, running) => (running.Count == 1 || running.Sum(run.WeightOf) <= run.Request.Cores + 1e-6).ShouldBeTrue();
            run.Play();
        });

    [TestMethod]
    public void Hooks_with_a_common_lock_never_run_together() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed);
            run.OnBegin = (hook, running) => running.Where(other => other != hook).ShouldAllBe(other => !other.Locks.Intersect(hook.Locks).Any());
            run.Play();
        });

    [TestMethod]
    public void A_writer_never_runs_with_who_reads_or_writes_the_same() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed);
            run.OnBegin = (hook, running) => running.Where(other => other != hook)
                .ShouldAllBe(other => !hook.Writes.Intersect(other.Reads.Concat(other.Writes)).Any()
                    && !other.Writes.Intersect(hook.Reads.Concat(hook.Writes)).Any());
            run.Play();
        });

    [TestMethod]
    public void A_hook_ends_after_all_it_waits_for_unless_it_is_skipped() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed, interruptible: true);
            run.Play();
            List<int> ended = [];
            foreach (var report in run.Reports)
            {
                if (report.Outcome != HookOutcome.Skipped)
                {
                    run.Selection.Order.DependenciesOf(report.Hook.Index).ShouldBeSubsetOf(ended);
                }

                ended.Add(report.Hook.Index);
            }
        });

    [TestMethod]
    public void A_wave_starts_after_the_waves_before_it() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed, request => request with { Schedule = HookSchedule.Waves, MaxConcurrentProfiles = 0 });
            var waves = run.Selection.Order.Waves();
            run.OnStart = hook => run.Selection.Hooks.Where(other => !IsAside(run, other) && waves[other.Index] < waves[hook.Index])
                .ShouldAllBe(other => run.Ended.ContainsKey(other.Index));
            run.Play();
        });

    private static bool IsAside(RandomRun run, PlannedHook hook)
    {
        var behind = run.Selection.Order.Closure([hook.Index]);
        return run.Selection.Plan.Hooks.Any(other => behind[other.Index] && (!other.Gates || other.Finally));
    }

    [TestMethod]
    public void Without_profiles_nothing_starts_after_a_failure_that_stops_the_run() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed, request => request with { Profiles = [] });
            run.OnStart = hook => (hook.Finally
                || run.Ended.Values.All(report => !(report.IsBlocking && (run.Request.FailFast || report.Hook.Severity == HookSeverity.Critical))))
                    .ShouldBeTrue();
            run.Play();
        });

    [TestMethod]
    public void Nothing_but_clean_up_starts_after_an_interruption() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed, interruptible: true);
            run.OnStart = hook => (hook.Finally || !run.IsInterrupted).ShouldBeTrue();
            run.Play();
            run.Reports.Count.ShouldBe(run.Selection.Hooks.Count);
        });

    [TestMethod]
    public void A_profile_is_told_once_when_its_last_hook_has_ended() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed);
            run.Play();
            foreach (var profile in run.Selection.Profiles.Where(profile => run.Selection.Hooks.Any(hook => hook.Profiles.Contains(
                profile, StringComparer.Ordinal))))
            {
                var told = run.Events.IndexOf($"profile {profile}");
                told.ShouldBeGreaterThanOrEqualTo(0);
                run.Events.LastIndexOf($"profile {profile}").ShouldBe(told);
                run.Selection.Hooks.Where(hook => hook.Profiles.Contains(profile, StringComparer.Ordinal))
                    .ShouldAllBe(hook => run.Events.FindIndex(what => what.StartsWith($"end {hook.Name} ", StringComparison.Ordinal)) < told);
            }
        });

    [TestMethod]
    public void The_same_seed_gives_the_same_run() =>
        Dice.ForEachSeed(
            seed =>
            {
                RandomRun first = new(seed);
                first.Play();
                RandomRun second = new(seed);
                second.Play();
                second.Events.ShouldBe(first.Events);
            },
            times: 50);
}
