using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>C# methods of a project that has the package, which listen to its builds and commits. Processes are looked up in <c>/proc</c>.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class ListenerTests
{
    private const string Hooks = """
        [Hook] const string Bad = "sh -c 'echo \"a.txt(3,5): error X1: wrong\"; exit 3'";
        [Hook(DependsOn = [nameof(Bad)])] const string After = "true";
        """;

    private const string Writes = """
        [OnRun] static async Task Writes(RunContext run)
        {
            await foreach (var happened in run.Events)
                File.AppendAllText(Path.Combine(run.RepositoryRoot, "heard"), happened switch
                {
                    RunBegan began => $"{run.Stage} {began.Hooks}",
                    HookReady ready => $"ready {ready.Name}",
                    HookFound found => $"found {found.Name}",
                    HookStarted started => $"start {started.Name}",
                    HookEnded ended => $"end {ended.Name} {ended.Outcome} {string.Join("|", ended.Findings)}",
                    RunEnded ended => $"ended {ended.Succeeded} {ended.Failed} {ended.Skipped} {ended.Passed}",
                    _ => "other",
                } + "\n");
        }
        """;

    private static readonly string[] Heard = [
        "ready Bad", "start Bad", "found Bad", "end Bad Failed a.txt(3,5): error X1: wrong", "end After Skipped ", "ended False 1 1 0"];

    [TestMethod]
    public async Task A_build_and_a_commit_are_told_from_beginning_to_end()
    {
        var repository = await CommitRepository.CreateAsync(Hooks + Writes);
        (await SdkRun.OwnDotnetAsync(repository.Root, ["build", TestRepository.Project, "--no-restore"])).ShouldExitWith(1).Warnings.ShouldBeEmpty();
        repository.Read("heard").Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["Build 2", .. Heard]);
        File.Delete(repository.FullPath("heard"));
        await repository.StageAsync("a.txt", "a");
        (await repository.CommitAsync()).ShouldExitWith(1).Output.ShouldNotContain("HOOK9033");
        repository.Read("heard").Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["PreCommit 2", .. Heard]);
        await Processes.ShouldBeGoneAsync(repository.Root);
    }

    [TestMethod]
    [DataRow("while (true) { }", "did not end within 1 s after the run, and was ended")]
    [DataRow("throw new InvalidOperationException(\"boom\");", "threw System.InvalidOperationException: boom")]
    [DataRow("System.Diagnostics.Process.GetCurrentProcess().Kill();", "ended its process (exit code 137 (signal 9))")]
    public async Task Whatever_one_does_the_build_and_the_commit_are_what_they_would_have_been(string code, string what)
    {
        var repository = await CommitRepository.CreateAsync(
            $$"""[Hook] const string Good = "sh -c 'echo Good >> ran'"; [Hook(Cache = false)] static void Method(HookContext hook) => File.AppendAllText("ran", "Method\n"); [OnRun(Timeout = 1)] static void Wild(RunContext run) { {{code}} }""");
        var build = (await SdkRun.OwnDotnetAsync(repository.Root, ["build", TestRepository.Project, "--no-restore"])).ShouldExitWith(0);
        build.Warnings.ShouldBeEmpty();
        build.Output.ShouldContain($"hooks: HOOK9033: Listener 'Wild' {what}. The run is what it would have been");
        build.Summaries.Where(line => !line.Contains("Listener", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("2 passed");
        File.Delete(repository.FullPath("ran"));
        await repository.StageAsync("a.txt", "a");
        var commit = (await repository.CommitAsync()).ShouldExitWith(0);
        commit.Output.ShouldContain($"warning HOOK9033: Listener 'Wild' {what}");
        commit.Output.ShouldContain("2 passed");
        repository.Read("ran").Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ShouldBe(["Good", "Method"]);
        await Processes.ShouldBeGoneAsync(repository.Root);
    }

    [TestMethod]
    public async Task What_it_writes_is_not_among_what_people_read_and_lists_have_it_and_dry_runs_call_it_not()
    {
        var repository = await TestRepository.CreateBuiltAsync(
            """[Hook] const string Good = "true"; [OnRun(Stages = HookStages.Build, Description = "speaks")] static void Speaks(RunContext run) => Console.WriteLine("spoken");""");
        (await HooksAsync(repository, "list")).ShouldExitWith(0).Output.ShouldMatch("Speaks +Build +speaks");
        (await HooksAsync(repository, "run", "--dry-run")).ShouldExitWith(0);
        (await HooksAsync(repository, "explain", "Good")).ShouldExitWith(0);
        repository.Has("build/obj/Debug/net10.0/hooks/Speaks.log").ShouldBeFalse();
        (await HooksAsync(repository, "run")).ShouldExitWith(0).Output.ShouldNotContain("spoken");
        repository.Read("build/obj/Debug/net10.0/hooks/Speaks.log").ShouldBe("spoken\n");
    }

    [TestMethod]
    public async Task A_worker_that_waits_is_the_listeners_where_no_hook_is_in_CSharp()
    {
        using KeptFolder kept = new(keepsWorkers: true);
        var repository = await CommitRepository.CreateAsync(
            """[Hook] const string Good = "true"; static int count; [OnRun] static async Task Counts(RunContext run) => File.AppendAllText("counted", $"{++count} {(await run.EndAsync())!.Passed}\n");""");
        for (var i = 0; i < 3; i++)
        {
            await repository.StageAsync("a.txt", $"{i}");
            (await SdkRun.RunAsync(
                repository.Root, "git", ["commit", "-q", "-m", "x"], [.. kept.Variables])).ShouldExitWith(0).Output.ShouldNotContain("HOOK9033");
            kept.Waiting().Count.ShouldBeLessThanOrEqualTo(1);
        }

        repository.Read("counted").ShouldBe("1 1\n1 1\n1 1\n");
        kept.Taken.ShouldBeGreaterThan(0);
    }

    [TestMethod]
    public async Task An_interrupted_build_is_told_to_its_end()
    {
        var mark = Processes.Mark();
        var repository = await TestRepository.CreateBuiltAsync($$"""[Hook] const string Long = "sh -c 'touch started; sleep {{mark}}'";""" + Writes);
        var run = SdkRun.Start(repository.Root, "setsid", ["env", "--default-signal=INT", "dotnet", RunnerTests.RunnerOf(repository), "run"]);
        var group = run.Id;
        var end = SdkRun.EndAsync(run);
        // The listener's process has two seconds of an interrupted run, and may be slower to start.
        while (!end.IsCompleted && !(repository.Has("started") && repository.Has("heard")))
        {
            await Task.Delay(20);
        }

        _ = (await SdkRun.RunAsync(repository.Root, "sh", ["-c", $"kill -INT -{group}"])).ShouldExitWith(0);
        (await end).ShouldExitWith(130);
        repository.ReadLines("heard")[^1].ShouldBe("ended False 0 0 0");
        await Processes.ShouldBeGoneAsync(mark);
        await Processes.ShouldBeGoneAsync(repository.Root);
    }

    private static Task<SdkRun> HooksAsync(TestRepository repository, params string[] arguments) =>
        SdkRun.DotnetAsync(repository.Root, [RunnerTests.RunnerOf(repository), .. arguments]);
}
