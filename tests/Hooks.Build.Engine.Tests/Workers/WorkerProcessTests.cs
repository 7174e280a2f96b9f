using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Plans;

namespace Hooks.Build.Engine.Tests.Workers;

/// <summary>Child processes that C# hooks start.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Starts sh.")]
public sealed class WorkerProcessTests
{
    [TestMethod]
    public async Task Exit_code_and_output_come_back()
    {
        using WorkerBench bench = new();
        var report = await bench.RunOneAsync("RunsAProcess");
        report.Outcome.ShouldBe(HookOutcome.Succeeded, report.Reason);
    }

    [TestMethod]
    public async Task Many_at_once_get_each_its_own_answer()
    {
        using WorkerBench bench = new();
        var report = await bench.RunOneAsync("RunsManyProcesses");
        report.Outcome.ShouldBe(HookOutcome.Succeeded, report.Reason);
    }

    [TestMethod]
    public async Task A_missing_tool_is_an_exception_that_names_it()
    {
        using WorkerBench bench = new();
        var report = await bench.RunOneAsync("RunsAMissingTool");
        report.Outcome.ShouldBe(HookOutcome.Crashed);
        report.Reason.ShouldStartWith("System.IO.IOException: 'no-such-tool' was not found; searched ");
    }

    [TestMethod]
    [DataRow("RunsAnImpossibleName")]
    [DataRow("RunsWithAnImpossibleArgument")]
    public async Task What_no_process_can_be_given_is_an_exception(string hook)
    {
        using WorkerBench bench = new();
        var report = await bench.RunOneAsync(hook);
        report.Outcome.ShouldBe(HookOutcome.Crashed);
        report.Reason.ShouldStartWith("System.IO.IOException: ");
    }

    [TestMethod]
    public async Task A_process_ends_with_the_time_of_its_hook()
    {
        using WorkerBench bench = new();
        (await bench.RunOneAsync("RunsForEver")).Outcome.ShouldBe(HookOutcome.TimedOut);
        await IsGoneAsync(bench.In("running.pid"));
    }

    [TestMethod]
    public async Task A_process_that_its_hook_did_not_wait_for_is_gone_before_the_hook_is_told_as_ended()
    {
        using WorkerBench bench = new();
        (await bench.RunOneAsync("LeavesAProcess")).Outcome.ShouldBe(HookOutcome.Succeeded);
        await IsGoneAsync(bench.In("left.pid"));
    }

    [TestMethod]
    public async Task A_process_that_a_hook_started_past_us_ends_with_the_worker()
    {
        using WorkerBench bench = new();
        (await bench.RunOneAsync("StartsAProcessOfItsOwn")).Outcome.ShouldBe(HookOutcome.Succeeded);
    }

    [TestMethod]
    public async Task A_process_is_told_of_the_index_that_is_committed_as_commands_are()
    {
        using TempFolder folder = new();
        using WorkerBench bench = new()
        {
            Assembly = HooksAssembly.Compile(
                folder.Path,
                "static class H { [Hook] static async Task A(HookContext hook) => Console.Write((await hook.RunAsync(\"sh\", \"-c\", \"echo $GIT_INDEX_FILE\")).Output); }"),
            Change = request => request with { Stage = HookStages.PreCommit },
        };
        _ = Directory.CreateDirectory(bench.In(".git/objects"));
        _ = Directory.CreateDirectory(bench.In(".git/refs"));
        _ = bench.Write(".git/HEAD", "ref: refs/heads/main\n");
        bench.Environment["GIT_INDEX_FILE"] = bench.Write(".git/index.lock", "");
        (await bench.RunOneAsync("A")).Outcome.ShouldBe(HookOutcome.Succeeded);
        bench.Log("A").ShouldBe(bench.In(".git/index.lock") + "\n");
    }

    private static async Task IsGoneAsync(string pidFile)
    {
        // One that nobody asked how it ended is not gone.
        var folder = "/proc/" + (await File.ReadAllTextAsync(pidFile)).Trim();
        for (var asked = 0; Directory.Exists(folder); asked++)
        {
            asked.ShouldBeLessThan(20_000, folder);
            await Task.Delay(5);
        }
    }
}
