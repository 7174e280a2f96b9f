using Hooks.Build.Tasks;

namespace Hooks.Build.Runner.Tests.Doors;

/// <summary>The task of MSBuild against programs that say all kinds of things.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class CallHooksTests
{
    // The task calls 'PROGRAM door run' in the project's folder: a script of the name 'door'. To start a file that was written a moment ago fails where another
    // test forks meanwhile (ETXTBSY).
    private const string Shell = "/bin/sh";


    [TestMethod]
    public void Findings_become_errors_and_warnings_with_their_places()
    {
        var engine = Call(
            """
            echo '{"version":1,"kind":"hook","name":"Lint","outcome":"Failed","findings":[{"file":"src/A.cs","line":3,"column":4,"code":"X1","message":"bad","tell":"error"},{"file":"","line":0,"column":0,"code":"","message":"hm","tell":"warning"},{"file":"","code":"","message":"noise","tell":"nothing"}],"problems":[{"code":"HOOK1001","message":"Hook failed","file":"build/H.cs","line":5,"column":6,"tell":"error"}]}'
            """ + "\n" + End(1), out var succeeded);
        succeeded.ShouldBeFalse();
        engine.Errors.ShouldBe(["/repository/src/A.cs(3,4): X1: bad", "/repository/build/H.cs(5,6): HOOK1001: Hook failed"]);
        engine.Warnings.ShouldBe(["/package/targets/Hooks.proj(0,0): Lint: hm"]);
        engine.Messages.ShouldNotContain("noise");
    }

    [TestMethod]
    public void A_finding_in_a_file_that_no_system_has_is_told_as_it_was_named()
    {
        var engine = Call(
            """
            echo '{"version":1,"kind":"hook","name":"Lint","outcome":"Failed","findings":[{"file":"a\u0000b","line":3,"column":4,"code":"X1","message":"bad","tell":"error"},{"file":"c","line":1,"column":1,"code":"X1","message":"worse","tell":"error"}],"problems":[]}'
            """ + "\n" + End(1), out var succeeded);
        succeeded.ShouldBeFalse();
        engine.Errors.ShouldBe(["a\0b(3,4): X1: bad", "/repository/c(1,1): X1: worse"]);
    }

    [TestMethod]
    public void The_summary_is_told_in_the_form_that_the_terminal_logger_shows() =>
        Call("""echo '{"version":1,"kind":"run","succeeded":true,"told":["hooks: repaired A"],"summary":"1 passed","problems":[]}'""" + "\n" + End(1), out _)
            .Messages.ShouldBe(["Hooks -> hooks: repaired A", "Hooks -> hooks: 1 passed"]);

    [TestMethod]
    public void Where_a_hook_failed_the_summary_names_the_folder_of_logs_and_always_the_page() =>
        Call(
            """echo '{"version":1,"kind":"run","succeeded":false,"summary":"1 failed","logs":"/p/hooks","page":"/p/page.html","problems":[]}'"""
                + "\n"
                + End(1).Replace("\"succeeded\":true", "\"succeeded\":false", StringComparison.Ordinal),
            out _)
            .Messages.ShouldBe(["Hooks -> hooks: 1 failed; logs: /p/hooks; page: /p/page.html"]);

    [TestMethod]
    public void Of_who_listens_to_a_run_people_are_told_and_no_warning_is_made()
    {
        var engine = Call(
            """echo '{"version":1,"kind":"problem","code":"HOOK9029","message":"Telemetry of this run was not sent","file":"","tell":"info"}'"""
                + "\n"
                + End(1),
            out var succeeded);
        succeeded.ShouldBeTrue();
        engine.Warnings.ShouldBeEmpty();
        engine.Messages.ShouldBe(["Hooks -> hooks: HOOK9029: Telemetry of this run was not sent"]);
    }

    [TestMethod]
    public void What_came_of_each_hook_is_an_item_with_what_is_known_of_it_whatever_it_is_called()
    {
        CallHooks? task = null;
        var engine = Call("""
            echo '{"version":1,"kind":"begin","time":"2026-04-30T12:00:00Z"}'
            echo '{"version":1,"kind":"hook","name":"Lint[a;b %41]","outcome":"Failed","source":"Miss","matrix":"Lint","item":"a;b %41","startMs":1500.5,"durationMs":20.25,"exitCode":3,"files":null,"reason":"it is *;%41","log":"/p/Lint.log","findings":[{"tell":"nothing"}]}'
            echo '{"version":1,"kind":"hook","name":"Test","outcome":"Skipped","reason":"","log":null}'
            """ + "\n" + End(3), out _, created => task = created);
        task!.Results.Select(item => item.ItemSpec).ShouldBe(["Lint[a;b %41]", "Test"]);
        var (lint, test) = (task.Results[0], task.Results[1]);
        lint.CloneCustomMetadata().Keys.Cast<string>().ToDictionary(name => name, lint.GetMetadata, StringComparer.Ordinal).ShouldBe(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["outcome"] = "Failed",
                ["source"] = "Miss",
                ["matrix"] = "Lint",
                ["item"] = "a;b %41",
                ["startMs"] = "1500.5",
                ["durationMs"] = "20.25",
                ["exitCode"] = "3",
                ["reason"] = "it is *;%41",
                ["log"] = "/p/Lint.log",
                ["findings"] = "1",
                ["started"] = "2026-04-30T12:00:01.500Z",
            },
            ignoreOrder: true);
        test.GetMetadata("outcome").ShouldBe("Skipped");
        test.GetMetadata("started").ShouldBeEmpty();
        engine.Messages.ShouldBe(["Hook 'Lint[a;b %41]' ends: Failed after 20 ms, log /p/Lint.log", "Hook 'Test' ends: Skipped after 0 ms"]);
    }

    [TestMethod]
    public void Called_in_the_user_s_own_project_it_speaks_in_that_project_s_name() =>
        Call(
            """echo '{"version":1,"kind":"run","succeeded":true,"summary":"1 passed","problems":[]}'""" + "\n" + End(1),
            out _,
            task => task.Project = Path.Combine(Path.GetDirectoryName(task.Project)!, "Own.csproj"),
            new FakeBuildEngine { ProjectFileOfTaskNode = "/package/targets/Hooks.Build.targets" })
            .Messages.ShouldBe(["Own -> hooks: 1 passed"]);

    [TestMethod]
    public void A_logger_that_shows_one_line_of_a_project_is_told_what_was_built_as_well() =>
        Call(
            """echo '{"version":1,"kind":"run","succeeded":true,"summary":"1 passed","problems":[]}'""" + "\n" + End(1),
            out _,
            task => task.Built = "/p/bin/Hooks.dll")
            .Messages.ShouldBe(["Hooks -> /p/bin/Hooks.dll (hooks: 1 passed)"]);

    [TestMethod]
    public void What_is_done_once_in_a_build_is_done_once_however_many_ask()
    {
        FakeBuildEngine engine = new();
        foreach (var once in new[] { "a", "a", "b", "", "" })
        {
            _ = Call($$"""echo '{"version":1,"kind":"text","text":"{{once}}"}'""" + "\n" + End(1), out var succeeded, task => task.Once = once, engine);
            succeeded.ShouldBeTrue();
        }

        engine.Messages.ShouldBe(["Hooks -> a", "Hooks -> b", "Hooks -> ", "Hooks -> "]);
    }

    [TestMethod]
    public void The_request_arrives_field_by_field_whatever_is_in_it()
    {
        using TemporaryFolder folder = new();
        var heard = Path.Combine(folder.Path, "heard");
        _ = Call(
            $"while read -r line && [ -n \"$line\" ]; do printf '%s\\n' \"$line\" >>'{heard}'; done\n{End(0)}",
            out var succeeded,
            task => task.Request = "a=1\u001Fb=x;y=z\t\\\u001Fempty=\u001Fc=two\r\nlines");
        succeeded.ShouldBeTrue();
        File.ReadAllText(heard).ShouldBe("a\t1\nb\tx;y=z\\t\\\\\nc\ttwo\\r\\nlines\nglobal\tConfiguration\n");
    }

    [TestMethod]
    public void Cores_are_asked_for_when_the_program_wants_them_and_given_back()
    {
        var engine = Call("""
            while read -r line && [ -n "$line" ]; do :; done
            echo '{"version":1,"kind":"cores","wanted":4}'
            read -r answer
            echo "{\"version\":1,\"kind\":\"text\",\"text\":\"$answer\"}"
            """.Replace("$answer", "$(echo $answer)", StringComparison.Ordinal) + "\n" + End(2), out _, null, new FakeBuildEngine(_ => 2));
        engine.CoresAsked.ShouldBe([4]);
        engine.Messages.ShouldBe(["Hooks -> cores 2"]);
        engine.CoresHeld.ShouldBe(0);
    }

    [TestMethod]
    public void Cores_that_are_refused_are_one()
    {
        var engine = Call("""
            while read -r line && [ -n "$line" ]; do :; done
            echo '{"version":1,"kind":"cores","wanted":4}'
            read -r answer
            echo "{\"version\":1,\"kind\":\"text\",\"text\":\"$(echo $answer)\"}"
            """ + "\n" + End(2), out var succeeded, null, new FakeBuildEngine(_ => throw FakeBuildEngine.OldTaskHost));
        succeeded.ShouldBeTrue();
        engine.Messages.ShouldBe(["Hooks -> cores 1"]);
    }

    [TestMethod]
    [DataRow("""printf '{"version":1,"kind":"ho'""", "it wrote '{\"version\":1,\"kind\":\"ho', and it is no JSON")]
    [DataRow("echo Segmentation fault", "it wrote 'Segmentation fault', and it is no JSON")]
    [DataRow("""echo '[1]'""", "it is no JSON object")]
    [DataRow("""echo '{"version":2,"kind":"end","succeeded":true}'""", "it writes version 2 of its events, and this task reads version 1")]
    [DataRow("head -c 70000000 /dev/zero", "it wrote a line without an end")]
    public void A_stream_that_is_none_is_an_error(string script, string expected)
    {
        Call(script, out var succeeded).Errors.ShouldHaveSingleItem().ShouldContain(expected);
        succeeded.ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("exit 0", "(exit code 0)")]
    [DataRow("kill -9 $$", "(exit code 137)")]
    [DataRow("echo 'out of memory' >&2; exit 3", "(exit code 3): out of memory")]
    [DataRow("""echo '{"version":1,"kind":"hook","name":"A","outcome":"Succeeded"}'; exit 0""", "ended before it said how it went")]
    public void A_program_that_does_not_say_how_it_ended_has_not_passed(string script, string expected)
    {
        Call(script, out var succeeded).Errors.ShouldHaveSingleItem().ShouldContain(expected);
        succeeded.ShouldBeFalse();
    }

    [TestMethod]
    public void A_program_that_cannot_be_started_is_an_error_that_says_what_to_do()
    {
        FakeBuildEngine engine = new();
        Create(engine, "/nowhere/hooks").Execute().ShouldBeFalse();
        engine.Errors.ShouldHaveSingleItem().ShouldContain("Restore the package Hooks.Build again");
    }

    [TestMethod]
    public void Where_the_program_cannot_be_started_its_fallback_runs_on_dotnet()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Path, "exec"), """echo "{\"version\":1,\"kind\":\"text\",\"text\":\"$*\"}" """ + "\n" + End(1));
        FakeBuildEngine engine = new();
        var task = Create(engine, "/nowhere/hooks", folder.Path);
        (task.Fallback, task.Dotnet) = ("/tools/Runner.dll", Shell);
        task.Execute().ShouldBeTrue();
        engine.Messages.ShouldBe(["Hooks -> /tools/Runner.dll door run"]);
    }

    [TestMethod]
    public void Many_events_are_told_one_by_one()
    {
        var heard = 0;
        FakeBuildEngine engine = new() { MessageLogged = _ => heard++ };
        _ = Call("yes '{\"version\":1,\"kind\":\"text\",\"text\":\"x\"}' | head -n 200000\n" + End(200000), out var succeeded, null, engine);
        succeeded.ShouldBeTrue();
        heard.ShouldBe(200000);
    }

    [TestMethod]
    [DataRow("""{"version":1,"kind":"weather","sun":[true,null,{"x":-1.5e3}]}""")]
    [DataRow("""{"version":1,"kind":"ready","name":"A","wave":0}""")]
    [DataRow("""{"version":1,"kind":"output","name":"A","text":"a.cs(1,1): error A1: bad\n<b>","cut":0,"leftOut":5}""")]
    [DataRow("""{"version":1,"kind":"finding","name":"A","file":"a.cs","line":1,"column":1,"code":"A1","level":"Error","message":"bad"}""")]
    [DataRow("""{"version":1,"kind":"repaired","name":"A","file":"a.cs","workingCopy":"Same"}""")]
    public void What_it_does_not_know_it_passes_over(string line)
    {
        var engine = Call($"cat <<'X'\n{line}\nX\n" + End(1), out var succeeded);
        succeeded.ShouldBeTrue();
        engine.Errors.ShouldBeEmpty();
        engine.Warnings.ShouldBeEmpty();
    }

    [TestMethod]
    public void A_build_that_is_cancelled_closes_the_input_and_waits_for_the_end()
    {
        CallHooks? task = null;
        FakeBuildEngine engine = new() { MessageLogged = text => { if (text.EndsWith("running", StringComparison.Ordinal)) { task!.Cancel(); } } };
        _ = Call("""
            echo '{"version":1,"kind":"text","text":"running"}'
            while read -r line; do :; done
            echo '{"version":1,"kind":"text","text":"input ended"}'
            echo '{"version":1,"kind":"end","succeeded":false,"events":2}'
            """, out _, created => task = created, engine);
        engine.Messages.ShouldBe(["Hooks -> running", "Hooks -> input ended"]);
        engine.Errors.ShouldBeEmpty();
    }

    // With an answer that lets a run pass of which no event tells.
    private static string End(int events) => $$"""
        echo '{"version":1,"kind":"result","name":"IsUpToDate","value":"true"}'
        echo '{"version":1,"kind":"end","succeeded":true,"events":{{events + 1}}}'
        """;

    private static FakeBuildEngine Call(string script, out bool succeeded, Action<CallHooks>? change = null, FakeBuildEngine? engine = null)
    {
        using TemporaryFolder folder = new();
        engine ??= new FakeBuildEngine();
        File.WriteAllText(Path.Combine(folder.Path, "door"), script);
        using var task = Create(engine, Shell, folder.Path);
        change?.Invoke(task);
        succeeded = task.Execute();
        return engine;
    }

    private static CallHooks Create(FakeBuildEngine engine, string program, string? folder = null) =>
        new()
        {
            BuildEngine = engine,
            Command = "run",
            Program = program,
            RepositoryRoot = "/repository",
            Project = Path.Combine(folder ?? Path.GetTempPath(), "Hooks.csproj"),
        };
}
