namespace Hooks.Build.Testing.Tests;

/// <summary>Methods that listen to runs, told of one by a test.</summary>
[TestClass]
public sealed class ListenerTests
{
    private static readonly RunEvent[] Run = [
        new RunBegan { Hooks = 1 }, new HookEnded { Name = "Test", Outcome = HookOutcome.Failed, Reason = "exit code 1" }, new RunEnded { Failed = 1 }];

    [TestMethod]
    public async Task It_is_told_of_the_events_in_order_and_of_no_more()
    {
        var result = await HookTest.ListenAsync(WritesFailed, new HookTestOptions { Stage = HookStages.PrePush, Name = "Mine" }, Run);
        result.Passed.ShouldBeTrue(result.Message);
        result.Text("told.txt").ShouldBe("Mine PrePush\nTest: exit code 1\nfalse\n");
    }

    [TestMethod]
    public async Task Any_shape_can_be_told()
    {
        (await HookTest.ListenAsync((RunContext run) => { _ = run.EndAsync(); }, Run)).Passed.ShouldBeTrue();
        (await HookTest.ListenAsync((RunContext run, CancellationToken token) => run.Cancellation.ShouldBe(token), Run)).Passed.ShouldBeTrue();
        (await HookTest.ListenAsync(OfTask, Run)).Passed.ShouldBeTrue();
    }

    [TestMethod]
    public async Task What_it_throws_and_what_does_not_end_is_told()
    {
        (await HookTest.ListenAsync(Throws, Run)).Message.ShouldContain("boom");
        (await HookTest.ListenAsync(
            (RunContext run, CancellationToken token) => { _ = token.WaitHandle.WaitOne(); },
            new HookTestOptions { Timeout = TimeSpan.FromMilliseconds(50) },
            Run)).Message.ShouldStartWith("it ran into its time limit");
    }

    [TestMethod]
    public async Task Another_shape_is_refused() => await Should.ThrowAsync<ArgumentException>(() => HookTest.ListenAsync((HookContext _) => true, Run));

    [TestMethod]
    public async Task A_method_that_decides_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(() => HookTest.ListenAsync((Func<RunContext, Task<bool>>)(_ => Task.FromResult(true)), Run));

    private static void Throws(RunContext run) => throw new InvalidOperationException("boom");

    private static async Task OfTask(RunContext run) => (await run.EndAsync()).ShouldNotBeNull().Failed.ShouldBe(1);

    private static async Task WritesFailed(RunContext run, CancellationToken token)
    {
        var text = $"{run.Name} {run.Stage}\n";
        await foreach (var happened in run.Events)
        {
            text += happened switch
            {
                HookEnded { Failed: true } hook => $"{hook.Name}: {hook.Reason}\n",
                RunEnded end => end.Succeeded
                ? "true\n"
                : "false\n",
                _ => ""
            };
        }

        await File.WriteAllTextAsync(Path.Combine(run.RepositoryRoot, "told.txt"), text, token);
    }
}
