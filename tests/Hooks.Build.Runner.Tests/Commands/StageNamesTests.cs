using Hooks.Build.Runner.Commands;

namespace Hooks.Build.Runner.Tests.Commands;

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
    [DataRow("")]
    [DataRow("None")]
    [DataRow("precomit")]
    [DataRow("2")]
    public void Other_words_are_no_stage(string text) => StageNames.TryRead(text, out _).ShouldBeFalse();
}
