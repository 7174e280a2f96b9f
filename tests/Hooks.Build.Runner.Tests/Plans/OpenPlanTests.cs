using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Plans;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Tests.Plans;

/// <summary>Plans of several projects, and what their settings make of one run.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Paths are Unix's.")]
public sealed class OpenPlanTests
{
    [TestMethod]
    public void Projects_stand_in_order_of_their_folders_whatever_order_they_were_found_in()
    {
        var open = OpenPlan.Of([Project("b"), Project("a"), Project("")]);
        open.Plan.Hooks.Select(hook => hook.Name).ShouldBe(["Fast", "Slow", "a/Fast", "a/Slow", "b/Fast", "b/Slow"]);
        open.States.Select(state => state.LogDirectory).ShouldBe(["/r//logs", "/r/a/logs", "/r/b/logs"]);
    }

    [TestMethod]
    public void A_project_that_is_alone_has_its_own_names_and_owns_all()
    {
        var hook = OpenPlan.Of([Project("a") with { Place = new ProjectPlace("/r/a/build/Hooks.csproj", "/s") }]).Plan.Hooks[0];
        hook.Name.ShouldBe("Fast");
        hook.Project.ShouldBeNull();
    }

    [TestMethod]
    public void One_of_several_is_called_the_same_where_the_others_are_broken_gone_or_switched_off()
    {
        OpenPlan.Of([Project("a")]).Plan.Hooks[0]
            .ShouldSatisfyAllConditions(hook => hook.Name.ShouldBe("a/Fast"), hook => hook.Project.ShouldNotBeNull().Folder.ShouldBe("a"));
        OpenPlan.Of([Project("a"), Project("b", ("HooksEnabled", "false"))]).Plan.Hooks.Select(hook => hook.Name).ShouldBe(["a/Fast", "a/Slow"]);
    }

    [TestMethod]
    public void All_switched_off_run_nothing() =>
        OpenPlan.Of([Project("a", ("HooksEnabled", "false")), Project("b", ("HooksEnabled", "false"))])
            .ShouldSatisfyAllConditions(open => open.IsEnabled.ShouldBeFalse(), open => open.Plan.Hooks.ShouldBeEmpty());

    [TestMethod]
    public void Two_that_own_one_folder_are_refused_with_both_names()
    {
        var other = Project("a");
        var problem = Should.Throw<HooksException>(() => OpenPlan.Of([
            Project("a"), other with { State = other.State with { Project = "/r/a/build/Other.csproj" } }])).Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe(Codes.CannotInstall);
        problem.Message.ShouldStartWith("/r/a/build/Hooks.csproj and /r/a/build/Other.csproj both own a:");
    }

    [TestMethod]
    public void Folders_that_differ_by_case_alone_are_refused_with_both_names()
    {
        var problem = Should.Throw<HooksException>(() => OpenPlan.Of([Project("s/api"), Project("s/Z"), Project("s/API")])).Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe(Codes.CannotInstall);
        problem.Message.ShouldStartWith("/r/s/API/build/Hooks.csproj owns s/API and /r/s/api/build/Hooks.csproj owns s/api, which differ by case alone");
        problem.Message.ShouldContain("HooksFolder");
    }

    [TestMethod]
    public void Roots_that_differ_are_refused()
    {
        var other = Project("b");
        Should.Throw<HooksException>(() => OpenPlan.Of([
            Project("a"), other with { State = other.State with { RepositoryRoot = "/r/b" } }])).Message.ShouldContain("HooksRepositoryRoot");
    }

    [TestMethod]
    public void A_state_that_another_project_of_the_folder_left_is_not_taken() =>
        Should.Throw<HooksException>(() => OpenProject.Open(
            Project("a").Place with { Project = "/r/a/build/Other.csproj" },
            Project("a").State,
            HookStages.None,
            CancellationToken.None)).Message.ShouldContain("of their own");

    [TestMethod]
    [DataRow("HookProfile", "quick")]
    [DataRow("HookFilter", "Fast")]
    [DataRow("HookSkip", "Slow")]
    public void What_chooses_hooks_is_for_the_project_that_says_it(string setting, string value)
    {
        var open = OpenPlan.Of([Project(""), Project("a", (setting, value))]);
        open.ToRequest(HookStages.PreCommit).ShouldSatisfyAllConditions(
            run => run.Unselected.Concat(run.SkipIfKnown).ShouldBe(["a/Slow"]),
            run => run.Stage.ShouldBe(HookStages.PreCommit),
            run => (run.Profiles.Count + run.Filter.Count + run.Skip.Count).ShouldBe(0));
    }

    [TestMethod]
    public void What_a_command_line_chooses_takes_the_place_of_what_projects_say()
    {
        var open = OpenPlan.Of([Project("", ("HookFilter", "Slow")), Project("a", ("HookSkip", "Slow"))]);
        open.ToRequest(HookStages.PreCommit, HookSelectors.Filter).SkipIfKnown.ShouldBe(["a/Slow"]);
        open.ToRequest(HookStages.PreCommit, HookSelectors.Skip)
            .ShouldSatisfyAllConditions(run => run.Unselected.ShouldBe(["Fast"]), run => run.SkipIfKnown.ShouldBeEmpty());
        open.ToRequest(HookStages.PreCommit, HookSelectors.Filter | HookSelectors.Skip)
            .ShouldSatisfyAllConditions(run => run.Unselected.ShouldBeEmpty(), run => run.SkipIfKnown.ShouldBeEmpty());
    }

    [TestMethod]
    [DataRow("HookProfile", "quick", "", DisplayName = "among several")]
    [DataRow("HookProfile", "quick", "alone")]
    public void A_hook_that_is_asked_for_and_that_its_project_does_not_select_is_told(string setting, string value, string alone)
    {
        var project = Project("a", (setting, value));
        var open = alone.Length > 0
            ? OpenPlan.Of([project with { Place = new ProjectPlace(project.Place.Project, project.Place.StateFile) }])
            : OpenPlan.Of([Project(""), project]);
        var request = open.ToRequest(HookStages.PreCommit, HookSelectors.Filter) with { Filter = [alone.Length > 0 ? "Slow" : "a/Slow"] };
        Should.Throw<HooksException>(() => HookSelection.Select(open.Plan, request)).Problems.ShouldHaveSingleItem().Code.ShouldBe(Codes.UnknownName);
    }

    [TestMethod]
    public void A_time_limit_that_a_project_sets_is_for_its_own_hooks() =>
        OpenPlan.Of([Project(""), Project("a", ("HooksDefaultTimeout", "7"))]).Plan.Hooks.Select(hook => hook.Timeout).ShouldBe([300, 20, 7, 20]);

    private static OpenProject Project(string folder, params (string Name, string Value)[] settings)
    {
        var project = Path.Combine("/r", folder, "build/Hooks.csproj");
        PlannedHook fast = new() { Index = 0, Name = "Fast", Command = [["true"]], Profiles = ["quick"] };
        PlanState state = new()
        {
            Assembly = $"/r/{folder}/Hooks.dll",
            RepositoryRoot = "/r",
            Project = project,
            LogDirectory = $"/r/{folder}/logs",
            Settings = settings.ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.OrdinalIgnoreCase),
        };
        return new OpenProject(
            new ProjectPlace(project, $"/r/{folder}/s") { IsOneOfSeveral = true },
            state,
            HookPlan.Create([fast, fast with { Index = 1, Name = "Slow", Profiles = ["all"], Timeout = 20 }]));
    }
}
