using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Scheduling;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Scheduling;

/// <summary>Which hooks of several projects keep apart.</summary>
[TestClass]
public sealed class SeveralProjectsTests
{
    private static readonly PlannedHook Fixer = Make.Hook("Fixer") with { Files = ["**/*.cs"], Command = [["check", "{files}"]], Fix = [["fix", "{files}"]] };

    [TestMethod]
    public void Repairs_of_different_folders_run_at_once_whatever_their_globs_say() => Conflict(Fixer, Fixer).ShouldBeFalse();

    [TestMethod]
    public void Repairs_of_a_folder_and_one_within_it_do_not() => Conflict(Fixer, Fixer, "a", "a/b").ShouldBeTrue();

    [TestMethod]
    public void The_owner_of_all_keeps_apart_from_everybody() => Conflict(Fixer, Fixer, "", "b").ShouldBeTrue();

    [TestMethod]
    public void A_command_that_is_told_of_no_files_works_on_the_whole_tree()
    {
        Conflict(Fixer with { Fix = [["fix"]] }, Fixer).ShouldBeTrue();
        Conflict(Fixer, Fixer with { Command = [["check"]] }).ShouldBeTrue();
        Conflict(Fixer with { Fix = [["fix", "{files}"], ["fix", "--all"]] }, Fixer).ShouldBeTrue();
        Conflict(Fixer with { Kind = Build.Plan.HookKind.Method, Command = [], Fix = [] }, Fixer).ShouldBeFalse();
    }

    [TestMethod]
    public void What_a_hook_says_to_write_may_be_elsewhere() => Conflict(Fixer with { Writes = ["**/*.cs"] }, Fixer).ShouldBeTrue();

    [TestMethod]
    public void What_a_hook_says_to_read_may_be_elsewhere() => Conflict(Fixer, Make.Hook("Reader") with { Files = ["**/*.md"], Reads = ["**"] }).ShouldBeTrue();

    [TestMethod]
    public void A_lock_is_one_for_all() => Conflict(Make.Hook("A") with { Locks = ["db"] }, Make.Hook("B") with { Locks = ["DB"] }).ShouldBeTrue();

    // With nothing that may run at the same time on a path that both touch, over all small hooks.
    [TestMethod]
    public void Apart_are_only_those_that_can_touch_no_file_in_common()
    {
        string[][] globs = [[], ["**"], ["a/**"], ["b/**"], ["b/x"]];
        string[] paths = ["a/x", "b/x", "c"];
        foreach (var (one, other) in from one in Hooks(globs) from other in Hooks(globs) select (one, other))
        {
            var collide = paths.Any(path => (Writes(one, "a", path) && Touches(other, "b", path)) || (Writes(other, "b", path) && Touches(one, "a", path)));
            if (collide)
            {
                Conflict(one, other).ShouldBeTrue($"{Say(one)} and {Say(other)}");
            }
        }
    }

    private static IEnumerable<PlannedHook> Hooks(string[][] globs) =>
        from files in globs
        from reads in globs
        from writes in globs
        select Make.Hook("H") with
        {
            Files = files,
            Reads = reads,
            Writes = writes,
            Command = [["check", "{files}"]],
            Fix = files.Length > 0 ? [["fix", "{files}"]] : [],
        };

    private static bool Writes(PlannedHook hook, string folder, string path) =>
        Matches(hook.Writes, path) || (path.StartsWith(folder + "/", StringComparison.Ordinal) && Matches(hook.Files, path));

    private static bool Touches(PlannedHook hook, string folder, string path) => Writes(hook, folder, path) || Matches(hook.Reads, path);

    private static bool Matches(IReadOnlyList<string> globs, string path) =>
        globs.Any(glob => glob == "**"
            || glob == path
            || (glob.EndsWith("/**", StringComparison.Ordinal) && path.StartsWith(glob[..^2], StringComparison.Ordinal)));

    private static string Say(PlannedHook hook) =>
        $"files {string.Join(' ', hook.Files)} reads {string.Join(' ', hook.Reads)} writes {string.Join(' ', hook.Writes)}";

    private static bool Conflict(PlannedHook one, PlannedHook other, string folder = "a", string otherFolder = "b")
    {
        var plan = HookPlan.Join([(Make.Project(folder), Make.Plan(one)), (Make.Project(otherFolder), Make.Plan(other))]);
        return new ConflictTable(HookSelection.Select(plan, Make.Request()), fixing: true).Of(0).Contains(1);
    }
}
