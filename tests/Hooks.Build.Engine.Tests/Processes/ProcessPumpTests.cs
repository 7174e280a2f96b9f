using Hooks.Build.Engine.Processes;
using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Engine.Tests.Processes;

/// <summary>Processes that a loop watches, as at a commit.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Starts sh.")]
public sealed class ProcessPumpTests
{
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(10);

    // The loop sleeps when the process is handed to it, and nothing but the process's own end can wake it.
    [TestMethod]
    public async Task A_process_that_another_thread_starts_while_the_loop_sleeps_is_seen_to_end()
    {
        var codes = await Task.Run(() => EventLoop.Run(loop => Task.Run(async () =>
        {
            var launcher = loop.CreateLauncher();
            List<int> codes = [];
            for (var i = 0; i < 50; i++)
            {
                codes.Add((await launcher.Start(new ProcessStart("/bin/sh", ["-c", "exit " + i], "/", Child.Environment, _ => { })).Completion).ExitCode);
            }

            return codes;
        }))).WaitAsync(Stuck);
        codes.ShouldBe(Enumerable.Range(0, 50));
    }

    [TestMethod]
    public async Task Processes_of_many_threads_all_end()
    {
        var codes = await Task.Run(() => EventLoop.Run(loop =>
        {
            var launcher = loop.CreateLauncher();
            return Task.WhenAll(Enumerable.Range(
                0,
                40).Select(i => Task.Run(() => launcher.Start(new ProcessStart("/bin/sh", ["-c", "exit " + i], "/", Child.Environment, _ => { })).Completion)));
        })).WaitAsync(Stuck);
        codes.Select(exit => exit.ExitCode).ShouldBe(Enumerable.Range(0, 40));
    }

    [TestMethod]
    public async Task What_cannot_be_started_does_not_keep_the_others_from_being_watched()
    {
        PosixLauncher launcher = new();
        for (var i = 0; i < 20; i++)
        {
            _ = Should.Throw<ProcessStartException>(() => launcher.Start(new ProcessStart("/no/such/program", [], "/", Child.Environment, _ => { })));
            (await launcher.Start(new ProcessStart(
                "/bin/sh", ["-c", "exit 3"], "/", Child.Environment, _ => { })).Completion.WaitAsync(Stuck)).ExitCode.ShouldBe(3);
        }
    }
}
