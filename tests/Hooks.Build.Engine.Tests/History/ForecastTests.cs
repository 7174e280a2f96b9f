using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Native;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.History;

[TestClass]
public sealed class ForecastTests
{
    private static readonly PlannedHook A = Make.Hook("A");

    [TestMethod]
    public void Without_a_log_every_hook_is_guessed()
    {
        using RunLogBench bench = new();
        Learn(bench, A).ShouldBe(new HookForecast(TimeSpan.FromSeconds(1), 1, IsLearned: false));
    }

    [TestMethod]
    public void One_slow_run_changes_nothing()
    {
        using RunLogBench bench = new();
        foreach (var seconds in new[] { 1.0, 1.1, 60, 0.9, 1.0 })
        {
            bench.Append(RunLogBench.Report(A, seconds));
        }

        Learn(bench, A).ShouldBe(new HookForecast(TimeSpan.FromSeconds(1), 1, IsLearned: true));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(10)]
    [DataRow(30)]
    public void The_last_fifteen_runs_count_however_many_hooks_ran_with_it(int hooks)
    {
        using RunLogBench bench = new();
        PlannedHook[] all = [.. Enumerable.Range(0, hooks).Select(i => Make.Hook($"AHookOfUsualName{i}"))];
        for (var seconds = 1; seconds <= 40; seconds++)
        {
            bench.Append(all.Select(hook => RunLogBench.Report(hook, seconds, 0.123456)));
        }

        Forecasts.Learn(Make.Plan(all).Hooks, new IReadOnlyList<string>?[hooks], HookStages.Build, bench.Folder, Platform.Name)
            .ShouldAllBe(forecast => forecast.Duration == TimeSpan.FromSeconds(33));
    }

