using Hooks.Build.Runner.Commands;

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
}
