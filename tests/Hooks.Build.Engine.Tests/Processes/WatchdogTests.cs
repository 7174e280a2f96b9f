using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Tests.Processes;

/// <summary>What happens to hooks when the process that runs them is gone: its pipe to the watchdog ends.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Reads /proc, which is Linux's.")]
public sealed class WatchdogTests
{
    [TestMethod]
    public async Task Groups_that_are_left_are_ended_with_all_they_started()
    {
        var child = Child.Shell("sleep 60 & echo ready; sleep 61");
        await child.HasWrittenAsync();
        Watchdog watchdog = new();
        watchdog.Add(child.Process.Id);
        watchdog.Dispose();
        (await child.EndAsync()).ExitCode.ShouldBe(137);
        await child.GroupIsGoneAsync();
    }

    [TestMethod]
    public async Task Groups_that_ended_are_left_alone()
    {
        var (gone, left, other) = (Child.Shell("echo ready; read x < /dev/zero"), Child.Shell("echo ready; sleep 60"), Child.Shell("echo ready; sleep 60"));
        await Task.WhenAll(gone.HasWrittenAsync(), left.HasWrittenAsync(), other.HasWrittenAsync());
        Watchdog watchdog = new();
        watchdog.Add(left.Process.Id);
        watchdog.Add(gone.Process.Id);
        watchdog.Add(other.Process.Id);
        watchdog.Remove(left.Process.Id);
        watchdog.Dispose();
        (await gone.EndAsync()).ExitCode.ShouldBe(137);
        (await other.EndAsync()).ExitCode.ShouldBe(137);
        left.Group().ShouldNotBeEmpty();
        left.Process.Kill();
        _ = await left.EndAsync();
    }

    [TestMethod]
    public async Task What_has_the_mark_is_ended_when_a_group_is_left_though_it_was_never_added()
    {
        Watchdog watchdog = new();
        var listed = Child.Shell("echo ready; sleep 60");
        var marked = Child.Shell($"{watchdog.Mark.Key}={watchdog.Mark.Value} sh -c 'echo ready; sleep 60'");
        var other = Child.Shell($"{watchdog.Mark.Key}=another sh -c 'echo ready; sleep 60'");
        await Task.WhenAll(listed.HasWrittenAsync(), marked.HasWrittenAsync(), other.HasWrittenAsync());
        watchdog.Add(listed.Process.Id);
        watchdog.Dispose();
        (await listed.EndAsync()).ExitCode.ShouldBe(137);
        (await marked.EndAsync()).ExitCode.ShouldBe(137);
        other.Group().ShouldNotBeEmpty();
        other.Process.Kill();
        _ = await other.EndAsync();
    }

    [TestMethod]
    public async Task What_left_its_group_and_its_session_is_ended_with_all_it_started_by_the_mark_of_its_run()
    {
        using PosixLauncher launcher = new();
        var (marked, other) = (Child.Shell(
            $"{launcher.Mark.Key}={launcher.Mark.Value} setsid sh -c 'trap : TERM; sleep 60 & echo ready; while :; do sleep 61; done' & wait"), Child.Shell(
                "setsid sh -c 'echo ready; sleep 60' & wait"));
        await Task.WhenAll(marked.HasWrittenAsync(), other.HasWrittenAsync());
        await launcher.EndEscapedAsync(TimeProvider.System);

        // Its shell waits for it.
        (await marked.EndAsync()).ExitCode.ShouldBe(0);
        other.Group().ShouldNotBeEmpty();
        other.Process.Kill();
        _ = await other.EndAsync();
    }
}
