using Hooks.Build.Runner.Commands;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Tests.Mcp;
using Hooks.Build.Runner.Tests.Serving;

namespace Hooks.Build.Runner.Tests.Commands;

[TestClass]
public sealed class InstallCommandTests
{
    [TestMethod]
    [DataRow("--fail-closed")]
    [DataRow("--shared")]
    [DataRow("pre-commit --agent claude")]
    [DataRow("--force --agent claude")]
    public void An_option_that_would_do_nothing_is_refused(string options) => InstallCommand.Create().Parse(options).Invoke().ShouldBe(2);

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Elsewhere the register has no variable of its own.")]
    public void That_the_register_cannot_be_written_is_told_and_keeps_nothing_from_being_installed()
    {
        using var repository = McpRepository.Create();
        var (code, output) = UiProgram.Run(repository.Root, ["install"], ("XDG_STATE_HOME", repository.PathOf("build/Hooks.csproj")));
        code.ShouldBe(ExitCodes.Passed, output);
        output.ShouldContain("hooks: hooks report --machine does not know this project: ");
        repository.Has(".git/hooks/pre-commit").ShouldBeTrue();
    }

    [TestMethod]
    [DataRow("nope")]
    [DataRow("Build")]
    public void A_stage_that_git_does_not_call_is_refused_with_those_that_it_does(string stage)
    {
        using var repository = McpRepository.Create();
        var (code, output) = UiProgram.Run(repository.Root, "install", stage);
        code.ShouldBe(ExitCodes.WrongUse);
        output.ShouldContain($"The stage is '{stage}'; allowed: PreCommit, CommitMsg, PrePush, PostMerge, PostCheckout");
    }
}
