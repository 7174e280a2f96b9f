using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Reporting;
using Microsoft.Extensions.Time.Testing;

namespace Hooks.Build.Engine.Tests.Workers;

/// <summary>C# hooks in the real worker.</summary>
[TestClass]
public sealed class WorkerTests
{
    [TestMethod]
    public async Task A_file_whose_name_is_not_utf8_is_told_by_name()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("names are text here");
        }

        using WorkerBench bench = new();
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "/bin/sh", ["-c", ": > \"$(printf 'a\\377.txt')\""])
        { WorkingDirectory = bench.Root })!;
        await shell.WaitForExitAsync();
        bench.Files = ["a\uDCFF.txt"];
        var report = await bench.RunOneAsync("VisitsFiles");
        report.Outcome.ShouldBe(HookOutcome.Failed);
        report.Reason.ShouldBe("the name of a\\xFF.txt is not UTF-8, and a C# hook cannot read such a file: rename it, or leave it out by Exclude");
    }

    [TestMethod]
    public async Task A_working_directory_that_is_not_there_fails_a_hook()
    {
        using WorkerBench bench = new() { ChangePlan = plan => HookPlan.Create([.. plan.Hooks.Select(hook => hook with { WorkingDirectory = "nowhere" })]) };
        var report = await bench.RunOneAsync("Void");
        report.Outcome.ShouldBe(HookOutcome.Failed);
        report.Reason.ShouldBe($"its working directory {Path.Combine(bench.Root, "nowhere")} does not exist");
    }

    [TestMethod]
    public async Task Every_shape_of_a_hook_runs_and_means_what_it_returns()
    {
        using WorkerBench bench = new();
        var report = await bench.RunAsync("Void", "True", "False", "Result", "ResultWithReason", "NullResult", "OfTask", "OfTrue", "OfFalse", "OfResult");
        report.Hooks.Select(hook => $"{hook.Hook.Name} {hook.Outcome} {hook.Reason}".Trim()).ShouldBe(
            [
                "Void Succeeded", "True Succeeded", "False Failed it returned failure", "Result Succeeded", "ResultWithReason Failed because",
                "NullResult Crashed System.InvalidOperationException: The hook returned no result (null).",
                "OfTask Succeeded", "OfTrue Succeeded", "OfFalse Failed it returned failure", "OfResult Failed later",
            ],
            ignoreOrder: true);
        bench.Launcher.Workers.ShouldBe(1);
    }

    [TestMethod]
    [DataRow("Throws", "System.InvalidOperationException: boom")]
    [DataRow("ThrowsLater", "System.FormatException: late boom")]
    [DataRow("CancelsByItself", "System.OperationCanceledException: not asked for")]
    [DataRow("NullTask", "System.InvalidOperationException: The hook returned no task (null).")]
    public async Task An_exception_is_told_with_type_and_message(string hook, string reason)
    {
        using WorkerBench bench = new();
        var report = await bench.RunOneAsync(hook);
        report.Outcome.ShouldBe(HookOutcome.Crashed);
        report.Reason.ShouldBe(reason);
        Texts.ToProblem(report)!.Code.ShouldBe(Codes.Crashed);
    }

    [TestMethod]
    public async Task The_log_has_where_an_exception_came_from()
    {
        using WorkerBench bench = new();
        _ = await bench.RunOneAsync("Throws");
        bench.Log("Throws").ShouldContain("at RepoHooks.Throws()");
    }

    [TestMethod]
    public async Task Exceptions_of_the_framework_have_their_words()
    {
        using WorkerBench bench = new();
        (await bench.RunOneAsync("ThrowsOfTheFramework")).Reason.ShouldContain("Index was out of range");
    }

    [TestMethod]
    public async Task An_exception_that_cannot_even_be_described_is_still_a_crash_of_its_hook()
    {
        using WorkerBench bench = new();
        var report = await bench.RunOneAsync("ThrowsAnOpaqueException");
        report.Outcome.ShouldBe(HookOutcome.Crashed);
        report.Reason.ShouldContain("Opaque");
    }

    [TestMethod]
    public async Task A_reported_error_fails_the_hook_and_is_data()
    {
        using WorkerBench bench = new();
        var report = await bench.RunOneAsync("Reports");
        report.Outcome.ShouldBe(HookOutcome.Failed);
        report.Reason.ShouldBe("it reported 1 error");
        report.Findings.Select(finding => $"{finding.Level} {finding.File} {finding.Line} {finding.Column} {finding.Code} {finding.Message}").ShouldBe(
            [$"Error {bench.In("src/X.cs")} 3 5 TODO001 one", "Warning  0 0  two", $"Info {bench.In("a.cs")} 1 0 I1 three"]);
    }

    [TestMethod]
    public async Task A_reported_warning_does_not()
    {
        using WorkerBench bench = new();
        var report = await bench.RunOneAsync("Warns");
        report.Outcome.ShouldBe(HookOutcome.Succeeded);
        report.Findings.Single().Level.ShouldBe(HookFindingLevel.Warning);
    }

    [TestMethod]
    public async Task A_finding_in_a_file_that_cannot_be_is_kept_without_the_file()
    {
        using WorkerBench bench = new();
        var report = await bench.RunOneAsync("ReportsAnImpossibleFile");
        report.Outcome.ShouldBe(HookOutcome.Failed);
        report.Findings.Single().Message.ShouldBe("bad name");
    }

    [TestMethod]
    public async Task Many_hooks_are_inside_at_the_same_time_and_take_no_thread_of_the_pool()
    {
        using WorkerBench bench = new();
        bench.Environment["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "4";
        var report = await bench.RunAsync([.. Enumerable.Range(1, 8).Select(i => $"Meets{i}")]);
        report.Hooks.ShouldAllBe(hook => hook.Outcome == HookOutcome.Succeeded);
        bench.Launcher.Workers.ShouldBe(1);
    }

    [TestMethod]
    public async Task What_a_hook_writes_to_the_console_goes_to_that_hook_also_from_its_tasks_and_threads()
    {
        using WorkerBench bench = new();
        (await bench.RunAsync("SpeaksA", "SpeaksB", "SpeaksC")).Succeeded.ShouldBeTrue();
        foreach (var hook in new[] { "SpeaksA", "SpeaksB", "SpeaksC" })
        {
            bench.Log(hook).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .ShouldBe([.. Enumerable.Range(0, 20).SelectMany(i => new[] { $"{hook} {i} out", $"{hook} {i} err" }), $"{hook} thread ü"], ignoreOrder: true);
        }
    }

    [TestMethod]
    public async Task A_hook_that_sets_the_console_does_not_silence_those_after_it()
    {
        using WorkerBench bench = new();
        (await bench.RunAsync("SetsTheConsole", "SpeaksAfterThat")).Succeeded.ShouldBeTrue();
        bench.Log("SpeaksAfterThat").ShouldStartWith("heard\n");
    }

    [TestMethod]
    public async Task A_finding_on_the_console_is_picked_out_and_its_file_starts_at_the_root()
    {
        using WorkerBench bench = new();
        (await bench.RunOneAsync("SpeaksOfAnError")).Findings.Single().File.ShouldBe(bench.In("src/X.cs"));
    }

    [TestMethod]
    public async Task Much_output_of_a_hook_is_complete()
    {
        using WorkerBench bench = new();
        (await bench.RunOneAsync("SpeaksMuch")).Tail[^1].ShouldBe("a line of output number 199999");
        bench.Log("SpeaksMuch").Count(character => character == '\n').ShouldBe(200_000);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Windows tells threads' times in long steps.")]
    public async Task Processor_time_goes_to_the_hook_that_used_it_and_not_to_one_that_waits_beside_it()
    {
        using WorkerBench bench = new();
        var report = await bench.RunAsync("Computes", "Waits");
        var times = report.Hooks.ToDictionary(hook => hook.Hook.Name, hook => hook.ProcessorTime!.Value, StringComparer.Ordinal);
        times["Waits"].ShouldBeLessThan(times["Computes"] / 2);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Windows tells threads' times in long steps.")]
    public async Task Processor_time_of_the_processes_that_a_hook_runs_is_its_own()
    {
        using WorkerBench bench = new();
        var report = await bench.RunOneAsync("RunsAProcessThatComputes");

        // What the shell says of itself: 0m0.310000s 0m0.000000s
        var said = (await File.ReadAllTextAsync(bench.In("used"))).Split(' ')[0];
        var seconds = double.Parse(said[(said.IndexOf('m', StringComparison.Ordinal) + 1)..^1], CultureInfo.InvariantCulture);
        seconds.ShouldBeGreaterThan(0);
        report.ProcessorTime!.Value.TotalSeconds.ShouldBeGreaterThanOrEqualTo(seconds);
    }

    [TestMethod]
    public async Task A_hook_that_waits_for_its_token_is_cancelled_with_its_run()
    {
        using WorkerBench bench = new();
        using CancellationTokenSource interrupt = new();
        var run = bench.RunAsync(interrupt.Token, "WaitsForCancellation");
        await UntilAsync(() => File.Exists(bench.In("logs/WaitsForCancellation.log")) && new FileInfo(bench.In("logs/WaitsForCancellation.log")).Length > 0);
        await interrupt.CancelAsync();
        var report = await run;
        report.Interrupted.ShouldBeTrue();
        report.Hooks.Single().Outcome.ShouldBe(HookOutcome.Cancelled);
    }

    [TestMethod]
    [DataRow("EndsWhenCancelled")]
    [DataRow("ThrowsWhenCancelled")]
    [DataRow("StaysWhenCancelled")]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Starts sh.")]
    public async Task What_a_hook_does_when_it_is_cancelled_is_felt_by_no_other(string name)
    {
        using WorkerBench bench = new();
        var report = await bench.RunAsync(name, "RunsAProcessAfterThat");
        report.Hooks.Select(hook => (hook.Hook.Name, hook.Outcome))
            .ShouldBe([(name, HookOutcome.TimedOut), ("RunsAProcessAfterThat", HookOutcome.Succeeded)], ignoreOrder: true);
        bench.Launcher.Workers.ShouldBe(1);
        (await File.ReadAllTextAsync(bench.In("starts"))).ShouldBe("x");
    }

    [TestMethod]
    public async Task A_hook_whose_time_is_over_has_timed_out_though_it_returns()
    {
        using WorkerBench bench = new();
        (await bench.RunOneAsync("HoldsTooLong")).Outcome.ShouldBe(HookOutcome.TimedOut);
    }

    [TestMethod]
    public async Task A_hook_that_loops_for_ever_is_ended_at_its_time_limit()
    {
        using WorkerBench bench = new();
        var report = await bench.RunOneAsync("LoopsForEver");
        report.Outcome.ShouldBe(HookOutcome.TimedOut);
        Texts.ToProblem(report)!.Code.ShouldBe(Codes.TimedOut);
    }

    [TestMethod]
    public async Task A_hook_that_loops_for_ever_takes_nobody_with_it()
    {
        using WorkerBench bench = new();
        var report = await bench.RunAsync("LoopsForEverInCompany", "Bystander1", "Bystander2");
        Outcomes(report).ShouldBe(["Bystander1 Succeeded", "Bystander2 Succeeded", "LoopsForEverInCompany TimedOut"]);
        bench.Log("Bystander1").ShouldContain("# the process it ran in ended; once more, alone");
    }

    [TestMethod]
    public async Task A_worker_that_was_lost_is_replaced_for_the_hooks_that_follow()
    {
        FakeTimeProvider clock = new();
        using WorkerBench bench = new() { Clock = clock };
        var running = bench.RunAsync("LoopsForEver", "ComesAfterTheLoop");
        while (!File.Exists(bench.In("looping")) && !running.IsCompleted)
        {
            await Task.Delay(5);
        }

        // Its time limit, and what it is left to end by itself.
        clock.Advance(TimeSpan.FromSeconds(1));
        clock.Advance(ProcessEnding.Grace);
        var report = await running;
        Outcomes(report).ShouldBe(["ComesAfterTheLoop Succeeded", "LoopsForEver TimedOut"]);
        bench.Launcher.Workers.ShouldBe(2);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task A_worker_has_no_terminal_as_one_that_waited_has_none()
    {
        using Fakes.TempFolder folder = new();
        const string Session = "System.IO.File.ReadAllText(\"/proc/self/stat\").Split(')').Last().Split(' ')[4]";
        using WorkerBench bench = new()
        {
            Assembly = Plans.HooksAssembly.Compile(
                folder.Path, "static class H { [Hook] static bool A() => " + Session + " == Environment.ProcessId.ToString(); }"),
        };
        (await bench.RunOneAsync("A")).Outcome.ShouldBe(HookOutcome.Succeeded);
    }

    [TestMethod]
    public async Task A_hook_runs_on_the_runtime_that_its_project_asks_for()
    {
        using Fakes.TempFolder folder = new();
        using WorkerBench bench = new()
        {
            Assembly = Plans.HooksAssembly.Compile(
                folder.Path, "static class H { [Hook] static void A() { Console.WriteLine(AppContext.GetData(\"FromTheProject\")); } }"),
        };
        _ = folder.File("RepoHooks.runtimeconfig.json", $$"""
            { "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "{{System.Environment.Version}}" }, "configProperties": { "FromTheProject": "yes" } } }
            """);
        _ = await bench.RunOneAsync("A");
        bench.Log("A").ShouldBe("yes\n");
    }

    [TestMethod]
    [DataRow("OverflowsItsStack")]
    [DataRow("ExitsTheProcess")]
    [DataRow("FailsFast")]
    public async Task A_hook_that_takes_its_process_down_is_the_one_to_blame(string culprit)
    {
        using WorkerBench bench = new();
        var report = await bench.RunAsync(culprit, "Bystander1", "Bystander2");
        Outcomes(report).ShouldBe(["Bystander1 Succeeded", "Bystander2 Succeeded", $"{culprit} Crashed"], ignoreOrder: true);
        var crash = report.Hooks.Single(hook => hook.Hook.Name == culprit);
        crash.Reason.ShouldStartWith("it ended the process it ran in");
        Texts.ToProblem(crash)!.Code.ShouldBe(Codes.Crashed);
    }

    [TestMethod]
    public async Task The_last_words_of_a_crash_are_in_the_hooks_log()
    {
        using WorkerBench bench = new();
        var report = await bench.RunOneAsync("ThrowsOnAThread");
        report.Outcome.ShouldBe(HookOutcome.Crashed);
        bench.Log("ThrowsOnAThread").ShouldContain("nobody catches me");
    }

    [TestMethod]
    public async Task A_hook_sees_its_run()
    {
        using WorkerBench bench = new()
        {
            Change = request => request with
            {
                Stage = HookStages.PreCommit,
                Cores = 3,
                Properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Configuration"] = "Release" },
            },
        };
        bench.Environment["DECLARED"] = "yes";
        bench.Environment["UNDECLARED"] = "no";
        _ = await bench.RunOneAsync("TellsWhatItSees");
        bench.Log("TellsWhatItSees").ShouldBe($"TellsWhatItSees|PreCommit|{bench.Root}|True|3|Release|0\nyes||1\n");
    }

    [TestMethod]
    public async Task A_hook_does_not_see_what_another_declares()
    {
        using WorkerBench bench = new()
        {
            Change = request => request with { Properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Configuration"] = "Debug" } },
        };
        bench.Environment["DECLARED"] = "yes";
        _ = await bench.RunAsync("DeclaresNothing", "TellsWhatItSees");
        bench.Log("DeclaresNothing").ShouldBe("''\n");
        bench.Log("TellsWhatItSees").ShouldContain("yes||1\n");
    }

    [TestMethod]
    public async Task Files_are_visited_and_findings_name_them()
    {
        using WorkerBench bench = new() { Files = [.. Enumerable.Range(0, 300).Select(i => $"f/{i}.txt")] };
        foreach (var file in bench.Files)
        {
            _ = bench.Write(file, file is "f/7.txt" or "f/299.txt" ? "TODO" : "");
        }

        var report = await bench.RunOneAsync("VisitsFiles");
        report.FileCount.ShouldBe(300);
        report.Findings.Select(finding => finding.File).ShouldBe([bench.In("f/7.txt"), bench.In("f/299.txt")], ignoreOrder: true);
    }

    [TestMethod]
    public async Task Ten_thousand_files_reach_the_hook()
    {
        using WorkerBench bench = new() { Files = [.. Enumerable.Range(0, 10_000).Select(i => $"folder/file-{i}.txt")] };
        foreach (var file in bench.Files)
        {
            _ = bench.Write(file, "");
        }

        (await bench.RunOneAsync("VisitsFiles")).FileCount.ShouldBe(10_000);
    }

    [TestMethod]
    [DataRow(FixMode.Always, HookOutcome.Succeeded, "repaired")]
    [DataRow(FixMode.Never, HookOutcome.Crashed, "broken")]
    public async Task A_hook_writes_files_only_where_fixing_applies(FixMode fix, HookOutcome outcome, string content)
    {
        using WorkerBench bench = new() { Files = ["a.txt"], Change = request => request with { Fix = fix } };
        var path = bench.Write("a.txt", "broken");
        (await bench.RunOneAsync("WritesFiles")).Outcome.ShouldBe(outcome);
        (await File.ReadAllTextAsync(path)).ShouldBe(content);
    }

    [TestMethod]
    public async Task A_hook_that_never_asks_whether_to_repair_writes_nothing_as_no_commit_would_have_it()
    {
        using WorkerBench bench = new() { Files = ["a.txt"], Change = request => request with { Fix = FixMode.Always } };
        var path = bench.Write("a.txt", "broken");
        var hook = await bench.RunOneAsync("WritesUnasked");
        hook.Outcome.ShouldBe(HookOutcome.Crashed);
        hook.Reason.ShouldContain("Check HookContext.Fixing first");
        (await File.ReadAllTextAsync(path)).ShouldBe("broken");
    }

    [TestMethod]
    public async Task What_was_saved_since_a_hook_read_it_is_not_written_over()
    {
        using WorkerBench bench = new() { Files = ["a.txt"], Change = request => request with { Fix = FixMode.Always } };
        var path = bench.Write("a.txt", "broken");
        var hook = await bench.RunOneAsync("WritesWhatWasSavedMeanwhile");
        hook.Outcome.ShouldBe(HookOutcome.Crashed);
        hook.Reason.ShouldContain("a.txt was saved by somebody else");
        (await File.ReadAllTextAsync(path)).ShouldBe("saved");
    }

    [TestMethod]
    public async Task No_worker_is_started_where_no_hook_has_files()
    {
        using WorkerBench bench = new();
        (await bench.RunOneAsync("HasNoFiles")).Outcome.ShouldBe(HookOutcome.NoFiles);
        bench.Launcher.Workers.ShouldBe(0);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(5);
        }
    }

    private static IEnumerable<string> Outcomes(RunReport report) =>
        report.Hooks.Select(hook => $"{hook.Hook.Name} {hook.Outcome}").Order(StringComparer.Ordinal);
}
