using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Engine.Tests.Selecting;

[TestClass]
public sealed class SettingsTests
{
    [TestMethod]
    [DataRow("Build", HookStages.Build)]
    [DataRow(" precommit ", HookStages.PreCommit)]
    [DataRow("COMMITMSG", HookStages.CommitMsg)]
    [DataRow("", HookStages.None)]
    [DataRow(null, HookStages.None)]
    public void A_stage_is_read_without_case(string? text, HookStages stage) => Settings.Stage("HookStage", text).ShouldBe(stage);

    [TestMethod]
    public void A_stage_that_does_not_exist_names_the_setting_and_what_is_allowed() =>
        Refusal(() => Settings.Stage("HookStage", "Nonsense")).ShouldBe("HookStage is 'Nonsense'; allowed: Build, PreCommit, CommitMsg, PrePush, PostMerge, PostCheckout, Manual");

    [TestMethod]
    public void A_stage_that_is_nearly_right_is_suggested() => Refusal(() => Settings.Stage("HookStage", "PreComit")).ShouldEndWith("; did you mean PreCommit?");

    [TestMethod]
    [DataRow("3")]
    [DataRow("Build,PreCommit")]
    public void A_stage_is_one_name_and_no_number(string text) => Refusal(() => Settings.Stage("HookStage", text)).ShouldStartWith($"HookStage is '{text}'; allowed: ");

    [TestMethod]
    public void A_schedule_is_one_of_three()
    {
        Settings.Schedule("HooksSchedule", "waves").ShouldBe(HookSchedule.Waves);
        Settings.Schedule("HooksSchedule", "").ShouldBe(HookSchedule.Ready);
        Refusal(() => Settings.Schedule("HooksSchedule", "Random")).ShouldBe("HooksSchedule is 'Random'; allowed: Ready, Waves, Sequential");
    }

    [TestMethod]
    public void Fixing_is_one_of_three()
    {
        Settings.Fix("HooksFix", "True").ShouldBe(FixMode.Always);
        Settings.Fix("HooksFix", "false").ShouldBe(FixMode.Never);
        Settings.Fix("HooksFix", null).ShouldBe(FixMode.OnCommit);
        Refusal(() => Settings.Fix("HooksFix", "maybe")).ShouldBe("HooksFix is 'maybe'; allowed: OnCommit, true, false");
    }

    [TestMethod]
    public void A_graph_has_one_of_three_formats()
    {
        Settings.GraphFormat("HookGraphFormat", "JSON").ShouldBe(GraphFormat.Json);
        Refusal(() => Settings.GraphFormat("HookGraphFormat", "png")).ShouldBe("HookGraphFormat is 'png'; allowed: mermaid, json, dot");
    }

    [TestMethod]
    public void A_flag_is_true_or_false()
    {
        Settings.Flag("HooksFailFast", "TRUE", otherwise: false).ShouldBeTrue();
        Settings.Flag("HooksFailFast", " ", otherwise: true).ShouldBeTrue();
        Settings.Flag("HooksFailFast", "off", otherwise: true).ShouldBeFalse();
        Settings.Flag("HooksFailFast", "!False", otherwise: false).ShouldBeTrue();
        Refusal(() => Settings.Flag("HooksFailFast", "maybe", otherwise: false)).ShouldBe("HooksFailFast is 'maybe'; allowed: true, false");
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("65")]
    [DataRow("-1")]
    [DataRow("1.5")]
    [DataRow("+2")]
    [DataRow("many")]
    [DataRow("99999999999999")]
    public void A_number_out_of_bounds_names_them(string text) =>
        Refusal(() => Settings.Number("HooksMaxParallel", text, 4, 1, 64)).ShouldBe($"HooksMaxParallel is '{text}'; allowed: a whole number from 1 to 64");

    [TestMethod]
    [DataRow("1", 1)]
    [DataRow(" 64 ", 64)]
    [DataRow("", 4)]
    [DataRow(null, 4)]
    public void A_number_within_bounds_is_read(string? text, int number) => Settings.Number("HooksMaxParallel", text, 4, 1, 64).ShouldBe(number);

    [TestMethod]
    public void Names_are_separated_trimmed_and_told_once() => Settings.Names(" A; b,,A ;a c;").ShouldBe(["A", "b", "c"]);

    [TestMethod]
    [DataRow("All", FileChoiceKind.All)]
    [DataRow("changed", FileChoiceKind.Changed)]
    [DataRow("Staged", FileChoiceKind.Staged)]
    [DataRow("", FileChoiceKind.OfStage)]
    public void Files_are_chosen_by_name(string text, FileChoiceKind kind) => Settings.Files("HooksFiles", text).Kind.ShouldBe(kind);

    [TestMethod]
    public void Files_are_chosen_by_two_commits() => Settings.Files("HooksFiles", " main..HEAD~1 ").ShouldBe(new FileChoice(FileChoiceKind.Range, "main", "HEAD~1"));

    [TestMethod]
    [DataRow("main..")]
    [DataRow("..main")]
    [DataRow("..")]
    [DataRow("--output=x..HEAD")]
    [DataRow("a..--output=x")]
    [DataRow("Some")]
    public void A_choice_of_files_that_is_none_is_refused(string text) =>
        Refusal(() => Settings.Files("HooksFiles", text)).ShouldStartWith($"HooksFiles is '{text}'; allowed: All, Changed, Staged, from..to");

    [TestMethod]
    [DataRow(HookStages.PreCommit, FileChoiceKind.Staged)]
    [DataRow(HookStages.Build, FileChoiceKind.All)]
    [DataRow(HookStages.None, FileChoiceKind.All)]
    public void The_files_of_a_stage_are_the_staged_at_commit_and_else_all(HookStages stage, FileChoiceKind kind) => FileChoice.OfStage.For(stage).Kind.ShouldBe(kind);

    private static string Refusal(Action read)
    {
        var problem = Should.Throw<HooksException>(read).Problems.Single();
        problem.Code.ShouldBe(Codes.InvalidSetting);
        return problem.Message;
    }
}
