using Hooks.Build.Engine.State;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.State;

[TestClass]
public sealed class PlanFreshnessTests : IDisposable
{
    private static readonly DateTime Earlier = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void What_has_not_changed_is_fresh() => PlanFreshness.Of(Built()).ShouldBe(new PlanFreshness(null));

    [TestMethod]
    public void Another_size_is_a_change()
    {
        var state = Built();
        _ = _folder.File("build/RepoHooks.cs", "longer than before");
        PlanFreshness.Of(state).Reason.ShouldBe("RepoHooks.cs changed");
    }

    [TestMethod]
    public void Another_content_of_the_same_size_is_a_change()
    {
        var state = Built();
        _ = _folder.File("build/RepoHooks.cs", "Hooks");
        File.SetLastWriteTimeUtc(_folder.In("build/RepoHooks.cs"), Earlier.AddHours(1));
        PlanFreshness.Of(state).Reason.ShouldBe("RepoHooks.cs changed");
    }

    [TestMethod]
    public void Another_time_alone_is_none_and_is_remembered()
    {
        var state = Built();
        File.SetLastWriteTimeUtc(_folder.In("build/RepoHooks.cs"), Earlier.AddHours(1));
        var freshness = PlanFreshness.Of(state);
        freshness.Reason.ShouldBeNull();
        PlanFreshness.Of(freshness.Refreshed.ShouldNotBeNull()).ShouldBe(new PlanFreshness(null));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Windows does not tell when a file was changed.")]
    [DataRow("printf Hooks >build/new; touch -r build/RepoHooks.cs build/new; mv build/new build/RepoHooks.cs", DisplayName = "mv")]
    [DataRow("printf Hooks >new; touch -r build/RepoHooks.cs new; cp -p new build/RepoHooks.cs", DisplayName = "cp -p")]
    [DataRow("touch -r build/RepoHooks.cs old; printf Hooks >build/RepoHooks.cs; touch -r old build/RepoHooks.cs", DisplayName = "touch -r")]
    public void Another_content_of_the_same_size_and_time_is_a_change(string change)
    {
        var state = Built();
        _ = _folder.Shell(change);
        File.GetLastWriteTimeUtc(_folder.In("build/RepoHooks.cs")).Ticks.ShouldBe(state.Inputs.Single(input =>
            input.Path == _folder.In("build/RepoHooks.cs")).Time);
        PlanFreshness.Of(state).Reason.ShouldBe("RepoHooks.cs changed");
    }

    [TestMethod]
    public void A_file_that_is_gone_makes_the_plan_stale()
    {
        var state = Built();
        File.Delete(_folder.In("build/RepoHooks.cs"));
        PlanFreshness.Of(state).Reason.ShouldBe("RepoHooks.cs is gone");
    }

    [TestMethod]
    public void A_plan_whose_assembly_was_cleaned_away_is_stale()
    {
        var state = Built();
        File.Delete(_folder.In("build/bin/Hooks.dll"));
        PlanFreshness.Of(state).Reason.ShouldBe("Hooks.dll is not built");
    }

    [TestMethod]
    public void A_new_source_file_makes_the_plan_stale()
    {
        var state = Built();
        _ = _folder.File("build/More.cs");
        Touch("build");
        PlanFreshness.Of(state).Reason.ShouldBe("More.cs is new");
    }

    [TestMethod]
    [DataRow("Directory.Build.props")]
    [DataRow("Directory.Build.targets")]
    [DataRow("Directory.Packages.props")]
    [DataRow("global.json")]
    public void A_new_file_that_the_SDK_looks_for_above_the_project_makes_the_plan_stale(string name)
    {
        var state = Built();
        _ = _folder.File(name);
        PlanFreshness.Of(state).Reason.ShouldBe(name + " is new");
        _ = _folder.File("build/" + name);
        var again = PlanInputs.Stamp(state, [], FilesAbove.Of(state.Project, state.RepositoryRoot), [], watchesFolders: false, new DateTimeOffset(Earlier));
        PlanFreshness.Of(again).Reason.ShouldBeNull();
        File.Delete(_folder.In(name));
        _ = _folder.File("build/sub/" + name);
        PlanFreshness.Of(again with { Inputs = [.. again.Inputs.Where(input => input.Path != _folder.In(name))] }).Reason.ShouldBeNull();
    }

    [TestMethod]
    public void A_new_folder_with_sources_makes_the_plan_stale()
    {
        var state = Built();
        _ = _folder.File("build/deep/er/More.cs");
        Touch("build");
        PlanFreshness.Of(state).Reason.ShouldBe("More.cs is new");
    }

    [TestMethod]
    public void Other_new_files_and_folders_leave_the_plan_fresh_and_the_folders_are_watched()
    {
        var state = Built();
        _ = _folder.File("build/notes.txt");
        _ = _folder.File("build/obj/Generated.cs");
        _ = _folder.File("build/docs/readme.md");
        Touch("build");
        var freshness = PlanFreshness.Of(state);
        freshness.Reason.ShouldBeNull();
        _ = _folder.File("build/docs/More.cs");
        Touch("build/docs");
        PlanFreshness.Of(freshness.Refreshed.ShouldNotBeNull()).Reason.ShouldBe("More.cs is new");
    }

    [TestMethod]
    public void A_source_that_the_project_leaves_out_is_not_new()
    {
        _ = _folder.File("build/Left out.cs");
        var state = Built();
        _ = _folder.File("build/notes.txt");
        Touch("build");
        PlanFreshness.Of(state).Reason.ShouldBeNull();
    }

    [TestMethod]
    public void A_project_that_lists_its_files_is_not_watched_for_new_ones()
    {
        var state = Built(watchesFolders: false);
        _ = _folder.File("build/More.cs");
        Touch("build");
        PlanFreshness.Of(state).ShouldBe(new PlanFreshness(null));
    }

    [TestMethod]
    public void A_source_saved_while_it_was_compiled_never_counts_as_unchanged()
    {
        _ = _folder.File("build/RepoHooks.cs", "saved");
        var state = Built(sourceTime: Earlier.AddSeconds(1));
        PlanFreshness.Of(state).Reason.ShouldBe("RepoHooks.cs changed");
    }

    [TestMethod]
    public void A_source_of_a_project_whose_hooks_are_used_is_a_source_of_the_plan()
    {
        var source = _folder.File("team/TeamHooks.cs", "hooks");
        var team = _folder.File("team/Team.csproj", "<Project />");
        File.SetLastWriteTimeUtc(source, Earlier.AddDays(1));
        Touch("team");
        var state = Built(used: [team]);
        PlanFreshness.Of(state).ShouldBe(new PlanFreshness(null), "that it is newer than the plan's assembly says nothing");

        _ = _folder.File("team/TeamHooks.cs", "other hooks");
        PlanFreshness.Of(state).Reason.ShouldBe("TeamHooks.cs changed");
        _ = _folder.File("team/TeamHooks.cs", "hooks");
        _ = _folder.File("team/More.cs", "more");
        Directory.SetLastWriteTimeUtc(_folder.In("team"), Earlier.AddDays(2));
        PlanFreshness.Of(state).Reason.ShouldBe("More.cs is new");
    }

    // A day on: file systems may stamp two changes in a row with one time.
    private void Touch(string folder) => Directory.SetLastWriteTimeUtc(_folder.In(folder), Earlier.AddDays(1));

    private PlanState Built(bool watchesFolders = true, DateTime? sourceTime = null, params string[] used)
    {
        var source = _folder.File("build/RepoHooks.cs", "hooks");
        var project = _folder.File("build/Hooks.csproj", "<Project />");
        var assembly = _folder.File("build/bin/Hooks.dll", "plan");
        File.SetLastWriteTimeUtc(source, sourceTime ?? Earlier.AddSeconds(-1));
        File.SetLastWriteTimeUtc(assembly, Earlier);
        Directory.SetLastWriteTimeUtc(_folder.In("build"), Earlier);
        PlanState state = new() { Assembly = assembly, RepositoryRoot = _folder.Path, Project = project, LogDirectory = _folder.In("build/obj/hooks") };
        return PlanInputs.Stamp(state, [source], [project, _folder.In("missing.props")], used, watchesFolders, new DateTimeOffset(Earlier.AddDays(2)));
    }
}
