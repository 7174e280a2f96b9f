using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Runner.LogReports;
using Hooks.Build.Runner.Tests.Doors;

namespace Hooks.Build.Runner.Tests.LogReports;

[TestClass]
public sealed partial class ReportPageTests
{
    private const string Hostile = "</script><script>alert(1)</script><!--\u202e\e[2J'\"&{{data}}";
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [GeneratedRegex("<(?<name>script|style)(?<attributes>[^>]*)>(?<text>.*?)</\\k<name>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Element();

    [TestMethod]
    public void The_page_asks_nobody_for_anything_and_writes_no_markup_of_what_it_shows()
    {
        var page = Page("Test").Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
        foreach (var word in (string[])["http:", "https:", "//cdn", "src=", "<link", "@import", "url(", "fetch(", "XMLHttpRequest", "WebSocket", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "style="])
        {
            page.ShouldNotContain(word);
        }

        page.ShouldContain("default-src 'none'");
    }

    [TestMethod]
    public void Its_policy_lets_its_own_script_and_style_run_and_no_other()
    {
        var page = Page("Test");
        var elements = Element().Matches(page);
        elements.Count.ShouldBe(3);
        foreach (var element in elements.Where(element => !element.Groups["attributes"].Value.Contains("json", StringComparison.Ordinal)))
        {
            var sum = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(element.Groups["text"].Value)));
            page.ShouldContain($"{element.Groups["name"].Value}-src 'sha256-{sum}'");
        }
    }

    [TestMethod]
    public void Whatever_a_hook_is_called_is_text()
    {
        var page = Page(Hostile);
        page.Split("<script").Length.ShouldBe(3);
        page.ShouldNotContain("\u202e");
        page.ShouldNotContain("\e");
        using var data = Data(page);
        data.RootElement.GetProperty("hooks")[0].GetProperty("name").GetString().ShouldBe(Hostile);
    }

    [TestMethod]
    public void It_has_the_last_run_with_lanes_and_path_and_the_history_of_each_hook()
    {
        using var data = Data(Page("Test"));
        var hook = data.RootElement.GetProperty("run").GetProperty("hooks").EnumerateArray().ShouldHaveSingleItem();
        (hook.GetProperty("lane").GetInt32(), hook.GetProperty("critical").GetBoolean(), hook.GetProperty("outcome").GetString()).ShouldBe((0, true, "Failed"));
        var history = data.RootElement.GetProperty("hooks")[0];
        (history.GetProperty("codes")
            .GetString(), history.GetProperty("ms").GetArrayLength(), history.GetProperty("p95").GetDouble()).ShouldBe(("sf", 2, 2000));
    }

    [TestMethod]
    [DataRow(null, "Failed")]
    [DataRow(HookStages.BeforeTool, "Crashed")]
    public void The_last_run_is_an_event_of_an_agent_only_where_its_stage_is_asked_for(HookStages? stage, string expected)
    {
        var page = Page(
            "Test",
            folder => File.WriteAllLines(
                Path.Combine(folder.Path, "agents.jsonl"),
                Run(2, "Test", "Crashed")
                    .Select(line => line.Replace("PreCommit", "BeforeTool", StringComparison.Ordinal).Replace("T00:", "T09:", StringComparison.Ordinal))),
            stage);
        using var data = Data(page);
        data.RootElement.GetProperty("run").GetProperty("hooks")[0].GetProperty("outcome").GetString().ShouldBe(expected);
        data.RootElement.GetProperty("failures")[0].GetProperty("what").GetString()!.ShouldStartWith(expected, Case.Insensitive);
    }

