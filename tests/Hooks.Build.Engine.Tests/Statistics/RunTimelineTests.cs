using Hooks.Build.Engine.Statistics;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Scheduling;

namespace Hooks.Build.Engine.Tests.Statistics;

[TestClass]
public sealed class RunTimelineTests
{
    [TestMethod]
    public void Hooks_have_the_lanes_the_path_and_the_arrows_of_their_run()
    {
        var plan = Make.Plan(Make.Hook("Format"), Make.Hook("Left out", "Format"), Make.Hook("Test", "Left out"), Make.Hook("Lint"), Make.Hook("Pack", "Test"));
        using PastRuns log = new();
        log.Add(
            1,
            [PastRuns.Ran(
                plan.Hooks[0],
                0,
                1), PastRuns.Ran(
                    plan.Hooks[3],
                    0,
                    4), PastRuns.Ran(plan.Hooks[2], 1, 8), PastRuns.Ran(Make.Hook("Gone"), 4, 1), PastRuns.Ran(plan.Hooks[4], 0, 0, HookOutcome.Skipped)]);
        var hooks = RunTimeline.Of(plan, log.Read(PastRuns.LastDays(7)).Runs[0]);
        hooks.Select(hook => (hook.Hook.Hook, hook.Lane, hook.IsCritical))
            .ShouldBe([("Format", 0, true), ("Lint", 1, false), ("Pack", -1, false), ("Test", 0, true), ("Gone", 1, false)]);
        hooks.Select(hook => string.Join(' ', hook.After.Select(other => hooks[other].Hook.Hook))).ShouldBe(["", "", "Test", "Format", ""]);
    }

    [TestMethod]
    public void There_are_as_many_lanes_as_hooks_at_a_time_and_in_a_lane_one_follows_the_other() =>
        Dice.ForEachSeed(
            seed =>
            {
                Dice dice = new(seed);
                var plan = Make.Plan([.. Enumerable.Range(0, 1 + dice.Below(20)).Select(i => Make.Hook($"H{i}"))]);
                using PastRuns log = new();
                log.Add(1, [.. plan.Hooks.Select(hook => PastRuns.Ran(hook, dice.Below(20), 1 + dice.Below(10)))]);
                var hooks = RunTimeline.Of(plan, log.Read(PastRuns.LastDays(7)).Runs[0]);
                foreach (var lane in hooks.GroupBy(hook => hook.Lane))
                {
                    lane.Zip(lane.Skip(1)).ShouldAllBe(pair => pair.First.Hook.Start + pair.First.Hook.Duration <= pair.Second.Hook.Start);
                }

                hooks.Max(hook => hook.Lane + 1)
                    .ShouldBe(hooks.Max(one => hooks.Count(other => other.Hook.Start <= one.Hook.Start
                        && other.Hook.Start + other.Hook.Duration > one.Hook.Start)));
            },
            times: 100);
}
