using Hooks.Build.Engine.Model;
using Hooks.Build.Plan;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Tests.Output;

[TestClass]
public sealed class HookTableTests
{
    [TestMethod]
    public void It_shows_what_runs_in_order_of_waves() => Written(
        Hook("Format") with { Profiles = ["fast"] },
        Hook("Lint", "Format") with { Description = "finds \"faults\"" },
        Hook("Audit") with { Kind = HookKind.Method, Command = [], After = ["Format"], Stages = HookStages.PrePush }).ShouldBe(
        """
        Name    Wave  Stages           Profiles  Depends on    Runs
        Format  0     Build|PreCommit  fast      -             tool --check
        Lint    1     Build|PreCommit  -         Format        finds "faults"
        Audit   1     PrePush          -         after Format  C#
        """);

    [TestMethod]
    public void Clean_up_and_validations_say_what_they_are() => Written(
        Hook("Test"), Hook("Audit") with { Gates = false }, Hook("Stop", "Test") with { Finally = true, After = ["Audit"] }).ShouldBe(
        """
        Name   Wave  Stages           Profiles  Depends on                 Runs
        Test   0     Build|PreCommit  -         -                          tool --check
        Audit  0     Build|PreCommit  -         gates nobody               tool --check
        Stop   1     Build|PreCommit  -         finally Test, after Audit  tool --check
        """);

    [TestMethod]
    public void Columns_stand_below_each_other_whatever_the_letters()
    {
        var lines = Written(Hook("検査[日本]"), Hook("Lint"), Hook("🚀", "検査[日本]")).Replace("Stages ", "Build|PreCommit ", StringComparison.Ordinal).Split('\n');
        lines.Select(line => DisplayWidth.Of(line[..line.IndexOf("Build|", StringComparison.Ordinal)])).Distinct().ShouldHaveSingleItem();
    }

    [TestMethod]
    public void Who_listens_stands_in_a_table_of_its_own() => HookTable.Write(HookPlan.Create(
        [Hook("Lint")], [new PlannedListener { Name = "Tell", Method = "Tell", Type = "RepoHooks", Stages = HookStages.Build }])).ShouldEndWith(
        """


        Listener  Stages  Runs
        Tell      Build   C#
        """);

    [TestMethod]
    public void Why_a_hook_cannot_run_stands_below() => Written(
        Hook("Test[a]") with { Fault = new HookFault(new Problem("HOOK9010", "no such folder") { File = "build/H.cs", Line = 7, Column = 5 }, "none") },
        Hook("Test[b]")).ShouldBe(
        """
        Name     Wave  Stages           Profiles  Depends on  Runs
        Test[a]  0     Build|PreCommit  -         -           cannot run here (HOOK9010, below)
        Test[b]  0     Build|PreCommit  -         -           tool --check
        build/H.cs(7,5): HOOK9010: no such folder
        """);

    private static PlannedHook Hook(string name, params string[] dependsOn) =>
        new() { Index = 0, Name = name, DependsOn = dependsOn, Command = [["tool", "--check"]] };

    private static string Written(params PlannedHook[] hooks) =>
        HookTable.Write(HookPlan.Create([.. hooks.Select((hook, i) => hook with { Index = i, Wave = hook.DependsOn.Count + hook.After.Count > 0 ? 1 : 0 })]));
}
