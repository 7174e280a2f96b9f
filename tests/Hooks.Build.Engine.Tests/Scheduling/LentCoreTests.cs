using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Scheduling;

/// <summary>Of hooks of which nothing was learned it is seen while they run whether they compute.</summary>
[TestClass]
public sealed class LentCoreTests
{
    [TestMethod]
    public void Hooks_that_are_seen_to_wait_make_room_for_more() =>
        Run(2, _ => 0, "A", "B", "C", "D", "E").Wait(0.1).Wait(0.1).Running.ShouldBe(["A", "B", "C", "D", "E"]);

    [TestMethod]
    public void Nobody_is_judged_by_less_than_a_tenth_of_a_second() => Run(2, _ => 0, "A", "B", "C").Wait(0.099).Running.ShouldBe(["A", "B"]);

    [TestMethod]
    public void Hooks_that_compute_keep_their_cores() => Run(2, _ => 1, "A", "B", "C").Wait(0.1).Wait(10).Wait(100).Running.ShouldBe(["A", "B"]);

    [TestMethod]
    public void Of_hooks_that_compute_never_more_run_than_there_are_cores_however_many_wait_beside_them() =>
        Run(2, Computing('C'), "W1", "C1", "W2", "C2", "C3", "W3", "C4").Wait(0.1).Wait(0.1).Wait(0.1).Wait(0.1).Running.ShouldBe(["W1", "C1", "W2", "C2"]);

    [TestMethod]
    public void One_that_waited_at_first_and_computes_then_holds_its_core_again()
    {
        var computes = false;
        var run = Run(1, name => name == "A" && computes ? 1 : 0, "A", "B", "C", "D").Wait(0.1);
        run.Running.ShouldBe(["A", "B"]);
        computes = true;
        run.Wait(0.2).Running.ShouldBe(["A", "B"]);
        run.End("B").Running.ShouldBe(["A"]);
        run.End("A").Running.ShouldBe(["C"]);
    }

    [TestMethod]
    public void One_that_computed_at_its_start_alone_lends_its_core_when_that_is_a_small_part_of_its_time()
    {
        var run = Run(1, (_, ran) => ran < TimeSpan.FromSeconds(0.1) ? ran : TimeSpan.FromSeconds(0.1), "A", "B").Wait(0.1).Wait(0.1).Wait(0.2);
        run.Running.ShouldBe(["A"]);
        run.Wait(0.4).Running.ShouldBe(["A", "B"]);
    }

    [TestMethod]
    public void Nobody_is_looked_at_where_no_hook_waits_for_cores() =>
        Run(2, (_, _) => throw new InvalidOperationException("looked at"), "A", "B").Wait(5).End("A").Wait(5).End("B").IsOver.ShouldBeTrue();

    [TestMethod]
    public void Nobody_is_looked_at_when_all_have_started_though_a_core_was_lent()
    {
        var haveStarted = false;
        var run = Run(1, (_, _) => haveStarted ? throw new InvalidOperationException("looked at") : TimeSpan.Zero, "A", "B").Wait(1);
        run.Running.ShouldBe(["A", "B"]);
        haveStarted = true;
        run.Wait(5).End("A").Wait(5).End("B").IsOver.ShouldBeTrue();
    }

    [TestMethod]
    public void Nobody_is_looked_at_where_more_than_cores_is_in_the_way() => new Conductor(
        Make.Plan(Make.Hook("A") with { Locks = ["x"] }, Make.Hook("B") with { Locks = ["x"] }, Make.Hook("C", "A")),
        Make.Request() with { Cores = 1 },
        wanted: (_, _) => throw new InvalidOperationException("looked at")).Wait(5).Running.ShouldBe(["A"]);

