using System.Text.Json;
using Hooks.Build.Runner.Mcp;

namespace Hooks.Build.Runner.Tests.Mcp;

/// <summary>The real program, spoken to over pipes.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Its hooks are shell scripts.")]
public sealed class McpServerTests
{
    [TestMethod]
    public void It_says_what_it_is_and_what_tools_it_has()
    {
        using var repository = McpRepository.Create();
        using McpProgram program = new(repository.Root);
        var hello = program.Answer(program.Send(
            "initialize", """{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""")).GetProperty("result");
        hello.GetProperty("protocolVersion").GetString().ShouldBe("2025-06-18");
        hello.GetProperty("serverInfo").GetProperty("name").GetString().ShouldBe("hooks");
        program.Write("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        program.Answer(program.Send("tools/list", "{}"))
            .GetProperty("result")
            .GetProperty("tools")
            .EnumerateArray()
            .Select(tool => tool.GetProperty("name").GetString())
            .ShouldBe(["list", "graph", "plan", "run", "fix", "findings", "log", "explain", "report"]);
        program.Answer(program.Send("ping", "{}")).GetProperty("result").GetRawText().ShouldBe("{}");
    }

    [TestMethod]
    [DataRow("2024-11-05", "2024-11-05")]
    [DataRow("2025-03-26", "2024-11-05", DisplayName = "batches, which this version alone demands, are not taken, and a client of that age knows nothing newer")]
    [DataRow("2024-10-07", "2024-11-05", DisplayName = "the oldest is the nearest")]
    [DataRow("2025-06-18", "2025-06-18")]
    [DataRow("2025-11-25", "2025-11-25")]
    [DataRow("2026-07-28", "2025-11-25")]
    [DataRow("", "2025-11-25")]
    [DataRow("1.0", "2025-11-25", DisplayName = "what is no day says nothing about what the client knows")]
    public void It_speaks_the_version_that_the_client_asks_for_or_the_newest_that_it_can_know(string asked, string spoken)
    {
        using var repository = McpRepository.Create();
        using McpProgram program = new(repository.Root);
        program.Answer(program.Send("initialize", $$"""{"protocolVersion":"{{asked}}"}"""))
            .GetProperty("result")
            .GetProperty("protocolVersion")
            .GetString()
            .ShouldBe(spoken);
    }

    [TestMethod]
    public void Hooks_are_listed_in_pages_and_in_detail_where_that_is_asked_for()
    {
        using var repository = McpRepository.Create();
        using McpProgram program = new(repository.Root);
        var all = program.Value("list");
        all.GetProperty("total").GetInt32().ShouldBe(7);
        var lint = all.GetProperty("hooks")[0];
        lint.GetProperty("name").GetString().ShouldBe("Lint");
        lint.GetProperty("description").GetString().ShouldBe("No TODO in texts");
        lint.TryGetProperty("command", out _).ShouldBeFalse();
        program.Value("list", """{"hooks":["lint"],"detail":true}""")
            .GetProperty("hooks")[0]
            .GetProperty("command")
            .GetString()
            .ShouldNotBeNull()
            .ShouldContain("grep -q TODO");

        var page = program.Value("list", """{"limit":6}""");
        page.GetProperty("hooks").GetArrayLength().ShouldBe(6);
        var rest = program.Value("list", $$"""{"limit":6,"cursor":"{{page.GetProperty("next").GetString()}}"}""");
        rest.GetProperty("hooks").EnumerateArray().Select(hook => hook.GetProperty("name").GetString()).ShouldBe(["AtStop"]);
        rest.TryGetProperty("next", out _).ShouldBeFalse();
        program.Error("list", """{"hooks":["Lnt"]}""").ShouldContain("There is no hook 'Lnt'; did you mean 'Lint'?");
        program.Value("graph").GetProperty("graph").GetString().ShouldNotBeNull().ShouldStartWith("flowchart LR");
    }

    [TestMethod]
    public void A_plan_says_of_each_hook_whether_it_would_run_and_why()
    {
        using var repository = McpRepository.Create();
        repository.Write("a.txt", "fine\n");
        using McpProgram program = new(repository.Root);
        var plan = program.Value("plan");
        plan.GetProperty("willRun").GetInt32().ShouldBe(1);
        plan.GetProperty("checkedFiles").GetInt32().ShouldBe(1);
        Why(plan, "Lint").ShouldBe((true, "1 of the 1 files are ones that it is about"));
        Why(plan, "Docs").ShouldBe((false, "none of the 1 files is one that it is about (**/*.md)"));
        Why(plan, "Slow").ShouldBe((false, "its stages are Manual"));
        Why(program.Value("plan", """{"stage":"Manual","profiles":["loud"]}"""), "Slow").ShouldBe((false, "it is in none of the profiles loud"));
        Why(program.Value("plan", """{"skip":["Lint"]}"""), "Lint").ShouldBe((false, "skip leaves it out"));
        Why(program.Value("plan", """{"hooks":["Docs"],"select":"all"}"""), "Lint").Why.ShouldEndWith("it was not named, and belongs to one that was");
        repository.Has("build/obj/hooks/Lint.log").ShouldBeFalse();
    }

    [TestMethod]
    public void Who_listens_to_runs_is_on_the_first_page_of_the_list_where_no_hooks_are_named()
    {
        using var repository = McpRepository.Create();
        repository.Declare(
            """[Hook] const string One = "true"; [Hook] const string Other = "true"; [OnRun(Stages = HookStages.PrePush, Description = "tells")] static void Notify(RunContext run) { }""");
        using McpProgram program = new(repository.Root);
        var page = program.Value("list", """{"limit":1}""");
        page.GetProperty("listeners").GetRawText().ShouldBe("""[{"name":"Notify","stages":["PrePush"],"description":"tells"}]""");
        program.Value("list", $$"""{"cursor":"{{page.GetProperty("next").GetString()}}"}""").TryGetProperty("listeners", out _).ShouldBeFalse();
        program.Value("list", """{"hooks":["One"]}""").TryGetProperty("listeners", out _).ShouldBeFalse();
        program.Value("list", """{"stage":"Build"}""").TryGetProperty("listeners", out _).ShouldBeFalse();
        var detail = program.Value("list", """{"stage":"PrePush","detail":true}""").GetProperty("listeners")[0];
        (detail.GetProperty("timeoutSeconds").GetInt32(), detail.GetProperty("line").GetInt32() > 0).ShouldBe((5, true));
    }

    [TestMethod]
    public void What_cannot_run_here_is_told_once_by_list_and_plan_and_refused_by_run()
    {
        using var repository = McpRepository.Create();
        repository.Declare(
            """[Hook(MatrixOf = ["x/*/"], Stages = HookStages.Manual)] const string Each = "sh -c 'cd {item}'"; [Hook] const string Other = "true";""");
        repository.Write("x/a;b/y", "");
        repository.Write("x/c d/y", "");
        using McpProgram program = new(repository.Root);
        var list = program.Value("list");
        list.GetProperty("hooks")
            .EnumerateArray()
            .Where(hook => hook.TryGetProperty("fault", out _))
            .Select(hook => hook.GetProperty("name").GetString())
            .ShouldBe(["Each[x/a%3Bb]", "Each[x/c%20d]"]);
        list.GetProperty("faults").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldNotBeNull().ShouldEndWith("So it is with 1 more: x/c%20d");
        var plan = program.Value("plan", """{"stage":"Manual"}""");
        plan.GetProperty("faults").GetArrayLength().ShouldBe(1);
        Why(plan, "Each[x/a%3Bb]").ShouldBe((false, "it cannot run here (HOOK9010, see faults), and a run that has it is refused: skip it, or repair that"));
        program.Error("run", """{"stage":"Manual"}""").ShouldContain("HOOK9010");
        program.Value("plan").TryGetProperty("faults", out _).ShouldBeFalse();
    }

    [TestMethod]
    public void A_run_tells_what_failed_as_it_goes_and_at_its_end()
    {
        using var repository = McpRepository.Create();
        repository.Write("a.txt", "TODO\n");
        repository.Write("b.txt", "fine\n");
        using McpProgram program = new(repository.Root);
        var run = program.Value("run");
        run.GetProperty("succeeded").GetBoolean().ShouldBeFalse();
        run.GetProperty("stage").GetString().ShouldBe("PreCommit");
        run.GetProperty("summary").GetString().ShouldNotBeNull().ShouldStartWith("1 failed");
        run.GetProperty("hooks").EnumerateArray().Select(hook => $"{hook.GetProperty("name")} {hook.GetProperty("outcome")}").ShouldContain("Lint Failed");
        var finding = run.GetProperty("findings").EnumerateArray().ShouldHaveSingleItem();
        $"{finding.GetProperty("file")} {finding.GetProperty("line")} {finding.GetProperty("code")} {finding.GetProperty("message")}".ShouldBe("a.txt 1 TODO1 there is a TODO");

        var told = program.Notifications.Select(message => message.GetProperty("params")).ToList();
        told.Select(one => one.GetProperty("message").GetString()).ShouldContain("Lint started");
        told.Select(one => one.GetProperty("progress").GetInt32())
            .ShouldBe(told.Select(one => one.GetProperty("progress").GetInt32()).Distinct().Order(), "each is more than the one before");
        told[^1].GetProperty("progress").GetInt32().ShouldBe(told[^1].GetProperty("total").GetInt32());
        told.ShouldAllBe(one => one.GetProperty("progressToken").GetString() == "p1");

        repository.Write("a.txt", "done\n");
        program.Value("run").GetProperty("succeeded").GetBoolean().ShouldBeTrue();
        program.Value("findings").GetProperty("total").GetInt32().ShouldBe(0);
        program.Value("findings", """{"run":"1"}""").GetProperty("total").GetInt32().ShouldBe(1);
        program.Error("findings", """{"run":"9"}""").ShouldContain("there is no run '9'");
        program.Value("log", """{"hook":"Lint"}""").GetProperty("text").GetString().ShouldNotBeNull();
        program.Value("report").GetProperty("runs").GetInt32().ShouldBe(2);
        program.Value("explain", """{"hooks":["Lint"]}""")
            .GetProperty("text")
            .GetString()
            .ShouldNotBeNull()
            .ShouldStartWith("Lint would run now: ", customMessage: "the same files as run means");
        var staged = program.Value("explain", """{"hooks":["Lint"],"select":"staged"}""").GetProperty("text").GetString().ShouldNotBeNull();
        staged.ShouldStartWith("Lint would not run now: nothing that is staged matches its Files (");
        program.Value("explain", """{"hooks":["AtStop","Lint"]}""")
            .GetProperty("text")
            .GetString()
            .ShouldNotBeNull()
            .ShouldMatch("(?s)AtStop runs at stage AgentStop.*Lint would run now", "each at a stage that it has");
        program.Value("report", """{"stage":"AgentStop"}""").GetProperty("runs").GetInt32().ShouldBe(0);
        staged.ShouldMatch(@"In the last run \(PreCommit, [-0-9: ]+ UTC\) it ended with Succeeded\.");
    }

    [TestMethod]
    public void Files_are_repaired_by_fix_and_never_by_run()
    {
        using var repository = McpRepository.Create();
        repository.Write("a.fix", "bad\n");
        using McpProgram program = new(repository.Root);
        program.Value("run", """{"stage":"Manual","profiles":["fix"],"files":["a.fix"]}""").GetProperty("succeeded").GetBoolean().ShouldBeFalse();
        repository.Read("a.fix").ShouldBe("bad\n");
        var run = program.Value("fix", """{"stage":"Manual","profiles":["fix"],"files":["a.fix"]}""");
        run.GetProperty("succeeded").GetBoolean().ShouldBeTrue(run.GetRawText());
        repository.Read("a.fix").ShouldBe("good\n");
    }

    [TestMethod]
    public void Findings_come_in_pages_that_together_are_all_of_them()
    {
        using var repository = McpRepository.Create();
        using McpProgram program = new(repository.Root);
        var run = program.Value("run", """{"stage":"Manual","profiles":["many"],"limit":7}""");
        run.GetProperty("total").GetInt32().ShouldBe(150);
        var codes = run.GetProperty("findings").EnumerateArray().Select(found => found.GetProperty("code").GetString()).ToList();
        codes.Count.ShouldBe(7);
        for (var next = run; next.TryGetProperty("next", out var cursor);)
        {
            next = program.Value("findings", $$"""{"limit":40,"cursor":"{{cursor.GetString()}}"}""");
            codes.AddRange(next.GetProperty("findings").EnumerateArray().Select(found => found.GetProperty("code").GetString()));
        }

        codes.ShouldBe(Enumerable.Range(1, 150).Select(number => $"MANY{number}"));
        program.Value("findings", """{"level":"Error"}""").GetProperty("total").GetInt32().ShouldBe(0);
        program.Value("findings", """{"file":"a.txt","hook":"many"}""").GetProperty("total").GetInt32().ShouldBe(150);
        program.Error("findings", """{"cursor":"151"}""").ShouldStartWith("cursor is '151', which no call has returned as next");
    }

    [TestMethod]
    public void What_hooks_print_reaches_the_client_in_answers_alone_and_clean()
    {
        using var repository = McpRepository.Create();
        repository.Write("loud.out", "\e[31mred\e[0m \U000E0041\U000E0042 turned \u202E over\nplain \u4e16\n");
        using McpProgram program = new(repository.Root);
        var run = program.Value("run", """{"stage":"Manual","profiles":["loud"]}""");
        run.GetProperty("hooks")[0].GetProperty("outcome").GetString().ShouldBe("Failed");
        var log = program.Value("log", """{"hook":"Loud"}""").GetProperty("text").GetString()!;
        log.ShouldContain("\"jsonrpc\"");
        log.ShouldContain("to stderr");
        log.ShouldContain("red  turned  over\nplain \u4e16");
        (run.GetRawText() + log).ShouldNotContain("\e");
        program.Notifications.ShouldAllBe(message => message.GetProperty("method").GetString() == "notifications/progress");
    }

    [TestMethod]
    public void A_log_is_read_backwards_until_its_beginning()
    {
        using var repository = McpRepository.Create();
        repository.Write("loud.out", string.Concat(Enumerable.Range(1, 2000).Select(number => $"line {number}\n")));
        using McpProgram program = new(repository.Root);
        _ = program.Value("run", """{"stage":"Manual","profiles":["loud"]}""");
        var lines = new List<string>();
        var page = program.Value("log", """{"hook":"Loud","lines":500}""");
        while (true)
        {
            lines.InsertRange(0, page.GetProperty("text").GetString()!.Split('\n'));
            if (!page.TryGetProperty("next", out var next))
            {
                break;
            }

            page = program.Value("log", $$"""{"hook":"Loud","lines":500,"cursor":"{{next.GetString()}}"}""");
        }

        lines.Where(line => line.StartsWith("line ", StringComparison.Ordinal)).ShouldBe(Enumerable.Range(1, 2000).Select(number => $"line {number}"));
    }

    [TestMethod]
    public void Rules_are_explained_in_a_repository_or_out_of_one()
    {
        using Doors.TemporaryFolder folder = new();
        using McpProgram program = new(folder.Path);
        program.Value("explain", """{"rule":"hook0008"}""").GetProperty("text").GetString().ShouldNotBeNull().ShouldStartWith("# HOOK0008");
        program.Value("explain", """{"rule":"HOOK9024"}""").GetProperty("text").GetString().ShouldNotBeNull().ShouldContain("understand each other");
        program.Error("explain", """{"rule":"../tools"}""").ShouldContain("There is no rule");
        program.Error("explain", """{"rule":"HOOK0099"}""").ShouldContain("There is no rule");
        program.Error("list").ShouldContain("is not in a git repository");
    }

    [TestMethod]
    public void Every_result_is_as_its_schema_says()
    {
        using var repository = McpRepository.Create();
        repository.Write("a.txt", "TODO\n");
        using McpProgram program = new(repository.Root);
        using var tools = McpTools.Read();
        foreach (var (tool, arguments) in ((string, string)[])
            [("list", """{"detail":true}"""), ("graph", "{}"), ("plan", "{}"), ("run", "{}"), ("fix", "{}"), ("findings", "{}"), ("log", """{"hook":"Lint"}"""), ("explain", "{}"), ("explain", """{"rule":"HOOK0001"}"""), ("report", "{}")])
        {
            var value = program.Value(tool, arguments);
            var schema = tools.All.EnumerateArray().Single(one => one.GetProperty("name").GetString() == tool).GetProperty("outputSchema");
            McpSchema.Problem(Closed(schema), value, tool).ShouldBeNull(value.GetRawText());
        }
    }

    // What no schema names would be a surprise to a client.
    private static JsonElement Closed(JsonElement schema)
    {
        using var closed = JsonDocument.Parse(schema.GetRawText().Replace(
            "\"properties\"", "\"additionalProperties\":false,\"properties\"", StringComparison.Ordinal));
        return closed.RootElement.Clone();
    }

    private static (bool Runs, string Why) Why(JsonElement plan, string name)
    {
        var hook = plan.GetProperty("hooks").EnumerateArray().Single(hook => hook.GetProperty("name").GetString() == name);
        return (hook.GetProperty("runs").GetBoolean(), hook.GetProperty("why").GetString()!);
    }
}
