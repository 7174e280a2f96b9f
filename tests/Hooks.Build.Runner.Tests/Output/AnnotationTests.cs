using System.Globalization;
using System.Text.RegularExpressions;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Tests.Exports;
using static Hooks.Build.Runner.Tests.Output.Reports;

namespace Hooks.Build.Runner.Tests.Output;

[TestClass]
public sealed partial class AnnotationTests
{
    private static readonly HookReport Failed = Hook("Lint", HookOutcome.Failed, "exit code 1") with { Findings = [Error()] };

    [GeneratedRegex(@"\|(?:0x([0-9A-F]{4})|(.))")]
    private static partial Regex TeamCityEscape();

    [TestMethod]
    public void Azure_lists_a_finding_as_an_issue_of_its_line() =>
        Tell("azure", Failed).ShouldContain("##vso[task.logissue type=error;sourcepath=src/A.cs;linenumber=12;columnnumber=4;code=X1;]wrong\n");

    [TestMethod]
    public void Azure_is_told_of_a_failed_hook() =>
        Tell("azure", Hook("Test", HookOutcome.TimedOut, "60 s"))
            .ShouldContain("##vso[task.logissue type=error;sourcepath=build/RepoHooks.cs;linenumber=3;columnnumber=5;code=HOOK1002;]Hook 'Test' timed out");

    [TestMethod]
    public void Azure_has_no_issue_for_what_is_neither_error_nor_warning() =>
        Tell("azure", Hook("Lint") with { Findings = [Error() with { Level = HookFindingLevel.Info }] }).ShouldBe("");

    [TestMethod]
    [DataRow("%", "%AZP25")]
    [DataRow("\r", "%0D")]
    [DataRow("\n", "%0A")]
    [DataRow(";", "%3B")]
    [DataRow("]", "%5D")]
    public void Azure_takes_no_character_of_a_value_for_its_own(string character, string escaped) =>
        AzureOutput.Value($"a{character}b").ShouldBe($"a{escaped}b");

    [TestMethod]
    [DataRow("%", "%AZP25")]
    [DataRow("\r", "%0D")]
    [DataRow("\n", "%0A")]
    [DataRow(";]", ";]")]
    public void Azure_takes_no_character_of_a_message_for_its_own(string character, string escaped) =>
        AzureOutput.Data($"a{character}b").ShouldBe($"a{escaped}b");

    [TestMethod]
    public void TeamCity_lists_a_finding_as_an_inspection_whose_type_it_is_told_once()
    {
        var lines = Tell("teamcity", Failed with { Findings = [Error(), Error("other")] }).Split('\n');
        lines[0].ShouldBe("##teamcity[inspectionType id='X1' name='X1' description='found by the hook Lint' category='hooks']");
        lines[1].ShouldBe("##teamcity[inspection typeId='X1' message='wrong' file='src/A.cs' line='12' SEVERITY='ERROR']");
        lines[2].ShouldBe("##teamcity[inspection typeId='X1' message='other' file='src/A.cs' line='12' SEVERITY='ERROR']");
    }

    [TestMethod]
    public void A_failed_hook_is_a_problem_of_the_TeamCity_build_with_a_short_identity()
    {
        var problem = Tell("teamcity", Hook("Test", HookOutcome.TimedOut, "60 s"));
        problem.ShouldStartWith("##teamcity[buildProblem description='HOOK1002: Hook |'Test|' timed out");
        problem.Split("identity='")[1].Split('\'')[0].Length.ShouldBeLessThanOrEqualTo(60);
    }

    [TestMethod]
    [DataRow("|", "||")]
    [DataRow("'", "|'")]
    [DataRow("[", "|[")]
    [DataRow("]", "|]")]
    [DataRow("\n", "|n")]
    [DataRow("\r", "|r")]
    [DataRow("\u0085", "|0x0085")]
    [DataRow("\u2028", "|0x2028")]
    [DataRow("é", "|0x00E9")]
    [DataRow("\u202E", "|0x202E")]
    [DataRow("\t", "|0x0009")]
    public void TeamCity_takes_no_character_for_its_own(string character, string escaped) => TeamCityOutput.Value($"a{character}b").ShouldBe($"a{escaped}b");

