using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

/// <summary>Hooks that clean up (<c>Finally</c>) and hooks that gate nobody (<c>Gates = false</c>).</summary>
[TestClass]
public sealed class CleanUpTests
{
    [TestMethod]
    public void Clean_up_without_stages_and_profiles_has_those_of_what_it_cleans_up_after()
    {
        var hooks = GeneratorRun.Of(
            """
            static class RepoHooks
            {
                [Hook(Stages = HookStages.PrePush, Profiles = ["slow"])] const string Start = "start";
                [Hook(Stages = HookStages.Manual, Profiles = ["slow", "all"])] const string Test = "test";
                [Hook(Finally = true, DependsOn = [nameof(Start), nameof(Test)])] const string Stop = "stop";
                [Hook(Finally = true, DependsOn = [nameof(Stop)])] const string Delete = "delete";
                [Hook(Finally = true, DependsOn = [nameof(Test)], Stages = HookStages.Build)] const string Own = "own";
            }
            """).Hooks();
        hooks["Stop"].Values["Stages"].ShouldBe(["72"]);
        hooks["Stop"].Values["Profiles"].ShouldBe(["slow", "all"]);
        hooks["Stop"].Values["Finally"].ShouldBe(["true"]);
        hooks["Delete"].Values["Stages"].ShouldBe(["72"]);
        hooks["Delete"].Values["Profiles"].ShouldBe(["slow", "all"], ignoreOrder: true);
        hooks["Own"].Values["Stages"].ShouldBe(["1"]);
    }

    [TestMethod]
    public void An_item_of_clean_up_that_is_in_no_profile_stays_in_none()
    {
        var hooks = GeneratorRun.Of(
            """
            static class RepoHooks
            {
                [Hook(Matrix = ["a", "b"], Profiles = ["fast"])] const string Start = "start {item}";
                [Hook(Matrix = ["a", "b"], Profiles = ["fast[a]"], Finally = true, DependsOn = ["Start[{item}]"])] const string Stop = "stop {item}";
            }
            """).Hooks();
        hooks["Stop[a]"].Values["Profiles"].ShouldBe(["fast"]);
        hooks["Stop[b]"].Values["Profiles"].ShouldBeEmpty();
    }

    [TestMethod]
    public Task Clean_up_in_a_circle_is_HOOK0001() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            [Hook] const string Test = "test";
            [Hook(Finally = true, DependsOn = [nameof(Test), {|HOOK0001:nameof(Delete)|}])] const string Stop = "stop";
            [Hook(Finally = true, DependsOn = [nameof(Stop)])] const string Delete = "delete";
        }
        """,
        "Circular hooks: Stop -> Delete -> Stop");

    [TestMethod]
    public Task Clean_up_that_reaches_who_waits_for_it_through_a_hook_that_gates_nobody_is_a_circle_too() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            [Hook(Finally = true, DependsOn = [{|HOOK0001:nameof(Test)|}])] const string Stop = "stop";
            [Hook(DependsOn = [nameof(Audit)])] const string Test = "test";
            [Hook(Gates = false, DependsOn = [nameof(Stop)])] const string Audit = "audit";
        }
        """,
        "Circular hooks: Stop -> Audit -> Stop");

    [TestMethod]
    public void Who_gates_nobody_may_depend_on_who_depends_on_it()
    {
        var hooks = GeneratorRun.Of(
            """
            static class RepoHooks
            {
                [Hook(DependsOn = [nameof(Inspect)])] const string Pack = "pack";
                [Hook(DependsOn = [nameof(Pack)], Gates = false)] const string Inspect = "inspect";
            }
            """).Hooks();
        hooks["Pack"].Wave.ShouldBe(0);
        hooks["Inspect"].Wave.ShouldBe(1);
        hooks["Inspect"].Values["GatesNobody"].ShouldBe(["true"]);
    }

    [TestMethod]
    [DataRow("Finally = {|HOOK0006:true|}", "Finally of hook 'B' is true, and the hook has no DependsOn; name what it cleans up after")]
    [DataRow("Gates = {|HOOK0006:false|}, Severity = HookSeverity.Critical", "Gates of hook 'B' is false, and the hook is Critical; its failure would stop the run, which everybody feels. Make it an Error, or let it gate")]
    [DataRow("After = [{|HOOK0006:nameof(A)|}]", "After of hook 'B' names 'A', for which nobody waits (Gates = false); leave it out")]
    public Task What_contradicts_itself_is_refused(string values, string message) =>
        AnalyzerRun.VerifyMessagesAsync(
            $"static class RepoHooks {{ [Hook(Gates = false)] const string A = \"a\"; [Hook({values})] const string B = \"b\"; }}", message);

    [TestMethod]
    public Task A_ready_made_hook_cleans_nothing_up() => AnalyzerRun.VerifyMessagesAsync(
        """static class RepoHooks { [Hook] const string A = "a"; [Hook(Finally = {|HOOK0006:true|}, DependsOn = [nameof(A)])] const string B = StandardHooks.CheckJson; }""",
        "Finally of hook 'B' is true, and hooks:check-json is a ready-made hook, which cleans nothing up");

    [TestMethod]
    public Task Clean_up_may_come_after_who_gates_nobody_and_what_never_runs_with_it_is_no_fault() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook(Gates = false)] const string A = "a";
            [Hook(Stages = HookStages.PrePush)] const string B = "b";
            [Hook(Finally = true, DependsOn = [nameof(B)], After = [nameof(A)], Stages = HookStages.PrePush | HookStages.Build)] const string C = "c";
        }
        """);
}
