using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Tests.Doors;
using static Hooks.Build.Runner.Tests.Exports.Runs;
using static Hooks.Build.Runner.Tests.Output.Reports;

namespace Hooks.Build.Runner.Tests.Exports;

[TestClass]
public sealed class SarifLogTests
{
    [TestMethod]
    public void A_finding_is_a_result_on_its_line()
    {
        var result = Results(Of(Failed("Lint", Error()))).Single();
        (Text(result, "ruleId"), Text(result, "level"), Text(result.GetProperty("message"), "text")).ShouldBe(("X1", "error", "wrong"));
        var place = Place(result);
        (Text(place.GetProperty("artifactLocation"), "uri"), Text(place.GetProperty("artifactLocation"), "uriBaseId")).ShouldBe(("src/A.cs", "SRCROOT"));
        (place.GetProperty("region").GetProperty("startLine").GetInt32(), place.GetProperty("region").GetProperty("startColumn").GetInt32()).ShouldBe((12, 4));
    }

    [TestMethod]
    public void What_two_hooks_find_is_there_once_and_names_both()
    {
        var result = Results(Of(Failed("Lint", Error()) with { Hook = Hook("Lint").Hook with { Severity = HookSeverity.Warning } }, Failed("Build", Error())))
            .Single();
        result.GetProperty("properties").GetProperty("hooks").EnumerateArray().Select(hook => hook.GetString()).ShouldBe(["Lint", "Build"]);
        Text(result, "level").ShouldBe("error");
    }

    [TestMethod]
    [DataRow("Lint", "Build")]
    [DataRow("Build", "Lint")]
    public void What_two_hooks_find_without_a_code_is_there_once_whichever_ended_first(string first, string second)
    {
        var bare = Error() with { Code = "" };
        var result = Results(Of(Failed(first, bare), Failed(second, bare))).Single();
        result.GetProperty("properties").GetProperty("hooks").EnumerateArray().Select(hook => hook.GetString()).ShouldBe([first, second]);
        Text(result, "ruleId").ShouldBe("Build");
    }

    [TestMethod]
    public void Without_a_code_and_a_place_a_finding_is_each_hook_s_own() =>
        Results(Of(Failed("Lint", Error() with { Code = "", File = "" }), Failed("Build", Error() with { Code = "", File = "" }))).Count().ShouldBe(2);

