using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Selecting;

[TestClass]
public sealed class SelectionTests
{
    private static readonly HookPlan Plan = Make.Plan(
        Make.Hook("Format") with { Profiles = ["fast"] },
        Make.Hook("Lint", "Format") with { Profiles = ["fast", "slow"] },
        Make.Hook("Message") with { Stages = HookStages.CommitMsg },
        Make.Hook("MessageAndPush") with { Stages = HookStages.CommitMsg | HookStages.PrePush },
        Make.Hook("Deploy", "Lint") with { Stages = HookStages.Manual },
        Make.Hook("Audit") with { Stages = HookStages.PrePush, Profiles = ["Security"] });

    [TestMethod]
    public void Names_to_skip_that_may_be_other_projects_hooks_do_no_harm()
    {
        var plan = Make.Plan(Make.Hook("A"), Make.Hook("B"));
        var selection = HookSelection.Select(plan, Make.Request() with { SkipIfKnown = ["b", "OfAnotherProject"] });
        selection.Hooks.Select(hook => hook.Name).ShouldBe(["A"]);
    }

    [TestMethod]
    [DataRow("test", "", "Test[a]|Test[b]")]
    [DataRow("TEST[B]", "", "Test[b]")]
    [DataRow("Test", "test[A]", "Test[b]")]
    [DataRow("", "Test", "Pack|One")]
    [DataRow("Pack", "", "Test[a]|Test[b]|Pack")]
    [DataRow("One", "", "Test[a]|One")]
    public void A_matrix_is_chosen_as_one_or_by_item(string filter, string skip, string expected)
    {
        var plan = Make.Plan(Item("a"), Item("b"), Make.Hook("Pack", "Test"), Make.Hook("One", "Test[a]"));
        var request = Make.Request() with { Filter = filter.Length == 0 ? [] : [filter], SkipIfKnown = skip.Length == 0 ? [] : [skip] };
        string.Join('|', HookSelection.Select(plan, request).Hooks.Select(hook => hook.Name)).ShouldBe(expected);

        static PlannedHook Item(string item) => Make.Hook($"Test[{item}]") with { Matrix = "Test", Item = item };
    }

    [TestMethod]
    public void A_stage_selects_its_hooks() => Names(request => request with { Stage = HookStages.PrePush }).ShouldBe(["MessageAndPush", "Audit"]);

    [TestMethod]
    public void No_stage_selects_all_but_the_hooks_of_the_commit_message_alone() =>
        Names(request => request).ShouldBe(["Format", "Lint", "MessageAndPush", "Deploy", "Audit"]);

    [TestMethod]
    public void A_profile_selects_its_hooks_without_case() => Names(request => request with { Profiles = ["SECURITY"] }).ShouldBe(["Audit"]);

    [TestMethod]
    public void Profiles_are_spelt_as_the_plan_spells_them() =>
        HookSelection.Select(Plan, Make.Request() with { Profiles = ["security", "FAST"] }).Profiles.ShouldBe(["Security", "fast"]);

    [TestMethod]
    public void Several_profiles_select_the_hooks_of_each() => Names(request => request with { Profiles = ["fast", "slow"] }).ShouldBe(["Format", "Lint"]);

    [TestMethod]
    public void A_filter_selects_the_named_with_all_they_depend_on() =>
        Names(request => request with { Filter = ["deploy"] }).ShouldBe(["Format", "Lint", "Deploy"]);

    [TestMethod]
    public void A_filter_does_not_bring_in_hooks_of_other_stages() =>
        Names(request => request with { Filter = ["Deploy"], Stage = HookStages.Manual }).ShouldBe(["Deploy"]);

    [TestMethod]
    public void A_filter_does_not_follow_mere_order()
    {
        var plan = Make.Plan(Make.Hook("A"), Make.Hook("B") with { After = ["A"] });
        HookSelection.Select(plan, Make.Request() with { Filter = ["B"] }).Hooks.Single().Name.ShouldBe("B");
    }

    [TestMethod]
    public void A_filter_that_selects_nothing_says_when_the_hook_runs()
    {
        var problem = Problem(request => request with { Filter = ["Audit"], Stage = HookStages.Build });
        problem.Code.ShouldBe(Codes.UnknownName);
        problem.Message.ShouldBe("HookFilter: 'Audit' (stages PrePush; profiles Security) does not run in stage Build");
    }

