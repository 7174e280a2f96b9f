using Hooks.Build.Runner.Tests.Doors;
using Hooks.Build.Runner.Tests.Serving;

namespace Hooks.Build.Runner.Tests.Commands;

[TestClass]
public sealed class ExplainRuleTests
{
    [TestMethod]
    [DataRow("HOOK0008", "# HOOK0008")]
    [DataRow("hook0001", "# HOOK0001")]
    [DataRow("HOOK1001", "HOOK1001 | error")]
    public void A_rule_is_explained_without_a_repository_by_its_page_or_its_row(string code, string first)
    {
        using TemporaryFolder folder = new();
        var (exit, output) = UiProgram.Run(folder.Path, "explain", code);
        exit.ShouldBe(0, output);
        output.ShouldStartWith(first);
    }

    [TestMethod]
    public void A_rule_that_there_is_not_is_told()
    {
        using TemporaryFolder folder = new();
        var (exit, output) = UiProgram.Run(folder.Path, "explain", "HOOK0777");
        exit.ShouldBe(2);
        output.ShouldContain("There is no rule 'HOOK0777' of Hooks.Build");
    }

    [TestMethod]
    [DataRow("Lint")]
    [DataRow("--stage", "build")]
    public void A_rule_beside_what_is_of_hooks_is_refused(params string[] more)
    {
        using TemporaryFolder folder = new();
        var (exit, output) = UiProgram.Run(folder.Path, ["explain", "HOOK0008", .. more]);
        exit.ShouldBe(2);
        output.Trim().ShouldBe("hooks: error HOOK9002: A rule is explained by itself: hooks explain HOOK0008");
    }
}
