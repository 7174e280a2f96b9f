using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Plans;

namespace Hooks.Build.Runner.Tests.Plans;

[TestClass]
public sealed class StageNamesTests
{
    [TestMethod]
    [DataRow("PreCommit", HookStages.PreCommit)]
    [DataRow("pre-commit", HookStages.PreCommit)]
    [DataRow("commit-msg", HookStages.CommitMsg)]
    [DataRow("build", HookStages.Build)]
    public void A_stage_is_spelled_as_in_CSharp_or_as_in_git(string text, HookStages expected)
    {
        StageNames.TryRead(text, out var stage).ShouldBeTrue();
        stage.ShouldBe(expected);
    }

    [TestMethod]
    [DataRow("after-tool", HookStages.AfterTool)]
    [DataRow("BeforeTool", HookStages.BeforeTool)]
    [DataRow("pre-commit", HookStages.PreCommit)]
    public void Those_of_agents_are_read_where_they_mean_something(string text, HookStages expected) => StageNames.ReadAny(text, "--stage").ShouldBe(expected);

    [TestMethod]
    public void What_is_none_of_all_is_told_with_all() =>
        Should.Throw<HooksException>(() => StageNames.ReadAny(
            "aftertol", "--stage")).Message.ShouldContain("--stage is 'aftertol', which is no stage; did you mean AfterTool? The stages are Build, PreCommit,");

    [TestMethod]
    [DataRow("")]
    [DataRow("None")]
    [DataRow("precomit")]
    [DataRow("2")]
    public void Other_words_are_no_stage(string text) => StageNames.TryRead(text, out _).ShouldBeFalse();
}