    [TestMethod]
    public void Only_the_last_runs_count()
    {
        using RunLogBench bench = new();
        for (var i = 0; i < 40; i++)
        {
            bench.Append(RunLogBench.Report(A, i < 25 ? 1 : 5));
        }

        Learn(bench, A).Duration.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [TestMethod]
    [DataRow(2.0, 0.02, 0.01)]
    [DataRow(2.0, 7.0, 3.5)]
    [DataRow(0.01, 0.009, 1.0)]
    public void The_weight_is_processor_time_over_duration_where_that_tells_something(double duration, double processorTime, double weight)
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(A, duration, processorTime));
        Learn(bench, A).Cores.ShouldBe(weight, 1e-6);
    }

    [TestMethod]
    public void A_hook_that_used_all_cores_it_was_told_to_use_is_given_more()
    {
        using RunLogBench bench = new();
        var hook = A with { Command = [["make", "-j{cores}"]] };
        bench.Append(RunLogBench.Report(hook, 2, 1.9) with { Cores = 1 });
        Learn(bench, hook).Cores.ShouldBe(2);
        bench.Append(RunLogBench.Report(hook, 1, 1.2) with { Cores = 2 });
        Learn(bench, hook).Cores.ShouldBe(1.2, 1e-6);
        bench.Append(RunLogBench.Report(hook, 2, 1.9) with { Cores = 1 });
        Learn(bench, hook).Cores.ShouldBe(1.2, 1e-6);
    }

    [TestMethod]
    public void A_hook_that_is_not_told_is_not()
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(A, 2, 2) with { Cores = 1 });
        Learn(bench, A).Cores.ShouldBe(1);
    }

    [TestMethod]
    public void Results_that_no_run_of_the_hook_gave_teach_nothing()
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(A, 3));
        foreach (var outcome in new[] { HookOutcome.Cancelled, HookOutcome.TimedOut, HookOutcome.Crashed, HookOutcome.NoFiles, HookOutcome.Skipped, HookOutcome.ToolNotFound })
        {
            bench.Append(RunLogBench.Report(A, 0) with { Outcome = outcome });
        }

        bench.Append(RunLogBench.Report(A, 0) with { Source = ResultSource.Local });
        bench.Append(RunLogBench.Report(A, 0) with { Source = ResultSource.Remote });
        Learn(bench, A).Duration.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [TestMethod]
    public void A_failure_teaches_like_a_success()
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(A, 3) with { Outcome = HookOutcome.Failed, Source = ResultSource.Miss });
        Learn(bench, A).IsLearned.ShouldBeTrue();
    }

    [TestMethod]
    public void Other_platforms_teach_nothing()
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(A, 3));
        Forecasts.Learn(Make.Plan(A).Hooks, [null], HookStages.Build, bench.Folder, "amiga-m68k")[0].IsLearned.ShouldBeFalse();
    }

    [TestMethod]
    public void Runs_of_the_same_stage_are_preferred()
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(A, 3));
        bench.Append(RunLogBench.Report(A, 1), bench.Request with { Stage = HookStages.PreCommit });
        bench.Append(RunLogBench.Report(A, 1), bench.Request with { Stage = HookStages.PreCommit });
        Learn(bench, A).Duration.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [TestMethod]
    [DataRow(2, 0.5)]
    [DataRow(9000, 20.0)]
    public void Runs_with_about_as_many_files_are_preferred(int files, double seconds)
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(A, 20) with { FileCount = 10_000 });
        bench.Append(RunLogBench.Report(A, 0.5) with { FileCount = 3 });
        bench.Append(RunLogBench.Report(A, 0.5) with { FileCount = 10_000, RememberedFiles = 9_999 });
        Forecasts.Learn(
            Make.Plan(A).Hooks, [new string[files]], HookStages.Build, bench.Folder, Platform.Name)[0].Duration.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [TestMethod]
    public void A_hook_that_was_never_seen_takes_as_long_as_those_of_its_kind_and_wave()
    {
        using RunLogBench bench = new();
        PlannedHook[] known = [At(Make.Hook("A"), 0), At(Make.Hook("B"), 0), At(Make.Hook("C"), 0), At(Make.Hook("D"), 1), At(Make.Method("M"), 2)];
        bench.Append(known.Select((hook, i) => RunLogBench.Report(hook with { Index = i }, 1 + i, 1)));
        var plan = Make.Plan([.. known, At(Make.Hook("New"), 0), At(Make.Hook("NewLater"), 7), At(Make.Method("NewMethod"), 0)]);
        var forecasts = Learn(bench, plan);
        forecasts[5..].ShouldBe([Guess(2), Guess(2.5), Guess(5)]);

        static PlannedHook At(PlannedHook hook, int wave) => hook with { Wave = wave };
        static HookForecast Guess(double seconds) => new(TimeSpan.FromSeconds(seconds), 1, IsLearned: false);
    }

    [TestMethod]
    public void A_name_with_letters_beyond_ascii_is_learned()
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(Make.Hook("Prüfe"), 3));
        Learn(bench, Make.Hook("Prüfe")).IsLearned.ShouldBeTrue();
    }

    [TestMethod]
    public void Damaged_lines_and_those_of_a_newer_version_are_passed_over()
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(A, 3));
        File.AppendAllText(
            bench.Path,
            "{\"schema\":2,\"kind\":\"hook\",\"hook\":\"A\",\"durationMs\":1}\n{\"schema\":1,\"kind\":\"hook\",\"ho\n\u0000\n{\"schema\":1,\"durationMs\":-1}\n");
        Learn(bench, A).Duration.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [TestMethod]
    public void A_clock_that_goes_backwards_changes_nothing()
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(A, 1));
        var text = bench.Text;
        File.WriteAllText(
            bench.Path,
            text + text.Replace("\"time\":\"2026", "\"time\":\"1999", StringComparison.Ordinal).Replace(
                "\"durationMs\":1000", "\"durationMs\":3000", StringComparison.Ordinal));
        Learn(bench, A).Duration.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [TestMethod]
    public void A_log_that_was_just_begun_is_continued_in_the_one_before()
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(A, 3));
        File.Move(bench.Path, RunLogFormat.PathOf(bench.Folder, age: 1));
        bench.Append(RunLogBench.Report(Make.Hook("B"), 1));
        Learn(bench, Make.Plan(A, Make.Hook("B"))).ShouldAllBe(forecast => forecast.IsLearned);
    }

    [TestMethod]
    public void Thousands_of_events_of_agents_do_not_push_out_what_was_learned()
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(A, 3));
        for (var i = 0; i < 1000; i++)
        {
            bench.Append(RunLogBench.Report(A, 9), bench.Request with { Stage = HookStages.BeforeTool });
        }

        Learn(bench, A).Duration.ShouldBe(TimeSpan.FromSeconds(3));
        Forecasts.Learn(Make.Plan(A).Hooks, [null], HookStages.BeforeTool, bench.Folder, Platform.Name)[0].Duration.ShouldBe(TimeSpan.FromSeconds(9));
    }

    private static HookForecast Learn(RunLogBench bench, PlannedHook hook) => Learn(bench, Make.Plan(hook))[0];

    private static HookForecast[] Learn(RunLogBench bench, HookPlan plan) =>
        Forecasts.Learn(plan.Hooks, new IReadOnlyList<string>?[plan.Hooks.Count], HookStages.Build, bench.Folder, Platform.Name);
}
