using System.Globalization;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Runner.Commands;
using Hooks.Build.Runner.LogReports;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Tests.Documentation;
using Hooks.Build.Runner.Tests.Doors;
using static Hooks.Build.Runner.Tests.Documentation.Repository;

namespace Hooks.Build.Runner.Tests.LogReports;

[TestClass]
public sealed class ReportTests
{
    private const string Docs = "docs/report.md";
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly HookPlan Plan = HookPlan.Create([
        new PlannedHook { Index = 0, Name = "Test", Command = [["true"]] }, new PlannedHook { Index = 1, Name = "Lint", Command = [["true"]] }]);

    [TestMethod]
    public void The_text_has_a_row_for_each_stage_and_each_hook_and_then_advice_and_notes()
    {
        using TemporaryFolder folder = new();
        var text = Text(folder, Log(12));
        text[0].ShouldStartWith("12 runs since ");
        text[0].ShouldEndWith(", 0 in the window before");
        text.ShouldContain(line => Columns(line) == "Stage / Runs / Total / Mean / Median / p95 / Failed / Interrupted / Of the bound / Trend");
        text.ShouldContain(line => Columns(line) == "PreCommit / 12 / 24.0 s / 2.0 s / 2.0 s / 2.0 s / 0 / 0 / 1.00 / -");
        text.ShouldContain(line =>
            Columns(line) == "Hook / Stage / Runs / Total / Mean / Median / p95 / Failed / Flaky / Remembered / Waited / Cores / Trend / History");
        text.ShouldContain(line => Columns(line) == "Test / PreCommit / 12 / 24.0 s / 2.0 s / 2.0 s / 2.0 s / 0 / 0 / - / 5 ms / 1.5 / - / ████████████");
        text.ShouldContain(line => line.StartsWith("advice: Test has neither Files nor Reads", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_run_whose_hooks_took_next_to_nothing_is_not_told_by_a_ratio_that_says_nothing()
    {
        using TemporaryFolder folder = new();
        Text(folder, Log(12).Select(line => line.Replace("\"lowerBoundMs\":2000", "\"lowerBoundMs\":99", StringComparison.Ordinal)))
            .ShouldContain(line => Columns(line) == "PreCommit / 12 / 24.0 s / 2.0 s / 2.0 s / 2.0 s / 0 / 0 / - / -");
    }

    [TestMethod]
    public void Of_many_hooks_those_that_take_most_time_are_told_and_how_many_are_not()
    {
        using TemporaryFolder folder = new();
        var text = Text(
            folder,
            Enumerable.Range(
                0,
                60).SelectMany(hook => Log(1).Select(line => line.Replace("\"Test\"", $"\"Test{hook}\"", StringComparison.Ordinal)
                    .Replace("\"run\":\"1\"", $"\"run\":\"{hook}\"", StringComparison.Ordinal))));
        text.Count(line => line.StartsWith("Test", StringComparison.Ordinal)).ShouldBe(50);
        text.ShouldContain("and 10 rows of less time or none: --hook NAME, --stage STAGE or --format json tell of them");
    }

    [TestMethod]
    public void A_narrow_terminal_is_never_written_over_its_edge()
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(Path.Combine(folder.Path, "runs.jsonl"), Log(12));
        foreach (var width in (int[])[40, 60, 79, 120])
        {
            ReportText.Lines(Report(folder), width, (_, text) => text).ShouldAllBe(line => DisplayWidth.Of(line) <= width);
        }
    }

    [TestMethod]
    public void Rows_that_differ_by_their_stage_alone_tell_it_in_a_narrow_terminal_too()
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(
            Path.Combine(folder.Path, "runs.jsonl"),
            Log(12).Concat(Log(12).Select(line => line.Replace("\"PreCommit\"", "\"PrePush\"", StringComparison.Ordinal)
                .Replace("\"run\":\"", "\"run\":\"push", StringComparison.Ordinal))));
        foreach (var width in (int[])[40, 50, 60, 79])
        {
            var lines = ReportText.Lines(Report(folder), width, (_, text) => text).ToList();
            lines.ShouldAllBe(line => DisplayWidth.Of(line) <= width);
            lines.Where(line => line.StartsWith("Test ", StringComparison.Ordinal))
                .Select(line => Columns(line).Split(" / ")[1])
                .ShouldBe(["PreCommit", "PrePush"], ignoreOrder: true);
        }
    }

    [TestMethod]
    public void Names_in_a_log_that_somebody_wrote_move_no_cursor_and_turn_no_line()
    {
        using TemporaryFolder folder = new();
        var text = string.Join(
            '\n', Text(folder, Log(3).Select(line => line.Replace("\"Test\"", "\"Te\\u001b[2Jst\\u202e\\n<script>\"", StringComparison.Ordinal))));
        text.ShouldContain("Test<U+202E>\\n<script>");
        text.ShouldNotContain("\e");
    }

    [TestMethod]
    public void Without_a_log_it_says_how_to_get_one()
    {
        using TemporaryFolder folder = new();
        Text(folder, []).ShouldHaveSingleItem().ShouldStartWith($"note: there is no log of runs yet in {folder.Path}: each run adds to it. Run the hooks");
    }

    [TestMethod]
    public void Where_all_runs_are_older_it_says_how_to_see_them()
    {
        using TemporaryFolder folder = new();
        Text(folder, Log(2).Select(line => line.Replace("2026-05-0", "2026-03-0", StringComparison.Ordinal)))
            .ShouldHaveSingleItem()
            .ShouldContain("the newest of 2 began on 2026-03-0");
    }

    [TestMethod]
    public void What_was_left_out_is_told()
    {
        using TemporaryFolder folder = new();
        var notes = string.Join(
            '\n',
            Text(folder, [.. Log(2), "garbage", "{\"schema\":2}", .. Log(1).Select(line => line.Replace("2026-05-0", "2027-05-0", StringComparison.Ordinal))]));
        notes.ShouldContain("note: 1 line of the log is damaged and was left out");
        notes.ShouldContain("note: 1 record of the log was written by a newer version and left out");
        notes.ShouldContain("note: 1 run is of the future by this machine's clock");
        notes.ShouldContain("note: advice needs 10 whole runs of a stage; the most there are is 2, of PreCommit");
    }

    [TestMethod]
    public void A_hook_that_nobody_knows_is_told_with_the_nearest()
    {
        using TemporaryFolder folder = new();
        var problem = Should.Throw<HooksException>(() => Report(folder, "Tset")).Problems.ShouldHaveSingleItem();
        (problem.Code, problem.Message).ShouldBe(
            ("HOOK9003", "--hook names 'Tset', which is a hook neither of the plan nor of the log; did you mean 'Test'? The hooks are: Test, Lint"));
    }

    [TestMethod]
    public void The_documentation_has_the_fields_that_are_written()
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(Path.Combine(folder.Path, "runs.jsonl"), Log(12));
        using var json = JsonDocument.Parse(ReportJson.Write(Report(folder)));
        Code(Repository.Text(Docs).Split("\n\nOne object: ")[1].Split("\n\n")[0].Split(". New fields")[0])
            .Where(name => name.All(char.IsLetter))
            .ShouldBe(Fields(json.RootElement), ignoreOrder: true);
        Names(Docs, "| Field of a stage |").ShouldBe(Fields(json.RootElement.GetProperty("stages")[0]), ignoreOrder: true);
        Names(Docs, "| Field of a hook or a matrix |").ShouldBe(Fields(json.RootElement.GetProperty("hooks")[0]), ignoreOrder: true);
        Names(Docs, "| Field of advice |").ShouldBe(Fields(json.RootElement.GetProperty("advice")[0]), ignoreOrder: true);
        Code(Table(Docs, "| Field of a hook or a matrix |")[^1][1]).ShouldBe(Fields(json.RootElement.GetProperty("hooks")[0].GetProperty("recent")[0]));
        Names(Docs, "| `kind` |").ShouldBe(Enum.GetNames<AdviceKind>(), ignoreOrder: true);
    }

