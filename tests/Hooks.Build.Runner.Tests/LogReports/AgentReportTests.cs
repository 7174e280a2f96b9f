using System.Text.Json;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Runner.LogReports;
using Hooks.Build.Runner.Tests.Doors;
using static Hooks.Build.Runner.Tests.Documentation.Repository;

namespace Hooks.Build.Runner.Tests.LogReports;

[TestClass]
public sealed class AgentReportTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    [TestMethod]
    public void Calls_times_denials_and_bytes_are_told_by_day_and_by_agent_and_stage()
    {
        Log([
            .. Enumerable.Range(1, 20).Select(i => Answer(i, i <= 5 ? "cursor" : "claude", "BeforeTool", held: i is 7 or 9)),
            Answer(40, "claude", "AgentStop", held: false)]);
        var lines = Lines(new ReportQuery { Now = Now, Since = Now.AddDays(-7) });
        lines[0].ShouldStartWith("21 events of coding agents since ");
        lines.ShouldContain(line => Columns(line) == "Day / Calls / p50 / p95 / Longest / Held back / Context bytes");
        lines.ShouldContain(line => Columns(line).EndsWith(" / 21 / 11 ms / 20 ms / 40 ms / 2 / 2,100", StringComparison.Ordinal));
        lines.ShouldContain(line => Columns(line) == "claude BeforeTool / 15 / 13 ms / 20 ms / 20 ms / 2 / 1,500");
        lines.ShouldContain(line => Columns(line) == "cursor BeforeTool / 5 / 3 ms / 5 ms / 5 ms / 0 / 500");
        lines.ShouldContain(line => Columns(line) == "Guard / BeforeTool / Shell / 2 / it is forbidden");
    }

    [TestMethod]
    public void What_is_asked_for_counts_and_what_is_damaged_or_of_runs_does_not()
    {
        Log([
            Answer(1, "claude", "BeforeTool", held: true, time: "2026-04-01T00:00:00Z"),
            Answer(2, "claude", "AfterTool", held: false),
            "{\"schema\":1,\"kind\":\"answer\"}",
            "{\"schema\":1,\"kind\":\"answer\",\"ru",
            Answer(3, "claude", "BeforeTool", held: false)]);
        Calls(new ReportQuery { Now = Now, Since = Now.AddDays(-7) }).ShouldBe(2);
        Calls(new ReportQuery { Now = Now, Since = Now.AddDays(-70) }).ShouldBe(3);
        Calls(new ReportQuery { Now = Now, Since = Now.AddDays(-70), Last = 1 }).ShouldBe(1);
        Calls(new ReportQuery { Now = Now, Since = Now.AddDays(-70), Stage = HookStages.AfterTool }).ShouldBe(1);
        Lines(new ReportQuery { Now = Now, Since = Now.AddDays(-1) })[^1].ShouldContain("2 damaged");

        // A report of runs knows nothing of them.
        RunHistory.Read([(_folder.Path, name => name)], new ReportQuery { Now = Now, Since = Now.AddDays(-70) }).Known.ShouldBe(0);
    }

    [TestMethod]
    public void Without_a_log_a_note_says_what_to_do() =>
        Lines(new ReportQuery { Now = Now, Since = Now.AddDays(-7) }).ShouldHaveSingleItem().ShouldContain("hooks install --agent");

    [TestMethod]
    public void What_a_model_or_somebody_else_wrote_moves_no_cursor_hides_nothing_and_is_cut()
    {
        Log([Answer(1, "cla\\u001b[2Jude", "BeforeTool", held: true, reason: "a\\u001b]0;x\\u0007b\\u202ec\\n" + new string('y', 5000))]);
        ReportQuery query = new() { Now = Now, Since = Now.AddDays(-7) };
        string.Join('\n', Lines(query)).ShouldSatisfyAllConditions(
            text => text.ShouldNotContain("\u001b", Case.Sensitive),
            text => text.ShouldNotContain("\u202e", Case.Sensitive),
            text => text.ShouldContain("abc"),
            text => text.Split('\n').ShouldAllBe(line => line.Length < 400));
        Report(query).Json().ShouldNotContain("202e");
    }

    [TestMethod]
    public void The_fields_of_the_JSON_are_those_that_the_page_names()
    {
        Log([Answer(1, "claude", "BeforeTool", held: true)]);
        using var json = JsonDocument.Parse(Report(new ReportQuery { Now = Now, Since = Now.AddDays(-7) }).Json());
        var page = Text("docs/report.md");
        var part = page[page.IndexOf("## Coding agents", StringComparison.Ordinal)..page.IndexOf("## JSON", StringComparison.Ordinal)];
        foreach (var field in json.RootElement.EnumerateObject()
            .Concat(((string[])["days", "agents", "denials"]).SelectMany(name => json.RootElement.GetProperty(name)[0].EnumerateObject())))
        {
            part.ShouldContain("`" + field.Name + "`");
        }
    }

    public void Dispose() => _folder.Dispose();

    private static string Columns(string line) => string.Join(" / ", line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static string Answer(
        int milliseconds, string agent, string stage, bool held, string time = "2026-05-04T10:00:00Z", string reason = "it is forbidden") =>
        $$"""{"schema":1,"kind":"answer","run":"x","time":"{{time}}","stage":"{{stage}}","platform":"linux-x64","durationMs":{{milliseconds}},"agent":"{{agent}}","tool":"Shell","held":{{(held ? "true" : "false")}},{{(held ? $$"""
        "heldBy":[{"hook":"Guard","reason":"{{reason}}"}],
        """ : "")}}"contextBytes":100}""";

    private void Log(IReadOnlyList<string> lines) => File.WriteAllLines(Path.Combine(_folder.Path, "agents.jsonl"), lines);

    private AgentReport Report(ReportQuery query) => new(query, [_folder.Path], AgentActivity.Read([_folder.Path], query));

    private List<string> Lines(ReportQuery query) => [.. Report(query).Lines(200, (_, text) => text)];

    private int Calls(ReportQuery query)
    {
        using var json = JsonDocument.Parse(Report(query).Json());
        return json.RootElement.GetProperty("calls").GetInt32();
    }
}