    [TestMethod]
    public void What_would_not_run_anyway_is_not_left_out() =>
        HookSelection.Select(Plan, Make.Request() with { Filter = ["Format"], Skip = ["Lint"], SkipIfKnown = ["Message", "Nothing"] }).LeftOut.ShouldBeEmpty();

    [TestMethod]
    public void A_skipped_hook_does_not_run_and_its_dependents_do() =>
        Names(request => request with { Skip = ["LINT"], Filter = ["Deploy"] }).ShouldBe(["Format", "Deploy"]);

    [TestMethod]
    public void Order_is_kept_through_a_skipped_hook()
    {
        var selection = HookSelection.Select(Plan, Make.Request() with { Skip = ["Lint"] });
        selection.LeftOut.ShouldBe(["Lint"]);
        selection.Order.DependenciesOf(4).ShouldBe([0]);
        selection.Prerequisites.DependenciesOf(4).ShouldBe([0]);
    }

    [TestMethod]
    [DataRow("HookFilter", "hook", "Lnit", "Lint", "Format, Lint, Message, MessageAndPush, Deploy, Audit")]
    [DataRow("HookSkip", "hook", "Lnit", "Lint", "Format, Lint, Message, MessageAndPush, Deploy, Audit")]
    [DataRow("HookProfile", "profile", "fats", "fast", "Security, fast, slow")]
    public void An_unknown_name_lists_the_known_and_suggests(string setting, string what, string name, string closest, string known)
    {
        var problem = Problem(request => setting switch
        {
            "HookFilter" => request with { Filter = [name] },
            "HookSkip" => request with { Skip = [name] },
            _ => request with { Profiles = [name] },
        });
        problem.Code.ShouldBe(Codes.UnknownName);
        problem.Message.ShouldBe($"{setting} names '{name}', which is no {what}; did you mean '{closest}'? The {what}s are: {known}");
    }

    [TestMethod]
    public void A_name_that_resembles_nothing_lists_the_known() =>
        Problem(request =>
            request with { Filter = ["Xyzzy"] }).Message.ShouldBe(
                "HookFilter names 'Xyzzy', which is no hook. The hooks are: Format, Lint, Message, MessageAndPush, Deploy, Audit");

    [TestMethod]
    public void Of_many_names_the_first_are_listed_and_who_lists_all()
    {
        var plan = Make.Plan([.. Enumerable.Range(10, 40).Select(number => Make.Hook($"H{number}"))]);
        Should.Throw<HooksException>(() => HookSelection.Select(plan, Make.Request() with { Filter = ["Xyzzy"] })).Message
            .ShouldEndWith("The hooks are: H10, H11, H12, H13, H14, H15, H16, H17, H18, H19, H20, H21 and 28 more ('hooks list', or -t:ListHooks)");
    }

    [TestMethod]
    public void Messages_call_a_choice_what_it_was_written_as() =>
        Problem(request => request with
        {
            Filter = ["Xyzzy"],
            SaidAs = request.SaidAs with { Filter = "--hook" },
        }).Message.ShouldStartWith("--hook names 'Xyzzy'");

    [TestMethod]
    public void A_profile_in_a_plan_without_profiles_says_that_there_are_none() =>
        Should.Throw<HooksException>(() => HookSelection.Select(
            Make.Plan(Make.Hook("A")), Make.Request() with { Profiles = ["fast"] })).Message.ShouldContain("The profiles are: (none)");

    [TestMethod]
    public void All_unknown_names_are_told_at_once() =>
        Should.Throw<HooksException>(() => HookSelection.Select(Plan, Make.Request() with { Filter = ["X"], Skip = ["Y", "Z"] })).Problems.Count.ShouldBe(3);

    [TestMethod]
    public void A_stage_without_hooks_selects_nothing() => Names(request => request with { Stage = HookStages.PostMerge }).ShouldBeEmpty();

    private static IEnumerable<string> Names(Func<RunRequest, RunRequest> change) =>
        HookSelection.Select(Plan, change(Make.Request())).Hooks.Select(hook => hook.Name);

    private static Problem Problem(Func<RunRequest, RunRequest> change) =>
        Should.Throw<HooksException>(() => HookSelection.Select(Plan, change(Make.Request()))).Problems[0];
}
