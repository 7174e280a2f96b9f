using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Scheduling;

namespace Hooks.Build.Engine.Tests.Statistics;

[TestClass]
public sealed class AdvisorTests
{
    private static readonly HookPlan Chain = Make.Plan(
        Make.Hook("Format") with { Files = ["**"] }, Make.Hook("Test", "Format") with { Files = ["**"] }, Make.Hook("Lint") with { Files = ["**"] });

    [TestMethod]
    public void A_hook_on_the_critical_path_is_told_with_what_half_of_it_would_save()
    {
        using PastRuns log = new();
        WriteChain(log, runs: 12);
        var advice = log.Advice(Chain).Where(advice => advice.Kind == AdviceKind.CriticalPath).ToList();
        advice[0].Hooks.ShouldBe(["Test"]);
        advice[0].Saves.ShouldNotBeNull().TotalSeconds.ShouldBe(4, 0.01);
        advice[0].Text.ShouldBe(
            "Test is on the critical path of 100 % of 12 runs at PreCommit and takes 8.0 s; in half of that a run would take 4.0 s less (median of 12 runs, simulated)");
        advice.ShouldNotContain(one => one.Hooks[0] == "Lint");
    }

    [TestMethod]
    public void Few_runs_say_nothing_but_how_many_are_needed()
    {
        using PastRuns log = new();
        WriteChain(log, runs: 9);
        log.Advice(Chain).ShouldBeEmpty();
        Advisor.TooFew(RunStatistics.Of(log.Read(PastRuns.LastDays(7)), []))
            .ShouldBe("advice needs 10 whole runs of a stage; the most there are is 9, of PreCommit");
    }

    [TestMethod]
    public void Runs_that_take_another_time_when_they_are_played_again_promise_none()
    {
        using PastRuns log = new();
        for (var i = 1; i <= 12; i++)
        {
            // One after the other, though the graph and the cores let all run at once.
            log.Add(i * 0.1, [PastRuns.Ran(Chain.Hooks[2], 0, 10), PastRuns.Ran(Chain.Hooks[0], 10, 1), PastRuns.Ran(Chain.Hooks[1], 11, 10)]);
        }

        log.Advice(Chain).ShouldNotContain(advice => advice.Saves != null);
    }

    [TestMethod]
    public void Hooks_that_the_plan_has_no_more_are_none_of_its_business()
    {
        using PastRuns log = new();
        WriteChain(log, runs: 12);
        log.Advice(Make.Plan(Make.Hook("Other"))).ShouldBeEmpty();
    }

    [TestMethod]
    public void A_hook_that_never_failed_at_commits_is_told_with_what_a_commit_without_it_would_save()
    {
        using PastRuns log = new();
        WriteChain(log, runs: 31);
        var advice = log.Advice(Chain).Single(advice => advice.Kind == AdviceKind.LaterStage && advice.Hooks[0] == "Test");
        advice.Saves.ShouldNotBeNull().TotalSeconds.ShouldBe(7, 0.01);
        log.Add(0.05, [PastRuns.Ran(Chain.Hooks[1], 0, 8, HookOutcome.Failed)]);
        log.Advice(Chain).ShouldNotContain(one => one.Kind == AdviceKind.LaterStage && one.Hooks[0] == "Test");
    }

    [TestMethod]
    public void A_hook_that_waits_for_a_lock_is_told_with_who_has_it()
    {
        var plan = Make.Plan(Make.Hook("A") with { Locks = ["db"], Files = ["**"] }, Make.Hook("B") with { Locks = ["db"], Files = ["**"] });
        using PastRuns log = new();
        for (var i = 1; i <= 10; i++)
        {
            log.Add(i * 0.1, [PastRuns.Ran(plan.Hooks[0], 0, 3), PastRuns.Ran(plan.Hooks[1], 3, 3) with { Queued = TimeSpan.FromSeconds(3) }]);
        }

        var advice = log.Advice(plan).Single(advice => advice.Kind == AdviceKind.Waiting);
        (advice.Hooks[0], advice.Saves).ShouldBe(("B", TimeSpan.FromSeconds(3)));
        advice.Text.ShouldContain("B waits 3.0 s at PreCommit (mean of 10 runs), also for what A has");
    }

    [TestMethod]
    public void A_hook_that_waits_for_cores_is_told_with_what_more_of_them_would_save()
    {
        var plan = Make.Plan(Make.Hook("A") with { Files = ["**"] }, Make.Hook("B") with { Files = ["**"] });
        using PastRuns log = new();
        for (var i = 1; i <= 10; i++)
        {
            log.Add(i * 0.1, [PastRuns.Ran(plan.Hooks[0], 0, 3), PastRuns.Ran(plan.Hooks[1], 3, 3) with { Queued = TimeSpan.FromSeconds(3) }], cores: 1);
        }

        log.Advice(plan)
            .Single(advice =>
                advice.Kind == AdviceKind.Waiting).Text.ShouldStartWith(
                    "B waits at PreCommit 3.0 s (mean of 10 runs); on twice as many cores a run would take 3.0 s less");
    }

