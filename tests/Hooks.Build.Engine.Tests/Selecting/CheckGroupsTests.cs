using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Selecting;

[TestClass]
public sealed class CheckGroupsTests
{
    private static readonly PlannedHook Whitespace = Make.Check("Whitespace", "hooks:trailing-whitespace");
    private static readonly PlannedHook Json = Make.Check("Json", "hooks:check-json");

    [TestMethod]
    public void Checks_that_wait_for_nothing_go_together() => Groups(false, Json, Make.Hook("Tool"), Whitespace).ShouldBe(["Whitespace Json"]);

    [TestMethod]
    public void Checks_of_which_one_waits_for_the_other_go_together() =>
        Groups(true, Json with { DependsOn = ["Whitespace"] }, Whitespace).ShouldBe(["Whitespace Json"]);

    [TestMethod]
    public void A_check_that_gates_nobody_goes_with_nobody_who_does_since_all_of_a_group_end_together() => Groups(
        true,
        Json,
        Make.Check("Keys", "hooks:detect-private-key") with { Gates = false },
        Make.Check("Yaml", "hooks:check-yaml") with { Gates = false, DependsOn = ["Json"] },
        Make.Check("Toml", "hooks:check-toml") with { Gates = false },
        Whitespace).ShouldBe(["Whitespace Json", "Keys Toml", "Yaml"]);

    [TestMethod]
    public void A_check_that_waits_for_a_command_goes_after_it() =>
        Groups(false, Whitespace, Make.Hook("Tool"), Json with { DependsOn = ["Tool"] }).ShouldBe(["Whitespace", "Json"]);

    [TestMethod]
    public void Checks_that_wait_for_the_same_command_go_together_also_through_a_check() => Groups(
        false,
        Make.Hook("Tool"),
        Json with { DependsOn = ["Tool"] },
        Make.Check("Yaml", "hooks:check-yaml") with { DependsOn = ["Json"] }).ShouldBe(["Json Yaml"]);

    [TestMethod]
    public void Who_repairs_comes_first_so_that_others_see_the_result() =>
        Groups(true, Json, Make.Check("Keys", "hooks:detect-private-key"), Whitespace).ShouldBe(["Whitespace Json Keys"]);

    [TestMethod]
    public void Who_repairs_waits_for_a_check_that_may_fail() =>
        Groups(true, Json, Whitespace with { DependsOn = ["Json"] }).ShouldBe(["Json", "Whitespace"]);

    [TestMethod]
    public void What_comes_behind_it_goes_later_too() => Groups(
        true, Json, Whitespace with { DependsOn = ["Json"] }, Make.Check("Keys", "hooks:detect-private-key") with { DependsOn = ["Whitespace"] })
            .ShouldBe(["Json", "Whitespace Keys"]);

    [TestMethod]
    public void Who_repairs_waits_for_one_that_is_told_to_repair_nothing() =>
        Groups(true, Make.Check("Ends", "hooks:mixed-line-ending --fix=no"), Whitespace with { DependsOn = ["Ends"] }).ShouldBe(["Ends", "Whitespace"]);

    [TestMethod]
    public void Without_repairs_it_need_not() => Groups(false, Json, Whitespace with { DependsOn = ["Json"] }).ShouldBe(["Json Whitespace"]);

    [TestMethod]
    public void Who_repairs_need_not_wait_for_one_that_repairs_all() =>
        Groups(true, Whitespace, Make.Check("End", "hooks:end-of-file-fixer") with { DependsOn = ["Whitespace"] }).ShouldBe(["Whitespace End"]);

    [TestMethod]
    public void More_than_a_pass_can_take_go_in_two() =>
        Groups(false, [.. Enumerable.Range(0, 70).Select(i => Json with { Name = $"J{i}" })]).Select(group => group.Split(' ').Length).ShouldBe([64, 6]);

    private static List<string> Groups(bool fixing, params PlannedHook[] hooks)
    {
        var plan = Make.Plan(hooks);
        return CheckGroups.Of(HookSelection.Select(plan, Make.Request()), fixing).ConvertAll(group => string.Join(' ', group.Select(hook => hook.Name)));
    }
}
