using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Settings;

namespace Hooks.Build.Engine.Tests.Settings;

[TestClass]
public sealed class SettingsTests
{
    [TestMethod]
    [DataRow("Build", HookStages.Build)]
    [DataRow(" precommit ", HookStages.PreCommit)]
    [DataRow("COMMITMSG", HookStages.CommitMsg)]
    [DataRow("", HookStages.None)]
    [DataRow(null, HookStages.None)]
    public void A_stage_is_read_without_case(string? text, HookStages stage) => SettingReader.Stage("HookStage", text).ShouldBe(stage);

    [TestMethod]
    public void A_stage_that_does_not_exist_names_the_setting_and_what_is_allowed() =>
        Refusal(() => SettingReader.Stage("HookStage", "Nonsense"))
            .ShouldBe("HookStage is 'Nonsense'; allowed: Build, PreCommit, CommitMsg, PrePush, PostMerge, PostCheckout, Manual");

    [TestMethod]
    public void A_stage_that_is_nearly_right_is_suggested() =>
        Refusal(() => SettingReader.Stage("HookStage", "PreComit")).ShouldEndWith("; did you mean PreCommit?");

    [TestMethod]
    [DataRow("3")]
    [DataRow("Build,PreCommit")]
    public void A_stage_is_one_name_and_no_number(string text) =>
        Refusal(() => SettingReader.Stage("HookStage", text)).ShouldStartWith($"HookStage is '{text}'; allowed: ");

    [TestMethod]
    public void A_schedule_is_one_of_three()
    {
        SettingReader.Schedule("HooksSchedule", "waves").ShouldBe(HookSchedule.Waves);
        SettingReader.Schedule("HooksSchedule", "").ShouldBe(HookSchedule.Ready);
        Refusal(() => SettingReader.Schedule("HooksSchedule", "Random")).ShouldBe("HooksSchedule is 'Random'; allowed: Ready, Waves, Sequential");
    }

    [TestMethod]
    public void Fixing_is_one_of_three()
    {
        SettingReader.Fix("HooksFix", "True").ShouldBe(FixMode.Always);
        SettingReader.Fix("HooksFix", "false").ShouldBe(FixMode.Never);
        SettingReader.Fix("HooksFix", null).ShouldBe(FixMode.OnCommit);
        Refusal(() => SettingReader.Fix("HooksFix", "maybe")).ShouldBe("HooksFix is 'maybe'; allowed: OnCommit, true, false");
    }

    [TestMethod]
    public void A_graph_has_one_of_three_formats()
    {
        SettingReader.GraphFormat("HookGraphFormat", "JSON").ShouldBe(GraphFormat.Json);
        Refusal(() => SettingReader.GraphFormat("HookGraphFormat", "png")).ShouldBe("HookGraphFormat is 'png'; allowed: mermaid, json, dot");
    }

    [TestMethod]
    public void A_flag_is_true_or_false()
    {
        SettingReader.Flag("HooksFailFast", "TRUE").ShouldBe(true);
        SettingReader.Flag("HooksFailFast", " ").ShouldBeNull();
        SettingReader.Flag("HooksFailFast", "off").ShouldBe(false);
        SettingReader.Flag("HooksFailFast", "!False").ShouldBe(true);
        Refusal(() => SettingReader.Flag("HooksFailFast", "maybe")).ShouldBe("HooksFailFast is 'maybe'; allowed: true, false");
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
        Refusal(() => SettingReader.Number("HooksMaxParallel", text, 1, 64)).ShouldBe($"HooksMaxParallel is '{text}'; allowed: a whole number from 1 to 64");

    [TestMethod]
    [DataRow("1", 1)]
    [DataRow(" 64 ", 64)]
    [DataRow("", null)]
    [DataRow(null, null)]
    public void A_number_within_bounds_is_read(string? text, int? number) => SettingReader.Number("HooksMaxParallel", text, 1, 64).ShouldBe(number);

    [TestMethod]
    public void Names_are_separated_trimmed_and_told_once() => SettingReader.Names(" A; b,,A ;a c;").ShouldBe(["A", "b", "c"]);

    [TestMethod]
    [DataRow("All", FileChoiceKind.All)]
    [DataRow("changed", FileChoiceKind.Changed)]
    [DataRow("Staged", FileChoiceKind.Staged)]
    [DataRow("", FileChoiceKind.OfStage)]
    public void Files_are_chosen_by_name(string text, FileChoiceKind kind) => SettingReader.Files("HooksFiles", text).Kind.ShouldBe(kind);

    [TestMethod]
    public void Files_are_chosen_by_two_commits() =>
        SettingReader.Files("HooksFiles", " main..HEAD~1 ").ShouldBe(new FileChoice(FileChoiceKind.Range, "main", "HEAD~1"));

    [TestMethod]
    [DataRow("main..")]
    [DataRow("..main")]
    [DataRow("..")]
    [DataRow("--output=x..HEAD")]
    [DataRow("a..--output=x")]
    [DataRow("Some")]
    public void A_choice_of_files_that_is_none_is_refused(string text) =>
        Refusal(() => SettingReader.Files("HooksFiles", text)).ShouldStartWith($"HooksFiles is '{text}'; allowed: All, Changed, Staged, from..to");

    [TestMethod]
    [DataRow(HookStages.PreCommit, FileChoiceKind.Staged)]
    [DataRow(HookStages.Build, FileChoiceKind.All)]
    [DataRow(HookStages.None, FileChoiceKind.All)]
    public void The_files_of_a_stage_are_the_staged_at_commit_and_else_all(HookStages stage, FileChoiceKind kind) =>
        FileChoice.OfStage.For(stage).Kind.ShouldBe(kind);

    private static string Refusal(Action read)
    {
        var problem = Should.Throw<HooksException>(read).Problems.Single();
        problem.Code.ShouldBe(Codes.InvalidSetting);
        return problem.Message;
    }
}
