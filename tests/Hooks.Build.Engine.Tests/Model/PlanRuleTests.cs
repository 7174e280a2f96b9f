using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Model;

/// <summary>The laws that the engine checks again, whatever the compiler was told.</summary>
[TestClass]
public sealed class PlanRuleTests
{
    [TestMethod]
    public void A_circle_is_refused_as_a_path() =>
        Refusal(Make.Hook("A", "B"), Make.Hook("B", "C"), Make.Hook("C", "A"))
            .ShouldBe(new Problem("HOOK0001", "Circular hooks: A -> B -> C -> A", "build/H.cs", 7, 5));

    [TestMethod]
    public void A_circle_through_order_alone_is_refused() =>
        Refusal(Make.Hook("A") with { After = ["B"] }, Make.Hook("B", "A")).Code.ShouldBe("HOOK0001");

    [TestMethod]
    public void A_hook_that_waits_for_itself_is_refused() => Refusal(Make.Hook("A", "A")).Message.ShouldBe("Circular hooks: A -> A");

    [TestMethod]
    public void An_unknown_dependency_is_refused_with_a_suggestion() =>
        Refusal(
            Make.Hook("Format"), Make.Hook("Lint", "Fromat")).Message.ShouldBe("Hook 'Lint' depends on 'Fromat', which is not a hook; did you mean 'Format'?");

    [TestMethod]
    public void Two_hooks_with_one_name_are_refused_whatever_their_case() =>
        Refusal(Make.Hook("Format"), Make.Hook("FORMAT")).Code.ShouldBe("HOOK0003");

    [TestMethod]
    [DataRow("Files")]
    [DataRow("Exclude")]
    [DataRow("Reads")]
    [DataRow("Writes")]
    public void A_malformed_glob_is_refused(string property)
    {
        string[] globs = ["src/[a"];
        var hook = Make.Hook("A");
        Refusal(property switch
        {
            "Files" => hook with { Files = globs },
            "Exclude" => hook with { Exclude = globs },
            "Reads" => hook with { Reads = globs },
            _ => hook with { Writes = globs },
        }).Code.ShouldBe("HOOK0006");
    }

    [TestMethod]
    public void Clean_up_in_a_circle_is_refused() =>
        Refusal(
            Make.Hook("A"),
            Make.Hook("B", "A", "C") with { Finally = true },
            Make.Hook("C", "A", "B") with { Finally = true }).Message.ShouldBe("Circular hooks: B -> C -> B");

    [TestMethod]
    public void Clean_up_that_waits_for_who_waits_for_it_through_a_hook_that_gates_nobody_is_refused() =>
        Refusal(
            Make.Hook("Stop", "Test") with { Finally = true },
            Make.Hook("Test", "Audit"),
            Make.Hook("Audit", "Stop") with { Gates = false }).Code.ShouldBe("HOOK0001");

    [TestMethod]
    public void Clean_up_after_nothing_is_refused() => Refusal(Make.Hook("A") with { Finally = true }).Code.ShouldBe("HOOK0006");

    [TestMethod]
    public void A_ready_made_check_cleans_nothing_up() =>
        Refusal(Make.Hook("A"), Make.Check("B", "hooks:check-json", "A") with { Finally = true }).Code.ShouldBe("HOOK0006");

    [TestMethod]
    public void A_critical_hook_that_gates_nobody_is_refused() =>
        Refusal(Make.Hook("A") with { Gates = false, Severity = HookSeverity.Critical }).Code.ShouldBe("HOOK0006");

    [TestMethod]
    public void Order_after_a_hook_for_which_nobody_waits_is_refused() =>
        Refusal(Make.Hook("A") with { Gates = false }, Make.Hook("B") with { After = ["A"] }).Code.ShouldBe("HOOK0006");

    [TestMethod]
    [DataRow("Test[a]", "Test", "b")]
    [DataRow("Test[]", "Test", "")]
    [DataRow("Test[a\n]", "Test", "a\n")]
    [DataRow("Test[a]", "Test", null)]
    [DataRow("Test[../../x y]", "Test", "../../x y")]
    public void An_item_that_is_none_is_refused(string name, string? matrix, string? item) =>
        Refusal(Make.Hook(name) with { Matrix = matrix, Item = item }).Code.ShouldBe("HOOK0006");

    [TestMethod]
    public void A_hook_and_a_matrix_of_one_name_are_refused() =>
        Refusal(Make.Hook("test"), Make.Hook("Test[a]") with { Matrix = "Test", Item = "a" }).Code.ShouldBe("HOOK0003");

    [TestMethod]
    public void An_item_left_in_a_command_is_refused() => Refusal(Make.Hook("A") with { Command = [["tool", "{item}"]] }).Code.ShouldBe("HOOK0005");

    [TestMethod]
    public void An_empty_command_is_refused() => Refusal(Make.Hook("A") with { Command = [] }).Code.ShouldBe("HOOK0005");

    [TestMethod]
    public void A_command_that_is_only_files_is_refused() => Refusal(Make.Hook("A") with { Command = [["{files}"]] }).Code.ShouldBe("HOOK0005");

    [TestMethod]
    public void A_command_with_an_unknown_placeholder_is_refused() => Refusal(Make.Hook("A") with { Command = [["tool", "{what}"]] }).Code.ShouldBe("HOOK0005");

    [TestMethod]
    [DataRow(-1)]
    [DataRow(int.MaxValue)]
    public void A_time_limit_that_no_timer_could_keep_is_refused(int seconds) => Refusal(Make.Hook("A") with { Timeout = seconds }).Code.ShouldBe("HOOK0006");

    [TestMethod]
    public void All_problems_are_told_at_once() =>
        Should.Throw<HooksException>(() => Make.Plan(Make.Hook("A", "X"), Make.Hook("B", "Y") with { Files = ["["] })).Problems.Count.ShouldBe(3);

    [TestMethod]
    public void Names_of_dependencies_match_without_case() =>
        Make.Plan(Make.Hook("Format"), Make.Hook("Lint", "FORMAT", "format")).Prerequisites[1].ShouldBe([0]);

    private static Problem Refusal(params PlannedHook[] hooks) => Should.Throw<HooksException>(() => Make.Plan(hooks)).Problems[0];
}
