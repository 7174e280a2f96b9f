using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Staging;

namespace Hooks.Build.Engine.Tests.Executing;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The hooks of these tests are scripts of a shell.")]
public sealed class RewritingHookTests
{
    private static readonly PlannedHook Formatter = CommitBench.Fixer("Format", "sed -i 's/ *$//' \"$@\"");

    [TestMethod]
    public async Task Where_fixing_is_off_a_hook_that_rewrote_files_it_was_given_fails_and_names_them()
    {
        using var bench = InWorkingTree(FixMode.Never);
        var report = (await bench.RunAsync(Formatter)).Hooks.Single();
        (report.Outcome, report.Reason).ShouldBe(
            (HookOutcome.Failed, "it changed a.txt, and fixing is off (HooksFix, or a build server): look at the changes, and commit them"));
        bench.Disk("a.txt").ShouldBe("one\n");
        (await bench.RunAsync(Formatter)).Succeeded.ShouldBeTrue("nothing is left to change");
    }

    [TestMethod]
    [DataRow(FixMode.OnCommit)]
    [DataRow(FixMode.Always)]
    public async Task Where_it_is_not_a_hook_may_rewrite_what_it_was_given(FixMode fix)
    {
        using var bench = InWorkingTree(fix);
        (await bench.RunAsync(Formatter)).Succeeded.ShouldBeTrue();
        bench.Disk("a.txt").ShouldBe("one\n");
    }

    [TestMethod]
    public async Task What_a_hook_makes_of_the_files_it_was_given_is_no_rewriting_of_them()
    {
        using var bench = InWorkingTree(FixMode.Never);
        (await bench.RunAsync(
            CommitBench.Shell("Generate", "cat \"$@\" > b.txt") with { Files = ["a.txt"], Writes = ["b.txt"] },
            CommitBench.Shell("Read", "true"))).Succeeded.ShouldBeTrue();
        bench.Disk("b.txt").ShouldBe("one \n");
    }

    [TestMethod]
    public async Task Why_a_hook_failed_by_itself_is_told_as_it_said_it()
    {
        using var bench = InWorkingTree(FixMode.Never);
        (await bench.RunAsync(CommitBench.Fixer("Format", "echo > a.txt; exit 3"))).Hooks.Single().Reason.ShouldBe("exit code 3");
    }

    private static CommitBench InWorkingTree(FixMode fix)
    {
        CommitBench bench = new();
        bench.Request = bench.Request with { Stage = HookStages.Build, Fix = fix };
        return bench.Committed("a.txt", "one \n").Committed("b.txt", "two\n");
    }
}