    [TestMethod]
    public void What_TeamCity_reads_is_what_was_meant() =>
        TeamCityEscape().Replace(TeamCityOutput.Value(Runs.Hostile + "\n"), match => match.Groups[1].Success
            ? ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
            : match.Groups[2].Value switch { "n" => "\n", "r" => "\r", var other => other }).ShouldBe(Runs.Hostile + "\n");

    [TestMethod]
    [DataRow("github")]
    [DataRow("azure")]
    [DataRow("teamcity")]
    public void What_two_hooks_find_is_told_once(string format) =>
        Written(terminal =>
        {
            using var output = Create(format, terminal);
            output.HookEnded(Failed);
            output.HookEnded(Failed with { Hook = Hook("Other").Hook });
        }).Split("wrong").Length.ShouldBe(2);

    [TestMethod]
    [DataRow("github", "::set-env name=X::y")]
    [DataRow("github", "  ::add-mask::y")]
    [DataRow("github", "x ##[set-env name=X]y")]
    [DataRow("azure", "x ##VSO[task.setvariable variable=x]y")]
    [DataRow("azure", "##[error]y")]
    [DataRow("teamcity", "##teamcity[buildStatus status='SUCCESS']")]
    public void What_a_hook_wrote_is_no_command_in_the_text(string format, string line)
    {
        // The name of a file is what stands first.
        var text = Written(terminal =>
        {
            using var output = Create(format, terminal);
            output.End(Run(
                Failed with { Findings = [Error(line) with { File = "/repository/" + line }] },
                Hook("Test", HookOutcome.Failed, "exit code 1") with { Tail = [line, "a\n" + line] }));
        });
        foreach (var written in text.Split('\n').Select(written => written.TrimStart()))
        {
            (format == "github" && written.StartsWith("::", StringComparison.Ordinal)).ShouldBeFalse(written);
            (format != "teamcity" && written.Contains("##[", StringComparison.Ordinal)).ShouldBeFalse(written);
            written.Contains("##vso[", StringComparison.OrdinalIgnoreCase).ShouldBeFalse(written);
            written.Contains("##teamcity[", StringComparison.OrdinalIgnoreCase).ShouldBeFalse(written);
        }
    }

    [TestMethod]
    [DataRow("github")]
    [DataRow("azure")]
    [DataRow("teamcity")]
    public void What_stops_the_run_though_no_hook_failed_is_told(string format) =>
        Written(terminal =>
        {
            using var output = Create(format, terminal);
            output.End(Run(Hook("Lint")) with { Problems = [new Problem(Codes.Repaired, "stop here")] });
        }).Split('\n')[0].ShouldContain("stop here");

    [TestMethod]
    [DataRow("GITHUB_ACTIONS", "true", "github")]
    [DataRow("TF_BUILD", "True", "azure")]
    [DataRow("TEAMCITY_VERSION", "2026.1", "teamcity")]
    [DataRow("GITLAB_CI", "true", "text")]
    [DataRow("GITHUB_ACTIONS", "false", "text")]
    [DataRow("CI", "true", "text")]
    public void The_server_is_known_by_what_it_sets(string name, string value, string format) =>
        ServerFormat.Of(asked => asked == name ? value : null).ShouldBe(format);

    private static string Tell(string format, HookReport report) => Written(terminal =>
    {
        using var output = Create(format, terminal);
        output.HookEnded(report);
    });

    private static RunOutput Create(string format, Terminal terminal) => format switch
    {
        "azure" => new AzureOutput(terminal, "/repository"),
        "teamcity" => new TeamCityOutput(terminal, "/repository"),
        _ => new GitHubOutput(terminal, "/repository"),
    };
}
