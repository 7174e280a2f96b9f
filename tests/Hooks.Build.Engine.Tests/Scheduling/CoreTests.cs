using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Scheduling;

/// <summary>Who runs beside whom on how many cores, and what of them is given back.</summary>
[TestClass]
public sealed class CoreTests
{
    [TestMethod]
    public void Four_hooks_that_were_seen_to_sleep_run_at_once_on_two_cores() =>
        Run(2, [.. Enumerable.Range(0, 4).Select(i => ($"H{i}", (double?)0.01))]).Running.Count.ShouldBe(4);

    [TestMethod]
    public void Hooks_of_which_nothing_is_known_take_a_core_each() => Run(2, ("A", null), ("B", null), ("C", null)).Running.ShouldBe(["A", "B"]);

    [TestMethod]
    public void Hooks_that_sleep_leave_the_cores_to_hooks_that_compute() =>
        Run(2, ("S1", 0.02), ("C1", 1), ("S2", 0.02), ("C2", 1), ("C3", 1)).Running.ShouldBe(["S1", "C1", "S2", "C2"]);

    [TestMethod]
    public void However_little_hooks_weigh_no_more_run_than_allowed() =>
        new Conductor(
            Make.Plan(Make.Hook("A"), Make.Hook("B"), Make.Hook("C")),
            Make.Request() with { MaxParallel = 2 },
            forecasts: Learned(0, 0, 0)).Running.ShouldBe(["A", "B"]);

    [TestMethod]
    public void Learned_weights_add_up_to_the_cores_of_the_run() => Run(4, ("A", 2.5), ("B", 1.8), ("C", 1.5)).Running.ShouldBe(["A", "C"]);

    [TestMethod]
    public void A_declared_weight_counts_whatever_was_learned()
    {
        Conductor run = new(Make.Plan(Make.Hook("A") with { Cores = 2 }, Make.Hook("B")), Make.Request() with { Cores = 2 }, forecasts: Learned(0.01, 0.5));
        run.Running.ShouldBe(["A"]);
        run.CoresOf("A").ShouldBe(2);
    }

    [TestMethod]
    public void A_hook_that_was_seen_to_use_more_cores_than_there_are_runs_alone()
    {
        var run = Run(2, ("Heavy", 7), ("Light", 0.2));
        run.Running.ShouldBe(["Heavy"]);
        run.CoresOf("Heavy").ShouldBe(2);
        run.End("Heavy").Running.ShouldBe(["Light"]);
    }

    [TestMethod]
    public void A_hook_is_given_what_it_was_seen_to_use_rounded_up()
    {
        var run = Run(8, ("Sleeps", 0.01), ("Computes", 2.2));
        run.CoresOf("Sleeps").ShouldBe(1);
        run.CoresOf("Computes").ShouldBe(3);
    }

    [TestMethod]
    public void A_hook_of_which_nothing_is_known_is_given_what_the_others_leave()
    {
        var run = Run(8, ("Known", 2.2), ("Unknown", null));
        run.CoresOf("Unknown").ShouldBe(5);
        run.End("Known", "Unknown")["Unknown"].Cores.ShouldBe(5);
    }

    [TestMethod]
    public void A_hook_tells_how_long_it_waited_though_it_was_ready()
    {
        var run = Run(1, ("A", null), ("B", null)).Wait(3).End("A").Wait(2).End("B");
        run["A"].Queued.ShouldBe(TimeSpan.Zero);
        run["B"].Queued.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [TestMethod]
    public void Time_spent_waiting_for_what_it_depends_on_is_not_spent_in_the_queue()
    {
        var run = new Conductor(Make.Plan(Make.Hook("A"), Make.Hook("B", "A"))).Wait(3).End("A").Wait(2).End("B");
        run["B"].Queued.ShouldBe(TimeSpan.Zero);
    }

    [TestMethod]
    public void Cores_that_the_rest_cannot_use_are_given_back_once()
    {
        var run = Run(8, ("A", 3), ("B", 2), ("C", 1));
        run.Released.ShouldBe([2]);
        run.End("A").Released.ShouldBe([2, 3]);
        run.End("C").Released.ShouldBe([2, 3, 1]);
        run.End("B").Released.ShouldBe([2, 3, 1]);
    }

    [TestMethod]
    public void One_core_always_stays()
    {
        var run = Run(4, ("A", 0.01), ("B", 0.01)).EndAll();
        run.Released.ShouldBe([3]);
    }

    [TestMethod]
    public void Nothing_is_given_back_while_a_hook_of_which_nothing_is_known_may_be_given_it()
    {
        Conductor run = new(
            Make.Plan(Make.Hook("A"), Make.Hook("B", "A")),
            Make.Request() with { Cores = 4 },
            forecasts: [new HookForecast(TimeSpan.FromSeconds(1), 1, IsLearned: true), default]);
        run.Released.ShouldBeEmpty();
        run.End("A").CoresOf("B").ShouldBe(4);
        run.End("B").Released.ShouldBeEmpty();
    }

    [TestMethod]
    public void A_hook_that_waits_keeps_the_cores_it_needs()
    {
        Conductor run = new(Make.Plan(Make.Hook("A"), Make.Hook("B", "A")), Make.Request() with { Cores = 4 }, forecasts: Learned(1, 3));
        run.Released.ShouldBeEmpty();
        run.End("A").Released.ShouldBe([1]);
        run.CoresOf("B").ShouldBe(3);
    }

    [TestMethod]
    public void One_at_a_time_needs_the_cores_of_the_heaviest() =>
        new Conductor(
            Make.Plan(Make.Hook("A"), Make.Hook("B")),
            Make.Request() with { Schedule = HookSchedule.Sequential },
            forecasts: Learned(1, 2)).Released.ShouldBe([6]);

    private static HookForecast[] Learned(params double[] cores) =>
        Array.ConvertAll(cores, weight => new HookForecast(TimeSpan.FromSeconds(1), weight, IsLearned: true));

    private static Conductor Run(int cores, params (string Name, double? Weight)[] hooks) => new(
        Make.Plan(Array.ConvertAll(hooks, hook => Make.Hook(hook.Name))),
        Make.Request() with { Cores = cores },
        forecasts: Array.ConvertAll(hooks, hook => new HookForecast(TimeSpan.FromSeconds(1), hook.Weight ?? 1, hook.Weight is not null)));
}
