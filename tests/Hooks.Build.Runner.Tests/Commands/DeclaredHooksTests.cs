using Hooks.Build.Runner.Commands;
using Hooks.Build.Runner.Projects;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Commands;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Its hooks are of a shell.")]
public sealed class DeclaredHooksTests
{
    [TestMethod]
    [DataRow("true", false)]
    [DataRow("false", true)]
    public void Hooks_that_their_project_switches_off_are_told(string enabled, bool isTold)
    {
        using var repository = McpRepository.Create();
        repository.Set("HooksEnabled", enabled);
        List<(string Line, bool IsProblem)> lines = [];
        _ = DeclaredHooks.Of(
            ProjectFinder.Find([repository.PathOf("build")], repository.Root, CancellationToken.None).Single(), repository.Root, lines, CancellationToken.None);
        lines.ShouldContain(line => !line.IsProblem && line.Line.EndsWith("built, and as its source says", StringComparison.Ordinal));
        lines.Any(line => line.IsProblem && line.Line.EndsWith(": HooksEnabled is false in it, so none of its hooks run", StringComparison.Ordinal))
            .ShouldBe(isTold);
    }
}
