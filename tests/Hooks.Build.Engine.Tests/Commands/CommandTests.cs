using Hooks.Build.Engine.Commands;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Tests.Executing;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Commands;

[TestClass]
public sealed class CommandTests
{
    [TestMethod]
    public async Task A_tool_that_does_not_exist_is_named_with_the_path_searched()
    {
        using ExecutorBench bench = new();
        var report = await bench.RunAsync(Command("no-such-tool"));
        report.Outcome.ShouldBe(HookOutcome.ToolNotFound);
        report.Reason.ShouldBe($"'no-such-tool' was not found; searched {FakeTool.Folder}");
    }

    [TestMethod]
    [DataRow(".config/dotnet-tools.json", null)]
    [DataRow("dotnet-tools.json", null)]
    [DataRow("src/dotnet-tools.json", "src")]
    [DataRow(".config/dotnet-tools.json", "src")]
    public async Task A_tool_of_the_repository_that_is_not_found_is_told_with_its_command(string manifest, string? folder)
    {
        using ExecutorBench bench = new();
        bench.MakeFolder("src");
        bench.Write(
            manifest, """{ "version": 1, "isRoot": true, "tools": { "csharpier.tool": { "version": "1.0.0", "commands": ["other", "csharpier"] } } }""");
        (await bench.RunAsync(Command("csharpier") with { WorkingDirectory = folder })).Reason.ShouldBe(
            $"'csharpier' was not found; searched {FakeTool.Folder}. {manifest} has it as a tool of the repository: its command is 'dotnet csharpier'");
    }

    [TestMethod]
    [DataRow("{")]
    [DataRow("")]
    [DataRow("[1]")]
    [DataRow("""{ "tools": [] }""")]
    [DataRow("""{ "tools": { "a": 1, "b": { "commands": "csharpier" }, "c": { "commands": [1, null, "\ud800", "other"] } } }""")]
    public async Task A_manifest_of_tools_that_does_not_name_it_or_is_none_says_nothing(string text)
    {
        using ExecutorBench bench = new();
        bench.Write("dotnet-tools.json", text);
        (await bench.RunAsync(Command("csharpier"))).Reason.ShouldBe($"'csharpier' was not found; searched {FakeTool.Folder}");
    }

    [TestMethod]
    public async Task A_folder_with_the_name_of_a_manifest_of_tools_says_nothing()
    {
        using ExecutorBench bench = new();
        bench.MakeFolder("dotnet-tools.json");
        (await bench.RunAsync(Command("csharpier"))).Reason.ShouldBe($"'csharpier' was not found; searched {FakeTool.Folder}");
    }

    [TestMethod]
    public async Task Without_a_path_nothing_is_found()
    {
        using ExecutorBench bench = new();
        bench.Environment.Clear();
        (await bench.RunAsync(Command("tool"))).Reason.ShouldBe("'tool' was not found; searched PATH is empty");
    }

    [TestMethod]
    public async Task A_tool_that_the_system_refuses_to_start_is_told_with_the_reason()
    {
        using ExecutorBench bench = new() { Launcher = new FakeLauncher { OnStart = _ => throw new ProcessStartException("permission denied") } };
        var report = await bench.RunAsync(Command("tool"));
        report.Outcome.ShouldBe(HookOutcome.ToolNotFound);
        report.Reason.ShouldBe("permission denied");
    }

    // Not one that was not found: where a coding agent asks, such a hook says nothing against it.
    [TestMethod]
    public async Task A_command_whose_argument_is_refused_has_failed()
    {
        using ExecutorBench bench = new() { Launcher = new FakeLauncher { OnStart = _ => throw new ArgumentRefusedException("not this one") } };
        var report = await bench.RunAsync(Command("tool"));
        (report.Outcome, report.Reason).ShouldBe((HookOutcome.Failed, "not this one"));
    }

    [TestMethod]
    public async Task A_tool_that_is_not_found_is_not_tried_again()
    {
        using ExecutorBench bench = new();
        (await bench.RunAsync(Command("no-such-tool") with { Retries = 3 })).Attempts.ShouldBe(1);
    }

    [TestMethod]
    public async Task A_working_directory_that_does_not_exist_is_named()
    {
        using ExecutorBench bench = new();
        var report = await bench.RunAsync(Command("tool") with { WorkingDirectory = "nowhere" });
        report.Outcome.ShouldBe(HookOutcome.Failed);
        report.Reason.ShouldBe($"its working directory {Path.Combine(bench.Root, "nowhere")} does not exist");
    }

