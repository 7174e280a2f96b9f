using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;
using static Hooks.Build.Runner.Tests.Output.Reports;

namespace Hooks.Build.Runner.Tests.Output;

[TestClass]
public sealed class GitHubOutputTests
{
    [TestMethod]
    public void A_finding_stands_on_its_line() =>
        Tell(Hook("Lint", HookOutcome.Failed, "exit code 1") with { Findings = [Error()] })
            .ShouldContain("::error file=src/A.cs,line=12,col=4,title=Lint X1::wrong\n");

    [TestMethod]
    public void What_a_command_would_take_for_its_own_is_escaped() =>
        Tell(Hook("Lint", HookOutcome.Failed, "exit code 1") with { Findings = [Error("50% of\nlines") with { File = "/repository/a,b:c.cs", Code = "X:1" }] })
            .ShouldContain("::error file=a%2Cb%3Ac.cs,line=12,col=4,title=Lint X%3A1::50%25 of%0Alines\n");

    [TestMethod]
    public void A_hook_that_only_warns_gives_warnings()
    {
        var told = Tell(Hook("Lint", HookOutcome.Failed, "exit code 1") with
        {
            Findings = [Error()],
            Hook = Hook("Lint").Hook with { Severity = HookSeverity.Warning },
        });
        told.ShouldContain("::warning file=src/A.cs,line=12,col=4,title=Lint X1::wrong\n");
        told.ShouldNotContain("::error");
    }

    [TestMethod]
    public void A_hook_that_was_ended_says_nothing() => Tell(Hook("Lint", HookOutcome.Cancelled) with { Findings = [Error()] }).ShouldBe("");

    private static string Tell(HookReport report) => Written(terminal =>
    {
        using GitHubOutput output = new(terminal, "/repository");
        output.HookEnded(report);
    });
}
