using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;
using static Hooks.Build.Runner.Tests.Output.Reports;

namespace Hooks.Build.Runner.Tests.Output;

[TestClass]
public sealed class JsonOutputTests
{
    private static readonly RunRequest Request = new() { RepositoryRoot = "/repository", LogDirectory = "/repository/logs", Stage = HookStages.PreCommit };

    [TestMethod]
    public void A_run_is_one_object_with_a_version()
    {
        using var json = JsonDocument.Parse(Tell(byLines: false));
        var root = json.RootElement;
        root.GetProperty("version").GetInt32().ShouldBe(1);
        root.GetProperty("run").GetProperty("stage").GetString().ShouldBe("PreCommit");
        root.GetProperty("run").GetProperty("succeeded").GetBoolean().ShouldBeFalse();
        root.GetProperty("run").GetProperty("durationMs").GetDouble().ShouldBe(2000);
        root.GetProperty("run").GetProperty("counts").GetProperty("failed").GetInt32().ShouldBe(1);
        var lint = root.GetProperty("hooks")[0];
        lint.GetProperty("outcome").GetString().ShouldBe("Failed");
        lint.GetProperty("exitCode").GetInt32().ShouldBe(3);
        lint.GetProperty("files").ValueKind.ShouldBe(JsonValueKind.Null);
        lint.GetProperty("findings")[0].GetProperty("file").GetString().ShouldBe("src/A.cs");
        root.GetProperty("hooks").GetArrayLength().ShouldBe(2);
    }

    [TestMethod]
    public void By_lines_each_hook_is_told_when_it_ends_and_the_run_last()
    {
        var lines = Tell(byLines: true).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("""{"version":1,"kind":"hook","name":"Lint","outcome":"Failed",""");
        lines[1].ShouldStartWith("""{"version":1,"kind":"hook","name":"Test",""");
        lines[2].ShouldStartWith("""{"version":1,"kind":"run","stage":"PreCommit",""");
    }

    [TestMethod]
    [DataRow("", "", "", "", "1 passed, 2 warnings in")]
    [DataRow("", "w1; X", "", "", "1 passed, 1 error, 1 warning in")]
    [DataRow("", "Lint", "", "", "1 passed, 1 error, 1 warning in")]
    [DataRow("", "", "", "true", "1 passed, 2 errors in")]
    [DataRow("", "", "W1", "true", "1 passed, 1 error, 1 warning in")]
    [DataRow("W1,Lint", "", "", "true", "1 passed in")]
    public void A_warning_counts_as_what_the_build_takes_it_for(string silenced, string raised, string kept, string raisesAll, string summary)
    {
        Written(terminal =>
        {
            HookReport[] hooks = [Hook("Lint") with { Findings = [
                new Finding(HookFindingLevel.Warning, "a.txt", 1, 1, 0, 0, "W1", "one"),
                new Finding(HookFindingLevel.Warning, "a.txt", 1, 1, 0, 0, "", "two")] }];
            using JsonOutput output = new(new EventStream(terminal), Request, byLines: true, WarningCodes.Read(silenced, raised, kept, raisesAll));
            output.End(Run(hooks));
        }).ShouldContain($"\"summary\":\"{summary}");
    }

    [TestMethod]
    public void Of_who_listens_to_a_run_no_door_tells_a_warning()
    {
        var lines = Written(terminal =>
        {
            using JsonOutput output = new(new EventStream(terminal), Request, byLines: true);
            output.Warned(new Problem(Codes.Events, "not sent"));
            output.Warned(new Problem(Codes.RunLog, "not written"));
        }).Split('\n');
        lines[0].ShouldEndWith("\"tell\":\"info\"}");
        lines[1].ShouldEndWith("\"tell\":\"warning\"}");
    }

    [TestMethod]
    public void Texts_of_others_can_be_shown_as_they_are()
    {
        const string Hostile = "red\u001b[31m \u202Egnp";
        Written(terminal =>
        {
            using JsonOutput output = new(new EventStream(terminal), Request, byLines: true);
            output.Warned(new Problem(Codes.Events, Hostile));
            output.HookEnded(Hook("Lint") with { Reason = Hostile, Findings = [new Finding(HookFindingLevel.Warning, "a.txt", 1, 1, 0, 0, "W1", Hostile)] });
        }).Split("\"red <U+202E>gnp\"").Length.ShouldBe(4);
    }

    private static string Tell(bool byLines) => Written(terminal =>
    {
        HookReport[] hooks = [Hook("Lint", HookOutcome.Failed, "exit code 3") with { ExitCode = 3, Findings = [Error()] }, Hook("Test")];
        using JsonOutput output = new(new EventStream(terminal), Request, byLines);
        foreach (var hook in hooks)
        {
            output.HookEnded(hook);
        }

        output.End(Run(hooks));
    });
}