    [TestMethod]
    public void A_failed_hook_has_its_log_if_that_is_of_the_last_run()
    {
        Failure(Page("Test", folder => WriteLog(folder, minute: 0))).ShouldBe(("Test", "failed after 2.0 s", "src/A.cs(1,1): error X1: wrong"));
        Failure(Page("Test", folder => WriteLog(folder, minute: 7))).ShouldBe(("Test", "failed after 2.0 s", null));

        static void WriteLog(TemporaryFolder folder, int minute)
        {
            var log = Path.Combine(folder.Path, "Test.log");
            File.WriteAllText(log, "src/A.cs(1,1): error X1: \e[31mwrong\e[0m\n");
            File.SetLastWriteTimeUtc(log, new DateTime(2026, 5, 3, 0, minute, 2, DateTimeKind.Utc));
        }
    }

    [TestMethod]
    public void Without_runs_there_is_a_page_that_says_so()
    {
        using var data = Data(Page(name: null));
        data.RootElement.GetProperty("run").ValueKind.ShouldBe(JsonValueKind.Null);
        data.RootElement.GetProperty("notes")[0].GetString()!.ShouldStartWith("there is no log of runs yet");
    }

    [TestMethod]
    public void A_file_that_cannot_be_written_is_told()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Path, "file"), "");
        var (report, plan) = Report(folder);
        Should.Throw<HooksException>(() => ReportPage.Write(
            report, plan, Path.Combine(folder.Path, "file", "page.html"), "--html")).Problems[0].Message.ShouldStartWith("--html is '");
        ReportPage.Write(report, plan, Path.Combine(folder.Path, "new", "page.html"), "--html");
        Directory.GetFiles(Path.Combine(folder.Path, "new")).ShouldHaveSingleItem();
    }

    private static (string?, string?, string?) Failure(string page)
    {
        using var data = Data(page);
        var failure = data.RootElement.GetProperty("failures").EnumerateArray().ShouldHaveSingleItem();
        return (failure.GetProperty("name").GetString(), failure.GetProperty("what").GetString(), failure.GetProperty("log").GetString());
    }

    private static JsonDocument Data(string page) =>
        JsonDocument.Parse(Element().Matches(page).Single(element => element.Groups["attributes"].Value.Contains(
            "json", StringComparison.Ordinal)).Groups["text"].Value);

    private static string Page(string? name, Action<TemporaryFolder>? before = null, HookStages? stage = null)
    {
        using TemporaryFolder folder = new();
        before?.Invoke(folder);
        File.WriteAllLines(Path.Combine(folder.Path, "runs.jsonl"), name is null ? [] : [.. Run(1, name, "Succeeded"), .. Run(2, name, "Failed")]);
        var (report, plan) = Report(folder, stage);
        return ReportPage.Of(report, plan);
    }

    private static (LogReport, HookPlan) Report(TemporaryFolder folder, HookStages? stage = null)
    {
        var plan = HookPlan.Create([new PlannedHook { Index = 0, Name = "Test", Command = [["true"]] }]);
        return (LogReport.Make(
            new ReportSource(plan, [(folder.Path, name => name)], _ => false),
            new ReportQuery { Now = Now, Since = Now - TimeSpan.FromDays(7), Stage = stage },
            "--hook"), plan);
    }

    private static string[] Run(int number, string name, string outcome)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $$""" "schema":1,"run":"{{number}}","time":"2026-05-0{{number + 1}}T00:00:00Z","stage":"PreCommit","profiles":[],"platform":"linux-x64" """).Trim();
        return
        [
            $$"""{{{head}},"kind":"hook","hook":{{JsonSerializer.Serialize(name)}},"hookKind":"Command","wave":0,"startMs":0,"durationMs":2000,"queuedMs":5,"cpuMs":3000,"cores":1,"outcome":"{{outcome}}","source":"NotRemembered","attempts":1}""",
            $$"""{{{head}},"kind":"run","durationMs":2000,"hooks":1,"succeeded":1,"failed":0,"noFiles":0,"notRun":0,"remembered":0,"interrupted":false,"cores":2,"maxParallel":4,"lowerBoundMs":2000}""",
        ];
    }
}
