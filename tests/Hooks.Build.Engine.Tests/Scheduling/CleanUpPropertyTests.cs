using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Tests.Scheduling;

/// <summary>The laws of hooks that clean up and of hooks that gate nobody, on random graphs.</summary>
[TestClass]
public sealed class CleanUpPropertyTests
{
    [TestMethod]
    public void Clean_up_starts_after_all_that_it_depends_on_directly_or_not_has_ended() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed, interruptible: seed % 2 == 0);
            run.OnStart = hook =>
            {
                if (hook.Finally)
                {
                    DependedOn(run, hook).Where(other => other != hook.Index && run.Selection.Selected[other]).ShouldBeSubsetOf(run.Ended.Keys);
                }
            };
            run.Play();
        });

    [TestMethod]
    public void Clean_up_runs_whenever_something_ran_that_it_depends_on_and_never_else() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed, interruptible: seed % 2 == 0);
            run.Play();
            foreach (var report in run.Reports.Where(report => report.Hook.Finally))
            {
                var isNeeded = DependedOn(run, report.Hook)
                    .Any(other => other != report.Hook.Index && run.Ended.TryGetValue(other, out var before) && before.Ran);
                (report.Ran || report.Outcome == HookOutcome.NoFiles || (run.IsInterrupted && report.Outcome == HookOutcome.Skipped)).ShouldBe(isNeeded);
            }
        });

    [TestMethod]
    public void Without_an_interruption_nothing_ends_clean_up() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed);
            run.OnCancelled = name => run.Selection.Hooks.Single(hook => hook.Name == name).Finally.ShouldBeFalse();
            run.Play();
        });

    [TestMethod]
    public void Nobody_waits_for_a_hook_that_does_not_gate() =>
        Dice.ForEachSeed(seed =>
        {
            // With room for all, whoever is not behind clean-up (order holds through what is not selected) ends while hooks that gate nobody run on and on.
            RandomRun run = new(seed, request => request with { MaxParallel = 64, Cores = 1000, MaxConcurrentProfiles = 0 }, apart: false);
            run.Choose = running =>
            {
                List<PlannedHook> gating = [.. running.Where(hook => hook.Gates)];
                if (gating.Count > 0)
                {
                    return gating;
                }

                var cleanUps = run.Selection.Plan.Hooks.Where(hook => hook.Finally).ToList();
                run.Selection.Hooks.Where(hook => hook.Gates && !cleanUps.Exists(cleanUp => run.Selection.Plan.Order.Closure([hook.Index])[cleanUp.Index]))
                    .ShouldAllBe(hook => run.Ended.ContainsKey(hook.Index));
                return running;
            };
            run.Play();
        });

    [TestMethod]
    public void Nobody_is_skipped_for_the_failure_of_a_hook_that_does_not_gate() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed, request => request with { FailFast = false });
            run.Play();
            run.Reports.Where(report => report.Outcome == HookOutcome.Skipped)
                .ShouldAllBe(report => run.Selection.Plan.Hooks.Where(hook => !hook.Gates)
                    .All(hook => !report.Reason.StartsWith($"'{hook.Name}'", StringComparison.Ordinal)));
        });

    [TestMethod]
    public void A_run_fails_exactly_when_a_hook_failed_with_more_than_a_warning_gating_or_not() =>
        Dice.ForEachSeed(seed =>
        {
            RandomRun run = new(seed);
            run.Play();
            new RunReport(
                run.Reports,
                TimeSpan.Zero,
                Interrupted: false).Succeeded.ShouldBe(!run.Reports.Any(report => report.IsFailure && report.Hook.Severity != HookSeverity.Warning));
        });

    private static IEnumerable<int> DependedOn(RandomRun run, PlannedHook hook)
    {
        var reached = new DependencyGraph(run.Selection.Plan.Requirements).Closure([hook.Index]);
        return Enumerable.Range(0, reached.Length).Where(other => reached[other]);
    }
}