    [TestMethod]
    public void Hooks_that_run_whatever_was_changed_and_those_that_start_dotnet_are_told_with_their_time()
    {
        var plan = Make.Plan(
            Make.Hook("Lint") with { Command = [["/usr/bin/dotnet", "format"]] },
            Make.Hook("Test") with { Command = [["dotnet.exe", "test"]], Files = ["**"] }, Make.Hook("Quick") with { Command = [["true"]] });
        using PastRuns log = new();
        for (var i = 1; i <= 10; i++)
        {
            log.Add(i * 0.1, [PastRuns.Ran(plan.Hooks[0], 0, 2), PastRuns.Ran(plan.Hooks[1], 0, 1), PastRuns.Ran(plan.Hooks[2], 0, 0.1)], HookStages.Build);
        }

        var advice = log.Advice(plan);
        advice.Single(one =>
            one.Kind == AdviceKind.NoFiles).Text.ShouldBe(
                "Lint has neither Files nor Reads: it ran in 10 of 10 runs at Build, whatever was changed, for 2.0 s each and 20.0 s in all");
        advice.Single(one =>
            one.Kind == AdviceKind.SeparateStarts).Text.ShouldStartWith(
                "2 hooks start dotnet each for itself at Build (Lint, Test): 3.0 s a run together (median of 10 runs)");
        advice.ShouldNotContain(one => one.Hooks.Contains("Quick", StringComparer.Ordinal));
    }

    [TestMethod]
    public void A_flaky_hook_and_one_that_became_slower_are_told()
    {
        using PastRuns log = new();
        var hook = Make.Hook("A") with { Files = ["**"] };
        for (var i = 1; i <= 20; i++)
        {
            log.Add(14 - (i * 0.1), [PastRuns.Ran(hook, 0, 2)], HookStages.Build);
        }

        for (var i = 1; i <= 20; i++)
        {
            log.Add(7 - (i * 0.1), [PastRuns.Ran(hook, 0, 3) with { PassedOnRetry = i % 10 == 0, Attempts = 2 }], HookStages.Build);
        }

        var advice = log.Advice(Make.Plan(hook));
        advice.Single(one =>
            one.Kind == AdviceKind.Flaky).Text.ShouldStartWith(
                "A failed first and passed when it was tried again on the same files, in 2 of 20 runs at Build (10 %)");
        advice.Single(one =>
            one.Kind == AdviceKind.Slower).Text.ShouldBe("A takes 3.0 s at Build, 50 % more than the 2.0 s of the window before (medians of 20 and 20 runs)");
    }

    // With room for all the end is that of the longest path: what is promised is the difference of two longest paths.
    [TestMethod]
    public void What_is_promised_for_a_hook_on_the_critical_path_is_the_difference_of_the_longest_paths() =>
        Dice.ForEachSeed(
            seed =>
            {
                Dice dice = new(seed);
                var plan = Make.Plan([.. Enumerable.Range(0, 1 + dice.Below(8))
                    .Select(index => Make.Hook(
                        $"H{index}", [.. Enumerable.Range(0, index).Where(_ => dice.OneIn(3)).Select(other => $"H{other}")]) with { Files = ["**"] })]);
                double[] seconds = [.. plan.Hooks.Select(_ => 1.0 + dice.Below(20))];
                var ends = Ends(plan, seconds);
                using PastRuns log = new();
                for (var i = 1; i <= 10; i++)
                {
                    log.Add(
                        i * 0.1,
                        [.. plan.Hooks.OrderBy(hook => ends[hook.Index])
                            .Select(hook => PastRuns.Ran(hook, ends[hook.Index] - seconds[hook.Index], seconds[hook.Index]))],
                        cores: 64);
                }

                foreach (var advice in log.Advice(plan).Where(advice => advice.Kind == AdviceKind.CriticalPath))
                {
                    var hook = plan.Hooks.Single(hook => hook.Name == advice.Hooks[0]).Index;
                    var shorter = Ends(plan, [.. seconds.Select((time, index) => index == hook ? time / 2 : time)]).Max();
                    advice.Saves.ShouldNotBeNull().TotalSeconds.ShouldBe(ends.Max() - shorter, 0.01);
                }
            },
            times: 60);

    private static double[] Ends(HookPlan plan, double[] seconds)
    {
        var ends = new double[seconds.Length];
        foreach (var hook in plan.Order.TopologicalOrder())
        {
            ends[hook] = seconds[hook] + plan.Order.DependenciesOf(hook).Select(other => ends[other]).DefaultIfEmpty().Max();
        }

        return ends;
    }

    // Lint beside a chain: 1 s of Format and 8 s of Test, 2 s of Lint.
    private static void WriteChain(PastRuns log, int runs)
    {
        for (var i = 1; i <= runs; i++)
        {
            log.Add(i * 0.1, [PastRuns.Ran(Chain.Hooks[2], 0, 2), PastRuns.Ran(Chain.Hooks[0], 0, 1), PastRuns.Ran(Chain.Hooks[1], 1, 8)]);
        }
    }
}
