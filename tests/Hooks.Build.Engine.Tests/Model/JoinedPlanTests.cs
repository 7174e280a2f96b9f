using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Tests.Model;

/// <summary>Plans of several projects as one.</summary>
[TestClass]
public sealed class JoinedPlanTests
{
    [TestMethod]
    public void Hooks_have_their_folder_before_their_name_and_depend_on_their_own()
    {
        var plan = HookPlan.Join([
            (Project("a"), Make.Plan(Make.Hook("Lint"), Make.Hook("Test", "Lint"))),
            (Project("b"), Make.Plan(Make.Hook("Lint"), Make.Hook("Test") with { After = ["Lint"] }))]);
        plan.Hooks.Select(hook => hook.Name).ShouldBe(["a/Lint", "a/Test", "b/Lint", "b/Test"]);
        plan.Hooks.Select(hook => hook.OwnName).ShouldBe(["Lint", "Test", "Lint", "Test"]);
        plan.Hooks.Select(hook => hook.Index).ShouldBe([0, 1, 2, 3]);
        plan.Prerequisites[1].ShouldBe([0]);
        plan.Order.DependenciesOf(3).ShouldBe([2]);
        plan.Hooks[2].Project.ShouldNotBeNull().Folder.ShouldBe("b");
    }

    [TestMethod]
    public void Logs_have_whole_names_where_projects_have_one_folder_for_them()
    {
        HookPlan Joined(string logs) =>
            HookPlan.Join([
                (Project("a") with { LogDirectory = "/logs" }, Make.Plan(Make.Hook("Lint"))),
                (Project("b") with { LogDirectory = logs }, Make.Plan(Make.Hook("Lint")))]);
        Joined("/logs").Hooks.Select(hook => hook.LogName).ShouldBe(["a/Lint", "b/Lint"]);
        Joined("/other").Hooks.Select(hook => hook.LogName).ShouldBe(["Lint", "Lint"]);
    }

    [TestMethod]
    public void The_owner_of_all_keeps_its_names() =>
        HookPlan.Join([(Project(""), Make.Plan(Make.Hook("Lint"))), (Project("a"), Make.Plan(Make.Hook("Lint")))]).Hooks.Select(hook => hook.Name)
            .ShouldBe(["Lint", "a/Lint"]);

    [TestMethod]
    [DataRow("services/a", "services/a/")]
    [DataRow("my services/ä", "my%20services/ä/")]
    [DataRow("x[1];y,z", "x%5B1%5D%3By%2Cz/")]
    [DataRow("a%20b", "a%2520b/")]
    [DataRow("it's \"b\\n", "it%27s%20%22b%5Cn/")]
    [DataRow("\u001b[31m\n\u202e", "%1B%5B31m%0A%202E/")]
    public void A_name_can_be_said_whatever_the_folder_is_called(string folder, string prefix) => HookProject.PrefixOf(folder).ShouldBe(prefix);

    [TestMethod]
    public void Different_folders_have_different_prefixes()
    {
        const string Alphabet = "a %20[/;'\n\u202e";
        var folders = from one in Alphabet from two in Alphabet from three in Alphabet select $"{one}{two}{three}";
        folders.GroupBy(HookProject.PrefixOf, StringComparer.Ordinal).ShouldAllBe(same => same.Distinct(StringComparer.Ordinal).Count() == 1);
    }

    [TestMethod]
    [DataRow("services/a", "services/a/x.cs", true)]
    [DataRow("services/a", "services/a/b/x.cs", true)]
    [DataRow("services/a", "services/ab/x.cs", false)]
    [DataRow("services/a", "services/a", false)]
    [DataRow("services/a", "x.cs", false)]
    [DataRow("services/a", "services/A/x.cs", false)]
    [DataRow("", "x.cs", true)]
    public void A_project_owns_what_is_below_its_folder(string folder, string path, bool isOwned) => Project(folder).Owns(path).ShouldBe(isOwned);

    [TestMethod]
    public void Two_projects_with_one_prefix_do_not_go_together() =>
        Should.Throw<HooksException>(() => HookPlan.Join([
            (Project("a"), Make.Plan(Make.Hook("Lint"))),
            (Project("a"), Make.Plan(Make.Hook("Lint")))])).Problems.ShouldHaveSingleItem().Code.ShouldBe("HOOK0003");

    [TestMethod]
    public void A_method_is_called_by_its_own_name() =>
        HookPlan.Join([(Project("a"), Make.Plan(Make.Method("Says") with { Type = "T" }))]).Hooks[0]
            .ShouldSatisfyAllConditions(hook => hook.Kind.ShouldBe(HookKind.Method), hook => hook.OwnName.ShouldBe("Says"));

    private static HookProject Project(string folder) => Make.Project(folder);
}
