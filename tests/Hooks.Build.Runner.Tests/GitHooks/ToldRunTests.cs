using Hooks.Build.Runner.GitHooks;
using Hooks.Build.Runner.Tests.Output;

namespace Hooks.Build.Runner.Tests.GitHooks;

/// <summary>Git's hooks are silent where there was nothing to do, and only there.</summary>
[TestClass]
public sealed class ToldRunTests
{
    [TestMethod]
    [DataRow(HookOutcome.NoFiles)]
    [DataRow(HookOutcome.NotNeeded)]
    public void A_run_without_anything_to_do_says_nothing(HookOutcome outcome) =>
        GitHookCommand.HasSomethingToTell(HookStages.PreCommit, Reports.Run(Reports.Hook("Build", outcome))).ShouldBeFalse();

    [TestMethod]
    [DataRow(HookOutcome.NoFiles)]
    [DataRow(HookOutcome.NotNeeded)]
    [DataRow(HookOutcome.Succeeded)]
    public void What_was_found_is_told_whatever_became_of_the_hook(HookOutcome outcome)
    {
        foreach (var stage in new[] { HookStages.PreCommit, HookStages.CommitMsg, HookStages.PostCheckout })
        {
            GitHookCommand.HasSomethingToTell(stage, Reports.Run(Reports.Hook("Build", outcome) with { Findings = [Reports.Error()] })).ShouldBeTrue();
        }
    }

    [TestMethod]
    public void What_was_left_out_is_told_though_nothing_ran() =>
        GitHookCommand.HasSomethingToTell(HookStages.PreCommit, Reports.Run() with { LeftOut = ["Build"] }).ShouldBeTrue();
}
