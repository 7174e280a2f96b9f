using System.Xml.Linq;
using static Hooks.Build.Runner.Tests.Exports.Runs;
using static Hooks.Build.Runner.Tests.Output.Reports;

namespace Hooks.Build.Runner.Tests.Exports;

[TestClass]
public sealed class JUnitReportTests
{
    [TestMethod]
    public void A_hook_is_a_case_and_its_findings_are_the_failure()
    {
        var suite = Suite(Of(Failed("Lint", Error()), Hook("Build"), Hook("Docs", HookOutcome.NoFiles), Hook("Test", HookOutcome.Crashed, "boom")));
        suite.Elements("testcase").Select(one => (one.Attribute("name")!.Value, one.Elements().FirstOrDefault()?.Name.LocalName))
            .ShouldBe([("Lint", "failure"), ("Build", null), ("Docs", "skipped"), ("Test", "error")]);
        suite.Descendants("failure").Single().Value.ShouldBe("src/A.cs(12,4): error X1: wrong");
        ("tests failures errors skipped".Split(' ').Select(name => suite.Attribute(name)!.Value)).ShouldBe(["4", "1", "1", "1"]);
    }

    [TestMethod]
    public void Illegal_and_hostile_characters_are_harmless()
    {
        var failure = Suite(Of(Failed("Lint", Error(Hostile)))).Descendants("failure").Single();
        failure.Elements().ShouldBeEmpty();
        failure.Value.ShouldContain("<script>alert(1)</script> red <U+202E>gnp.exe \uFFFD");
        failure.Value.ShouldContain("]]>");
    }

    [TestMethod]
    public void It_has_a_failure_or_an_error_exactly_if_the_run_did_not_succeed()
    {
        Random random = new(7);
        for (var i = 0; i < 500; i++)
        {
            var run = Any(random);
            var suite = Suite(run);
            suite.Descendants().Any(element => element.Name.LocalName is "failure" or "error").ShouldBe(!run.Report.Succeeded);
            suite.Elements("testcase").Count().ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(suite.Attribute("tests")!.Value);
        }
    }

    private static XElement Suite(Runner.Exports.ExportedRun run) => XDocument.Parse(Written("junit", run)).Root!.Element("testsuite")!;
}
