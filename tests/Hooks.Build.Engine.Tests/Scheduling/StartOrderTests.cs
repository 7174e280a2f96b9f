using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Scheduling;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Scheduling;

[TestClass]
public sealed class StartOrderTests
{
    [TestMethod]
    public void The_longest_remaining_time_goes_first_not_the_most_hooks()
    {
        Conductor run = new(
            Make.Plan(Make.Hook("A"), Make.Hook("A2", "A"), Make.Hook("Long")), Make.Request() with { Cores = 1 }, forecasts: Learned(1, 1, 30));
        run.Running.ShouldBe(["Long"]);
    }

    [TestMethod]
    public void Where_nothing_is_learned_guesses_still_order() =>
        new Conductor(
            Make.Plan(Make.Hook("Short"), Make.Hook("Long"), Make.Hook("Middle")),
            Make.Request() with { Cores = 1 },
            forecasts: [
                new HookForecast(TimeSpan.FromSeconds(1), 1, IsLearned: false),
                new HookForecast(TimeSpan.FromSeconds(3), 1, IsLearned: false),
                new HookForecast(TimeSpan.FromSeconds(2), 1, IsLearned: false)])
            .EndAll().Reports.Select(report => report.Hook.Name).ShouldBe(["Long", "Middle", "Short"]);

    [TestMethod]
    public void Those_of_which_only_one_may_run_go_before_longer_ones()
    {
        var plan = Make.Plan(Make.Hook("X"), Make.Hook("Y"), Make.Hook("A") with { Locks = ["l"] }, Make.Hook("B") with { Locks = ["l"] });
        Order(plan, Learned(4, 4, 3, 3)).ShouldBe([2, 3, 0, 1]);
        Simulated(plan, Learned(4, 4, 3, 3), cores: 2).ShouldBe(8);
    }

    [TestMethod]
    public void The_order_has_every_hook_once_and_is_the_same_each_time() =>
        Dice.ForEachSeed(
            seed =>
            {
                var (plan, forecasts, _) = RandomPlan(new Dice(seed));
                var order = Order(plan, forecasts);
                order.Order().ShouldBe(Enumerable.Range(0, plan.Hooks.Count));
                Order(plan, forecasts).ShouldBe(order);
            },
            times: 50);

    [TestMethod]
    public void The_scheduler_takes_as_long_as_was_simulated() =>
        Dice.ForEachSeed(seed =>
        {
            var (plan, forecasts, cores) = RandomPlan(new Dice(seed));
            Conductor run = new(plan, Request(cores), forecasts: forecasts);
            Dictionary<string, double> ends = new(StringComparer.Ordinal);
            var now = 0.0;
            while (!run.IsOver)
            {
                foreach (var name in run.Running)
                {
                    _ = ends.TryAdd(name, now + forecasts[Index(name)].Duration.TotalSeconds);
                }

                var next = run.Running.MinBy(name => ends[name])!;
                _ = run.Wait(ends[next] - now);
                now = ends[next];
                _ = run.End(next);
            }

            now.ShouldBe(Simulated(plan, forecasts, cores), tolerance: 1e-6);

            int Index(string name) => plan.Hooks.Single(hook => hook.Name == name).Index;
        });

    [TestMethod]
    public void Hooks_that_must_not_run_together_do_not_in_the_simulation() =>
        Simulated(Make.Plan(Make.Hook("A") with { Locks = ["l"] }, Make.Hook("B") with { Locks = ["l"] }), Learned(2, 3), cores: 4).ShouldBe(5);

    private static RunRequest Request(int cores) => Make.Request() with { Cores = cores, MaxParallel = 4 };

    private static HookForecast[] Learned(params double[] seconds) =>
        Array.ConvertAll(seconds, time => new HookForecast(TimeSpan.FromSeconds(time), Cores: 1, IsLearned: true));

    private static int[] Order(HookPlan plan, HookForecast[] forecasts)
    {
        var selection = HookSelection.Select(plan, Make.Request());
        return StartOrder.Of(selection, forecasts, new ConflictTable(selection, fixing: false), selection.Order.TopologicalOrder());
    }

    private static double Simulated(HookPlan plan, HookForecast[] forecasts, int cores)
    {
        var selection = HookSelection.Select(plan, Request(cores));
        return ScheduleSimulation.Play(selection, forecasts, new ConflictTable(selection, fixing: false), maxParallel: 4, cores);
    }

    private static (HookPlan Plan, HookForecast[] Forecasts, int Cores) RandomPlan(Dice dice)
    {
        var count = 3 + dice.Below(20);
        var plan = Make.Plan([.. Enumerable.Range(0, count)
            .Select(i => Make.Hook($"H{i}", [.. Enumerable.Range(0, i).Where(_ => dice.OneIn(8)).Select(other => $"H{other}")]) with
            {
                Locks = dice.OneIn(4) ? [dice.Of("a", "b")] : [],
            })]);
        HookForecast[] forecasts = [.. plan.Hooks.Select(_ => new HookForecast(
            TimeSpan.FromTicks(1 + dice.Below(1_000_000_000)), dice.Of(0.01, 0.5, 1, 1, 2.5), IsLearned: true))];
        return (plan, forecasts, 2 + dice.Below(4));
    }
}