    [TestMethod]
    public void No_more_run_than_are_allowed_at_a_time() =>
        new Conductor(
            Make.Plan(Make.Hook("A"), Make.Hook("B"), Make.Hook("C")),
            Make.Request() with { Cores = 1, MaxParallel = 2 },
            wanted: (_, _) => TimeSpan.Zero).Wait(1).Running.ShouldBe(["A", "B"]);

    [TestMethod]
    public void What_a_hook_declares_and_what_was_learned_of_it_counts_whatever_is_seen()
    {
        Conductor run = new(
            Make.Plan(Make.Hook("Declared") with { Cores = 1 }, Make.Hook("Learned"), Make.Hook("New")),
            Make.Request() with { Cores = 2 },
            forecasts: [default, new HookForecast(TimeSpan.FromSeconds(1), Cores: 1, IsLearned: true), default],
            wanted: (_, _) => TimeSpan.Zero);
        run.Wait(5).Running.ShouldBe(["Declared", "Learned"], ignoreOrder: true);
    }

    [TestMethod]
    public void Csharp_hooks_share_a_process_and_keep_their_cores() =>
        new Conductor(
            Make.Plan(Make.Method("A"), Make.Method("B")),
            Make.Request() with { Cores = 1 },
            wanted: (_, _) => throw new InvalidOperationException("looked at")).Wait(5).Running.Count.ShouldBe(1);

    [TestMethod]
    public void Whatever_hooks_do_those_that_compute_have_a_core_each_and_those_that_wait_keep_nobody_waiting() => Dice.ForEachSeed(seed =>
    {
        Dice dice = new(seed);
        var cores = 1 + dice.Below(3);
        string[] names = [.. Enumerable.Range(0, 1 + dice.Below(8)).Select(number => $"{dice.Of("W", "C")}{number}")];
        var begin = (Conductor run, PlannedHook _) => run.Running.Count(name => name[0] == 'C').ShouldBeLessThanOrEqualTo(cores);
        var run = Run(cores, name => name[0] == 'C' ? dice.Of(0.25, 0.5, 1, 4) : dice.Of(0, 0.1, 0.19), begin, names);
        while (!run.IsOver)
        {
            for (var waits = dice.Below(5); waits > 0; waits--)
            {
                run.Wait(dice.Of(0.001, 0.05, 0.1, 0.3));
            }

            if (run.Running.All(name => name[0] == 'W') && dice.OneIn(2))
            {
                for (var waits = 0; waits < names.Length; waits++)
                {
                    run.Wait(1);
                }

                (run.Running.Any(name => name[0] == 'C') || run.Events.Count(what => what.StartsWith("start", StringComparison.Ordinal)) == names.Length)
                    .ShouldBeTrue();
            }

            run.End(run.Running[dice.Below(run.Running.Count)]);
        }
    });

    private static Func<string, double> Computing(char first) => name => name[0] == first ? 1 : 0;

    private static Conductor Run(int cores, Func<string, double> rate, params string[] names) => Run(cores, rate, (_, _) => { }, names);

    private static Conductor Run(int cores, Func<string, TimeSpan, TimeSpan> wanted, params string[] names) => Run(cores, wanted, (_, _) => { }, names);

    // By how many cores each hook keeps busy from one look to the next.
    private static Conductor Run(int cores, Func<string, double> rate, Action<Conductor, PlannedHook> began, params string[] names)
    {
        Dictionary<string, (TimeSpan Ran, TimeSpan Wanted)> seen = [];
        return Run(
            cores,
            (name, ran) =>
            {
                var (before, wanted) = seen.GetValueOrDefault(name);
                seen[name] = (ran, wanted + ((ran - before) * rate(name)));
                return seen[name].Wanted;
            },
            began,
            names);
    }

    private static Conductor Run(int cores, Func<string, TimeSpan, TimeSpan> wanted, Action<Conductor, PlannedHook> began, params string[] names) =>
        new(Make.Plan(Array.ConvertAll(names, name => Make.Hook(name))), Make.Request() with { Cores = cores }, began: began, wanted: wanted);
}