    [TestMethod]
    public void Each_code_is_a_rule_and_a_finding_without_one_goes_by_its_hook()
    {
        var run = Run(Of(Failed("Lint", Error(), Error("other") with { Code = "" }, Error("third"))));
        run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => Text(rule, "id")).ShouldBe(["X1", "Lint"]);
        run.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("ruleIndex").GetInt32()).ShouldBe([0, 1, 0]);
    }

    [TestMethod]
    public void A_hook_that_failed_without_a_finding_is_a_notification()
    {
        var invocation = Run(Of(Hook("Test", HookOutcome.TimedOut, "after 60 s"))).GetProperty("invocations")[0];
        invocation.GetProperty("executionSuccessful").GetBoolean().ShouldBeFalse();
        var notification = invocation.GetProperty("toolExecutionNotifications").EnumerateArray().Single();
        (Text(notification.GetProperty("descriptor"), "id"), Text(notification, "level")).ShouldBe(("HOOK1002", "error"));
        Text(notification.GetProperty("message"), "text").ShouldContain("'Test'");
    }

    [TestMethod]
    public void A_finding_without_a_file_stands_at_the_declaration_of_its_hook() =>
        Text(Place(Results(Of(Failed("Lint", Error() with { File = "", Line = 0, Column = 0 }))).Single()).GetProperty("artifactLocation"), "uri")
            .ShouldBe("build/RepoHooks.cs");

    [TestMethod]
    public void A_name_is_percent_encoded() =>
        Text(Place(Results(Of(Failed("Lint", Error() with { File = "/repository/a b#?%/http:<b>é.cs" }))).Single()).GetProperty("artifactLocation"), "uri")
            .ShouldBe("a%20b%23%3F%25/http%3A%3Cb%3E%C3%A9.cs");

    [TestMethod]
    public void A_file_outside_of_the_repository_has_an_address_of_its_own()
    {
        var place = Place(Results(Of(Failed("Lint", Error() with { File = "/repository2/A.cs" }))).Single()).GetProperty("artifactLocation");
        Text(place, "uri").ShouldBe("file:///repository2/A.cs");
        place.TryGetProperty("uriBaseId", out _).ShouldBeFalse();
    }

    [TestMethod]
    public void An_end_before_the_start_is_left_out() =>
        Place(Results(Of(Failed("Lint", Error() with { EndLine = 11, EndColumn = 9 }))).Single())
            .GetProperty("region")
            .EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe(["startLine", "startColumn"]);

    [TestMethod]
    public void A_message_makes_no_link() =>
        Text(Results(Of(Failed("Lint", Error("see [here](http://a.b)")))).Single().GetProperty("message"), "text").ShouldBe("see \\[here\\](http://a.b)");

    [TestMethod]
    public void Hostile_text_stays_text()
    {
        var text = Written("sarif", Of(Failed("Lint", Error(Hostile) with { File = "/repository/" + Hostile })));
        text.ShouldNotContain("<script");
        text.ShouldNotContain("\\u001B");
        text.ShouldAllBe(character => character == '\n' || (character >= ' ' && character <= '~'));
    }

    [TestMethod]
    public void The_fingerprint_stays_while_the_line_moves_and_changes_with_its_text()
    {
        using TemporaryFolder folder = new();
        var file = Path.Combine(folder.Path, "A.cs");
        File.WriteAllText(file, "one\n  two\n");
        var first = Fingerprint(folder.Path, Error() with { File = file, Line = 2 });
        File.WriteAllText(file, "zero\r\none\r\n\ttwo\r\n");
        Fingerprint(folder.Path, Error("wrong in another way") with { File = file, Line = 3 }).ShouldBe(first);
        File.WriteAllText(file, "one\n  three\n");
        Fingerprint(folder.Path, Error() with { File = file, Line = 2 }).ShouldNotBe(first);
    }

    [TestMethod]
    public void What_only_looks_like_the_end_of_a_line_is_part_of_it()
    {
        using TemporaryFolder folder = new();
        var file = Path.Combine(folder.Path, "a.txt");
        File.WriteAllText(file, "one\ftwo\r\nbad\n");
        var first = Fingerprint(folder.Path, Error() with { File = file, Line = 2 });
        File.WriteAllText(file, "bad\n");
        Fingerprint(folder.Path, Error() with { File = file, Line = 1 }).ShouldBe(first);
    }

    [TestMethod]
    public void Any_run_has_unique_fingerprints_and_rules_that_are_there()
    {
        Random random = new(5);
        for (var i = 0; i < 300; i++)
        {
            var run = Run(Any(random));
            var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => Text(rule, "id")).ToList();
            rules.ShouldBeUnique();
            List<JsonElement> results = [.. run.GetProperty("results").EnumerateArray()];
            results.ShouldAllBe(result => rules[result.GetProperty("ruleIndex").GetInt32()] == Text(result, "ruleId"));
            results.Select(result => Text(result.GetProperty("partialFingerprints"), "hooksBuild/v1")).ShouldBeUnique();
        }
    }

    private static string Fingerprint(string root, Finding finding) =>
        Text(Results(In(root, Run(Failed("Lint", finding)))).Single().GetProperty("partialFingerprints"), "hooksBuild/v1");

    private static JsonElement Run(Hooks.Build.Runner.Exports.ExportedRun run) => Read("sarif", run).GetProperty("runs").EnumerateArray().Single();

    private static RunReport Run(HookReport hook) => Output.Reports.Run(hook);

    private static IEnumerable<JsonElement> Results(Hooks.Build.Runner.Exports.ExportedRun run) => Run(run).GetProperty("results").EnumerateArray();

    private static JsonElement Place(JsonElement result) => result.GetProperty("locations")[0].GetProperty("physicalLocation");

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
