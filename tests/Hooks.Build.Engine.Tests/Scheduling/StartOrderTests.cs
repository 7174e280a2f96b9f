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
        Conductor run = new(Make.Plan(Make.Hook("A"), Make.Hook("A2", "A"), Make.Hook("Long")), Make.Request() with { Cores = 1 }, forecasts: Learned(1, 1, 30));
        run.Running.ShouldBe(["Long"]);
    }

    [TestMethod]
    public void Where_nothing_is_learned_guesses_still_order() =>
        new Conductor(
            Make.Plan(Make.Hook("Short"), Make.Hook("Long"), Make.Hook("Middle")),
            Make.Request() with { Cores = 1 },
            forecasts: [new HookForecast(TimeSpan.FromSeconds(1), 1, IsLearned: false), new HookForecast(TimeSpan.FromSeconds(3), 1, IsLearned: false), new HookForecast(TimeSpan.FromSeconds(2), 1, IsLearned: false)])
            .EndAll().Reports.Select(report => report.Hook.Name).ShouldBe(["Long", "Middle", "Short"]);

    // Longest first puts 3 2 2 on one core; 3 3 beside 2 2 2 is even.
    [TestMethod]
    public void A_better_order_than_longest_first_is_found_where_there_is_one()
    {
        var model = Model([3, 3, 2, 2, 2], cores: 2);
        ScheduleSimulation simulation = new(model);
        simulation.Play(StartOrder.ByPath(model)).ShouldBe(7);
        simulation.Play(StartOrder.Find(model)).ShouldBe(6);
    }

    [TestMethod]
    public void The_order_found_is_never_worse_than_longest_path_first() =>
        Dice.ForEachSeed(seed =>
        {
            var (model, _, _) = RandomModel(new Dice(seed));
            ScheduleSimulation simulation = new(model);
            var path = simulation.Play(StartOrder.ByPath(model));
            var found = simulation.Play(StartOrder.Find(model));
            found.ShouldBeLessThanOrEqualTo(path);
            found.ShouldBeGreaterThanOrEqualTo(model.LowerBound() - 1e-9);
        });

    [TestMethod]
    public void The_order_found_has_every_hook_once_and_is_the_same_each_time() =>
        Dice.ForEachSeed(
            seed =>
            {
                var (model, _, _) = RandomModel(new Dice(seed));
                var order = StartOrder.Find(model);
                order.Order().ShouldBe(Enumerable.Range(0, model.Hooks.Length));
                StartOrder.Find(model).ShouldBe(order);
            },
            times: 50);

    [TestMethod]
    public void The_scheduler_takes_as_long_as_was_simulated() =>
        Dice.ForEachSeed(seed =>
        {
            var (model, plan, forecasts) = RandomModel(new Dice(seed));
            Conductor run = new(plan, Request(model.Budget.Cores), forecasts: forecasts);
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

            now.ShouldBe(new ScheduleSimulation(model).Play(StartOrder.Find(model)), tolerance: 1e-6);

            int Index(string name) => plan.Hooks.Single(hook => hook.Name == name).Index;
        });

    // One after the other on the way to a fan and from it, and the fan's work on two cores between: the longest path is 7, all work by the cores 5.5.
    [TestMethod]
    public void What_must_come_before_and_after_a_fan_counts_in_the_lower_bound()
    {
        var plan = Make.Plan(Make.Hook("A"), Make.Hook("B", "A"), Make.Hook("C", "A"), Make.Hook("D", "A"), Make.Hook("E", "B", "C", "D"));
        Model(plan, Learned(2, 2, 2, 3, 2), cores: 2).LowerBound().ShouldBe(7.5);
    }

    [TestMethod]
    public void Hooks_that_must_not_run_together_do_not_in_the_simulation()
    {
        var plan = Make.Plan(Make.Hook("A") with { Locks = ["l"] }, Make.Hook("B") with { Locks = ["l"] });
        var model = Model(plan, Learned(2, 3), cores: 4);
        new ScheduleSimulation(model).Play(StartOrder.ByPath(model)).ShouldBe(5);
    }

    [TestMethod]
    public void Played_backwards_a_fan_takes_as_long()
    {
        var model = Model(Make.Plan(Make.Hook("A"), Make.Hook("B", "A"), Make.Hook("C", "A")), Learned(2, 3, 4), cores: 4);
        new ScheduleSimulation(model).Play([2, 1, 0], backwards: true).ShouldBe(6);
    }

    private static RunRequest Request(int cores) => Make.Request() with { Cores = cores, MaxParallel = 4 };

    private static HookForecast[] Learned(params double[] seconds) => Array.ConvertAll(seconds, time => new HookForecast(TimeSpan.FromSeconds(time), Cores: 1, IsLearned: true));

    private static ScheduleModel Model(double[] seconds, int cores) => Model(Make.Plan([.. seconds.Select((_, i) => Make.Hook($"H{i}"))]), Learned(seconds), cores);

    private static ScheduleModel Model(HookPlan plan, HookForecast[] forecasts, int cores)
    {
        var selection = HookSelection.Select(plan, Request(cores));
        return new ScheduleModel(selection, forecasts, HookLoad.OfAll(selection, forecasts, cores), new ConflictTable(selection, fixing: false), new CoreBudget(4, cores), selection.Order.TopologicalOrder());
    }

    private static (ScheduleModel Model, HookPlan Plan, HookForecast[] Forecasts) RandomModel(Dice dice)
    {
        var count = 3 + dice.Below(20);
        var plan = Make.Plan([.. Enumerable.Range(0, count).Select(i => Make.Hook($"H{i}", [.. Enumerable.Range(0, i).Where(_ => dice.OneIn(8)).Select(other => $"H{other}")]) with
        {
            Locks = dice.OneIn(4) ? [dice.Of("a", "b")] : [],
        })]);
        HookForecast[] forecasts = [.. plan.Hooks.Select(_ => new HookForecast(TimeSpan.FromTicks(1 + dice.Below(1_000_000_000)), dice.Of(0.01, 0.5, 1, 1, 2.5), IsLearned: true))];
        return (Model(plan, forecasts, 2 + dice.Below(4)), plan, forecasts);
    }
}