    [TestMethod]
    public async Task A_command_runs_in_its_folder_with_its_arguments()
    {
        using ExecutorBench bench = new() { Launcher = FakeLauncher.ThatExits(0) };
        bench.MakeFolder("src");
        _ = await bench.RunAsync(Command("tool", "a b", "", "-x") with { WorkingDirectory = "src" });
        var asked = bench.Launcher.All.Single().Asked;
        asked.FileName.ShouldBe(FakeTool.Path);
        asked.Arguments.ShouldBe(["a b", "", "-x"]);
        asked.WorkingDirectory.ShouldBe(Path.Combine(bench.Root, "src"));
    }

    [TestMethod]
    public async Task A_sequence_stops_at_the_first_failure()
    {
        using ExecutorBench bench = new() { Launcher = FakeLauncher.ThatExits(0, 5, 0) };
        var report = await bench.RunAsync(Command("tool") with { Command = [["tool", "1"], ["tool", "2"], ["tool", "3"]] });
        report.ExitCode.ShouldBe(5);
        bench.Launcher.All.Count.ShouldBe(2);
    }

    [TestMethod]
    public async Task Placeholders_are_replaced()
    {
        using ExecutorBench bench = new()
        {
            Launcher = FakeLauncher.ThatExits(0),
            Cores = 3,
            Request = Make.Request() with { Properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["configuration"] = "Release" } },
        };
        var report = await bench.RunAsync(Command("tool", "{root}/x", "-j{cores}", "{configuration}", "{log}.txt", "{{root}}"));
        bench.Launcher.All.Single().Asked.Arguments.ShouldBe([bench.Root + "/x", "-j3", "Release", report.LogPath + ".txt", "{root}"]);
    }

    [TestMethod]
    public async Task Without_a_build_the_configuration_is_debug()
    {
        using ExecutorBench bench = new() { Launcher = FakeLauncher.ThatExits(0) };
        _ = await bench.RunAsync(Command("tool", "{configuration}"));
        bench.Launcher.All.Single().Asked.Arguments.ShouldBe(["Debug"]);
    }

    [TestMethod]
    public async Task Files_stand_where_they_are_asked_for()
    {
        using ExecutorBench bench = new() { Launcher = FakeLauncher.ThatExits(0), Files = ["a b.cs", "dir/c.cs"] };
        _ = await bench.RunAsync(Command("tool", "-i", "{files}", "-o", "out"));
        bench.Launcher.All.Single().Asked.Arguments.ShouldBe(["-i", "a b.cs", "dir/c.cs", "-o", "out"]);
    }

    [TestMethod]
    public async Task A_file_whose_name_looks_like_an_option_or_like_a_file_with_options_does_not()
    {
        using ExecutorBench bench = new() { Launcher = FakeLauncher.ThatExits(0), Files = ["-rf", "--help", "@options", "a-b", "a@b"] };
        _ = await bench.RunAsync(Command("tool", "{files}"));
        bench.Launcher.All.Single().Asked.Arguments.ShouldBe(["./-rf", "./--help", "./@options", "a-b", "a@b"]);
    }

    [TestMethod]
    public async Task Files_are_named_from_the_hooks_own_folder()
    {
        using ExecutorBench bench = new() { Launcher = FakeLauncher.ThatExits(0), Files = ["src/a.cs", "docs/b.md", "src/-c.cs"] };
        bench.MakeFolder("src");
        _ = await bench.RunAsync(Command("tool", "{files}") with { WorkingDirectory = "src" });
        bench.Launcher.All.Single().Asked.Arguments.ShouldBe(["a.cs", Path.Combine("..", "docs", "b.md"), "./-c.cs"]);
    }

    [TestMethod]
    public async Task Many_files_are_split_and_every_batch_runs_though_one_fails()
    {
        using ExecutorBench bench = new()
        {
            Launcher = FakeLauncher.ThatExits(9, 0),
            Files = [.. Enumerable.Range(0, 30_000).Select(i => $"src/folder/File{i:00000}.cs")],
        };
        var report = await bench.RunAsync(Command("tool", "{files}"));
        report.ExitCode.ShouldBe(9);
        bench.Launcher.All.Count.ShouldBeGreaterThan(1);
        bench.Launcher.All.SelectMany(process => process.Asked.Arguments).ShouldBe(bench.Files);
    }

    [TestMethod]
    public async Task Paths_that_grow_by_the_hooks_folder_still_fit_the_limit()
    {
        var files = Enumerable.Range(0, 20_000).Select(i => $"{i:00000}").ToArray();
        using ExecutorBench bench = new() { Launcher = FakeLauncher.ThatExits(0), Files = files };
        bench.MakeFolder("a/b/c/d/e/f/g/h");
        _ = await bench.RunAsync(Command("tool", "{files}") with { WorkingDirectory = "a/b/c/d/e/f/g/h" });
        bench.Launcher.All.ShouldAllBe(process => process.Asked.Arguments.Sum(FileBatches.Cost) <= FileBatches.Limit(FakeTool.Path));
    }

    [TestMethod]
    public async Task Batches_run_at_once_where_the_hook_allows_it()
    {
        using ExecutorBench bench = new() { Files = ["a", "b", "c", "d"], Cores = 2 };
        var run = bench.RunAsync(Command("tool", "{files}") with { Batch = true });
        var first = await bench.Launcher.NextAsync();
        var second = await bench.Launcher.NextAsync();
        first.Asked.Arguments.Concat(second.Asked.Arguments).ShouldBe(["a", "b", "c", "d"], ignoreOrder: true);
        first.Exit();
        second.Exit();
        (await run).Outcome.ShouldBe(HookOutcome.Succeeded);
    }

    [TestMethod]
    public async Task Batches_that_run_at_once_are_balanced_by_the_sizes_of_their_files()
    {
        using ExecutorBench bench = new() { Files = ["a", "b", "c", "large"], Cores = 2, Launcher = FakeLauncher.ThatExits(0) };
        await File.WriteAllBytesAsync(Path.Combine(bench.Root, "large"), new byte[100_000]);
        _ = await bench.RunAsync(Command("tool", "{files}") with { Batch = true });
        bench.Launcher.All.Select(process => string.Join(' ', process.Asked.Arguments)).ShouldBe(["large", "a b c"], ignoreOrder: true);
    }

    [TestMethod]
    public async Task What_its_processes_use_is_added_up_for_the_hook()
    {
        using ExecutorBench bench = new()
        {
            Launcher = new FakeLauncher
            {
                OnStart = process => process.Exit(new ProcessExit(0) { ProcessorTime = TimeSpan.FromSeconds(process.Id), PeakMemory = 100 - process.Id }),
            },
        };
        var report = await bench.RunAsync(Command("tool") with { Command = [["tool", "1"], ["tool", "2"]] });
        report.ProcessorTime.ShouldBe(TimeSpan.FromSeconds(3));
        report.PeakMemory.ShouldBe(99);
    }

    [TestMethod]
    public async Task Processor_time_that_is_not_known_of_one_process_is_not_known_of_the_hook()
    {
        using ExecutorBench bench = new()
        {
            Launcher = new FakeLauncher
            {
                OnStart = process => process.Exit(new ProcessExit(0) { ProcessorTime = process.Id == 1 ? TimeSpan.FromSeconds(1) : null }),
            },
        };
        var report = await bench.RunAsync(Command("tool") with { Command = [["tool", "1"], ["tool", "2"]] });
        report.ProcessorTime.ShouldBeNull();
        report.PeakMemory.ShouldBeNull();
    }

    [TestMethod]
    public async Task Batches_run_one_after_the_other_where_it_does_not()
    {
        using ExecutorBench bench = new() { Files = ["a", "b"], Cores = 2, Launcher = FakeLauncher.ThatExits(0) };
        _ = await bench.RunAsync(Command("tool", "{files}"));
        bench.Launcher.All.Single().Asked.Arguments.ShouldBe(["a", "b"]);
    }

    [TestMethod]
    public async Task A_cancelled_hook_starts_no_further_command()
    {
        using ExecutorBench bench = new();
        var run = bench.RunAsync(Command("tool") with { Command = [["tool", "1"], ["tool", "2"]] });
        (await bench.Launcher.NextAsync()).ExitsOnTerminate = 0;
        await bench.Stop.CancelAsync();
        (await run).Outcome.ShouldBe(HookOutcome.Cancelled);
        bench.Launcher.All.Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task The_log_names_each_command_before_its_output()
    {
        using ExecutorBench bench = new() { Launcher = new FakeLauncher { OnStart = process => WriteAndExit(process) } };
        var hook = Command("tool") with { Command = [["tool", "a b"], ["tool", "c"]] };
        _ = await bench.RunAsync(hook);
        bench.Log(hook).ShouldBe($"$ {FakeTool.Path} 'a b'\noutput\n$ {FakeTool.Path} c\noutput\n");
    }

    [TestMethod]
    public async Task A_signal_is_named_where_the_system_has_them()
    {
        using ExecutorBench bench = new() { Launcher = FakeLauncher.ThatExits(139) };
        (await bench.RunAsync(Command("tool"))).Reason.ShouldBe(OperatingSystem.IsWindows() ? "exit code 139" : "exit code 139 (signal 11)");
    }

    private static PlannedHook Command(params string[] command) => Make.Hook("A") with { Command = [command] };

    private static void WriteAndExit(FakeProcess process)
    {
        process.Write("output\n");
        process.Exit();
    }
}