    [TestMethod]
    public void The_documentation_has_the_options_of_the_command() =>
        Names(Docs, "| Option |")
            .Where(name => name.StartsWith("--", StringComparison.Ordinal))
            .Select(name => name.Split(' ')[0])
            .Distinct(StringComparer.Ordinal)
            .ShouldBe(ReportCommand.Create().Options.Select(option => option.Name), ignoreOrder: true);

    private static IEnumerable<string> Fields(JsonElement json) => json.EnumerateObject().Select(field => field.Name);

    private static LogReport Report(TemporaryFolder folder, params string[] hooks) =>
        LogReport.Make(
            new ReportSource(Plan, [(folder.Path, name => name)], _ => false),
            new ReportQuery { Now = Now, Since = Now - TimeSpan.FromDays(7), Hooks = hooks },
            "--hook");

    private static IReadOnlyList<string> Text(TemporaryFolder folder, IEnumerable<string> log)
    {
        File.WriteAllLines(Path.Combine(folder.Path, "runs.jsonl"), log);
        return [.. ReportText.Lines(Report(folder), int.MaxValue, (_, text) => text).SkipWhile(line => line.Length == 0)];
    }

    private static string Columns(string line) => string.Join(" / ", line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The log of runs of one hook of 2 s.</summary>
    internal static IEnumerable<string> Log(int runs) => Enumerable.Range(1, runs).SelectMany(run => (string[])
    [
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"schema":1,"kind":"hook","run":"{{run}}","time":"2026-05-0{{1 + (run % 3)}}T00:00:00Z","stage":"PreCommit","profiles":[],"platform":"linux-x64","hook":"Test","hookKind":"Command","wave":0,"startMs":0,"durationMs":2000,"queuedMs":5,"cpuMs":3000,"cores":1,"outcome":"Succeeded","source":"NotRemembered","attempts":1}"""),
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"schema":1,"kind":"run","run":"{{run}}","time":"2026-05-0{{1 + (run % 3)}}T00:00:00Z","stage":"PreCommit","profiles":[],"platform":"linux-x64","durationMs":2000,"hooks":1,"succeeded":1,"failed":0,"noFiles":0,"notRun":0,"remembered":0,"interrupted":false,"cores":2,"maxParallel":4,"lowerBoundMs":2000}"""),
    ]);
}
