using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Selecting;

[TestClass]
public sealed class FileMatchingTests
{
    [TestMethod]
    public void A_hook_is_given_the_files_that_match_less_the_excluded() =>
        Match(Make.Hook("A") with { Files = ["**/*.cs"], Exclude = ["gen/**"] }, "a.cs", "b.md", "gen/c.cs", "src/d.cs").ShouldBe(["a.cs", "src/d.cs"]);

    [TestMethod]
    public void A_hook_that_asks_for_files_without_globs_is_given_all() =>
        Match(Make.Hook("A") with { Command = [["tool", "{files}"]] }, "a.cs", "b.md").ShouldBe(["a.cs", "b.md"]);

    [TestMethod]
    public void A_hook_that_asks_for_none_is_given_none() => Match(Make.Hook("A"), "a.cs").ShouldBeNull();

    [TestMethod]
    public void Hooks_with_the_same_globs_share_a_list()
    {
        using TempFolder folder = new();
        _ = folder.File("a.cs");
        _ = folder.File("b.cs");
        var selection = HookSelection.Select(
            Make.Plan(
                Make.Hook("A") with { Files = ["*.cs"] },
                Make.Hook("B") with { Files = ["*.cs"] },
                Make.Hook("C") with { Files = ["*.cs"], Exclude = ["b.cs"] },
                Make.Hook("D") with { Files = ["*.cs", "b.cs"] }),
            Make.Request(folder.Path));
        var files = FileMatching.Match(selection, new FileListing(["a.cs", "b.cs"]), Make.Request(folder.Path));
        files[1].ShouldBeSameAs(files[0]);
        files[2].ShouldBe(["a.cs"]);
        files[3].ShouldBe(["a.cs", "b.cs"]);
    }

    [TestMethod]
    public void Files_that_are_gone_and_folders_are_left_out()
    {
        using TempFolder folder = new();
        _ = folder.File("here.cs");
        _ = folder.File("sub.cs/inner");
        Match(folder, Make.Hook("A") with { Files = ["**/*.cs"] }, "gone.cs", "here.cs", "sub.cs").ShouldBe(["here.cs"]);
    }

    [TestMethod]
    public void A_staged_file_that_is_gone_is_kept_as_its_content_is_in_the_index()
    {
        using TempFolder folder = new();
        _ = folder.File("here.cs");
        FileListing listing = new(
            ["gone.cs", "here.cs"], [new StagedFile("gone.cs", "", 0, WorkingCopy.Missing), new StagedFile("here.cs", "", 0, WorkingCopy.Same)]);
        Match(folder, Make.Hook("A") with { Files = ["**/*.cs"] }, listing).ShouldBe(["gone.cs", "here.cs"]);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Other systems have no such names.")]
    public void A_file_whose_name_is_not_utf8_exists_too()
    {
        using TempRepository repository = new();
        _ = repository.Shell("printf x > \"$(printf 'b\\377')\"; ln -s nowhere \"$(printf 'l\\377')\"; mkdir \"$(printf 'd\\377')\"");
        FileListing listing = new(["b\uDCFF", "d\uDCFF", "l\uDCFF", "n\uDCFF"]);
        var selection = HookSelection.Select(Make.Plan(Make.Hook("A") with { Files = ["**"] }), Make.Request(repository.Path));
        FileMatching.Match(selection, listing, Make.Request(repository.Path))[0].ShouldBe(["b\uDCFF", "l\uDCFF"]);
        _ = repository.Shell("rm -r b* l* d*");
    }

    [TestMethod]
    public void Of_several_projects_each_is_given_what_it_owns()
    {
        using TempFolder folder = new();
        _ = folder.File("a/x.cs");
        _ = folder.File("ab/x.cs");
        _ = folder.File("x.cs");
        var files = Several(folder, HookStages.PreCommit, new FileListing(["a/x.cs", "ab/x.cs", "x.cs"]));
        files[0].ShouldBe(["a/x.cs", "ab/x.cs", "x.cs"]);
        files[1].ShouldBeNull();
        files[2].ShouldBe(["a/x.cs"]);
        files[3].ShouldBeNull();
        files[4].ShouldBeEmpty();
        files[5].ShouldBe([]);
    }

    [TestMethod]
    public void What_is_gone_from_a_folder_is_something_that_happened_in_it()
    {
        using TempFolder folder = new();
        var files = Several(folder, HookStages.PreCommit, new FileListing([]) { Gone = ["b/gone.cs"] });
        files[3].ShouldBe([]);
        files[5].ShouldBeNull();
    }

    [TestMethod]
    public void A_message_is_about_the_whole_commit()
    {
        using TempFolder folder = new();
        _ = folder.File(".git/COMMIT_EDITMSG");
        var files = Several(folder, HookStages.CommitMsg, new FileListing([".git/COMMIT_EDITMSG"]), "**");
        files[2].ShouldBe([".git/COMMIT_EDITMSG"]);
        files[3].ShouldBeNull();
    }

    // The owner of all, and those of a and b: one hook with globs, one without.
    private static IReadOnlyList<string>?[] Several(TempFolder folder, HookStages stage, FileListing listing, string glob = "**/*.cs")
    {
        var own = Make.Plan(Make.Hook("Given") with { Files = [glob], Stages = stage }, Make.Hook("Whole") with { Stages = stage });
        var plan = HookPlan.Join([(Make.Project(""), own), (Make.Project("a"), own), (Make.Project("b"), own)]);
        var request = Make.Request(folder.Path) with { Stage = stage };
        return FileMatching.Match(HookSelection.Select(plan, request), listing, request);
    }

    private static IReadOnlyList<string>? Match(PlannedHook hook, params string[] names)
    {
        using TempFolder folder = new();
        foreach (var name in names)
        {
            _ = folder.File(name);
        }

        return Match(folder, hook, names);
    }

    private static IReadOnlyList<string>? Match(TempFolder folder, PlannedHook hook, params string[] names) => Match(folder, hook, new FileListing(names));

    private static IReadOnlyList<string>? Match(TempFolder folder, PlannedHook hook, FileListing listing)
    {
        var selection = HookSelection.Select(Make.Plan(hook), Make.Request(folder.Path));
        return FileMatching.Match(selection, listing, Make.Request(folder.Path))[0];
    }
}
