using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>Hooks that do not end by themselves, each build in a <c>dotnet</c> of its own, which ends. Processes are looked up in <c>/proc</c>.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class EndingTests
{
    [TestMethod]
    public async Task A_command_that_runs_into_its_timeout_is_HOOK1002_and_leaves_no_process()
    {
        var mark = Processes.Mark();
        var repository = await TestRepository.CreateAsync($"""[Hook(Timeout = 1)] const string Slow = "sh -c 'sleep {mark} & sleep {mark}'";""");
        var run = (await repository.WithOwnDotnet().BuildAsync()).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("error HOOK1002: Hook 'Slow' timed out after ");
        await Processes.ShouldBeGoneAsync(mark);
    }

    [TestMethod]
    public async Task A_grandchild_that_outlives_its_command_does_not_hold_the_build()
    {
        var mark = Processes.Mark();
        var repository = await TestRepository.CreateAsync($"""[Hook] const string Quick = "sh -c 'sleep {mark} & echo done'";""");
        (await repository.WithOwnDotnet().BuildAsync()).ShouldExitWith(0).Summaries.ShouldHaveSingleItem().ShouldContain("1 passed");
        await Processes.ShouldBeGoneAsync(mark);
    }

    [TestMethod]
    public async Task A_CSharp_hook_that_loops_for_ever_is_HOOK1002_and_leaves_no_process()
    {
        var repository = await TestRepository.CreateAsync("""
            [Hook(Timeout = 1)] static void Loop() { while (true) { } }
            [Hook(After = [nameof(Loop)])] static void Good(HookContext hook) => File.WriteAllText(Path.Combine(hook.RepositoryRoot, "good"), "");
            """);
        var run = (await repository.WithOwnDotnet().BuildAsync()).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("error HOOK1002: Hook 'Loop' timed out after ");
        repository.Has("good").ShouldBeTrue();
        await Processes.ShouldBeGoneAsync(repository.Root);
    }

    [TestMethod]
    [DataRow("INT")]
    [DataRow("TERM")]
    public async Task Interrupting_the_build_ends_it_and_all_its_hooks(string signal)
    {
        var mark = Processes.Mark();
        var repository = await TestRepository.CreateAsync($$"""
            [Hook] const string Command = "sh -c 'sleep {{mark}} & touch command; sleep {{mark}}'";
            [Hook] static void Method(HookContext hook)
            {
                File.WriteAllText(Path.Combine(hook.RepositoryRoot, "method"), "");
                while (true) { }
            }
            """);
        // As in a terminal: a process group of its own, all of which gets the signal. What a shell starts with '&' would ignore it, and its children too.
        var build = SdkRun.Start(repository.Root, "setsid", ["env", "--default-signal=INT", "dotnet", "build", TestRepository.Project, "--no-restore"]);
        var group = build.Id;
        var end = SdkRun.EndAsync(build);
        await UntilAsync(() => end.IsCompleted || (repository.Has("command") && repository.Has("method")));
        end.IsCompleted.ShouldBeFalse();
        _ = (await SdkRun.RunAsync(repository.Root, "sh", ["-c", $"kill -{signal} -{group}"])).ShouldExitWith(0);

        var run = await end;
        // At SIGTERM the SDK itself exits with 0.
        (run.ExitCode != 0 || signal == "TERM").ShouldBeTrue(run.Output);
        run.Errors.ShouldNotContain(line => line.Contains("HOOK"), run.Output);
        await Processes.ShouldBeGoneAsync(mark);
        await Processes.ShouldBeGoneAsync(repository.Root);
    }

    private static async Task UntilAsync(Func<bool> happened)
    {
        while (!happened())
        {
            await Task.Delay(20);
        }
    }
}
