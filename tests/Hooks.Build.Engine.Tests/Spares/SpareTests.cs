using System.Globalization;
using System.Runtime.Versioning;
using Hooks.Build.Engine.Spares;

namespace Hooks.Build.Engine.Tests.Spares;

/// <summary>Workers that wait for the next run.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Workers are kept on Linux only.")]
public sealed class SpareTests
{
    [TestMethod]
    public async Task The_second_run_has_the_worker_that_the_first_left()
    {
        using SpareBench bench = new();
        _ = await bench.NextAsync();
        var waiting = bench.Kept.Single().Process.ToString(CultureInfo.InvariantCulture);
        var (process, trace) = await bench.NextAsync();
        process.ShouldBe(waiting);
        trace.ShouldStartWith($"took {waiting}; left ");
    }

    // Where nobody has waited yet a bench has no folder, and the one of the developer would be the next best.
    [TestMethod]
    public void The_workers_of_the_user_are_none_of_a_test_s()
    {
        using SpareBench bench = new();
        SpareFolder.Places(bench.Environment).ShouldAllBe(place => place.StartsWith(Path.GetDirectoryName(bench.Runtime)!, StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Each_run_has_a_process_of_its_own_and_one_waits()
    {
        using SpareBench bench = new();
        HashSet<string> processes = [];
        for (var i = 0; i < 5; i++)
        {
            processes.Add((await bench.NextAsync()).Process).ShouldBeTrue();
            bench.Kept.Count.ShouldBe(1);
        }
    }

    [TestMethod]
    public async Task Statics_are_the_runs_own()
    {
        using SpareBench bench = new();
        for (var i = 0; i < 4; i++)
        {
            (await bench.TellAsync("Counts")).ShouldBe("1");
        }
    }

    [TestMethod]
    public async Task A_worker_is_left_and_taken_where_nobody_asks_for_a_trace()
    {
        using SpareBench bench = new() { IsTraced = false };
        _ = await bench.TellAsync("Process");
        var left = bench.Kept.ShouldHaveSingleItem().Process;
        (await bench.TellAsync("Process")).ShouldBe(left.ToString(CultureInfo.InvariantCulture));
    }

    [TestMethod]
    public async Task No_line_of_the_users_runs_before_the_run()
    {
        using SpareBench bench = new();
        (await bench.TellAsync("SeesThere")).ShouldStartWith("False ");
        File.WriteAllText(Path.Combine(bench.Root, "there"), "");
        var second = await bench.TellAsync("SeesThere");
        bench.Trace.ShouldContain(line => line.StartsWith("took ", StringComparison.Ordinal), string.Join("; ", bench.Trace));
        second.ShouldStartWith("True ");
        second.ShouldEndWith(" True");
    }

    [TestMethod]
    [DataRow("Environs")]
    [DataRow("Place")]
    public async Task What_a_hook_sees_is_the_same_in_a_new_worker_and_in_one_that_waited(string hook)
    {
        using SpareBench bench = new();
        var cold = await bench.TellAsync(hook);
        cold.ShouldNotBeEmpty();
        (await bench.TellAsync(hook)).ShouldBe(cold);
        bench.Trace.Count(line => line.StartsWith("took ", StringComparison.Ordinal)).ShouldBe(1, string.Join("; ", bench.Trace));
    }

    [TestMethod]
    public async Task What_a_run_changes_of_its_process_no_other_run_sees()
    {
        using SpareBench bench = new();
        var before = await bench.TellAsync("IsAsBefore");
        _ = await bench.TellAsync("Changes");
        (await bench.TellAsync("IsAsBefore")).ShouldBe(before);
    }

    [TestMethod]
    public async Task What_it_writes_past_the_console_is_in_the_hooks_log()
    {
        using SpareBench bench = new();
        for (var i = 0; i < 2; i++)
        {
            _ = await bench.RunAsync(CancellationToken.None, "Speaks");
            File.ReadAllText(Path.Combine(bench.Root, "logs", "Speaks.log")).ShouldContain("by the descriptor");
        }

        bench.Trace.ShouldContain(line => line.StartsWith("took ", StringComparison.Ordinal), string.Join("; ", bench.Trace));
    }

    [TestMethod]
    public async Task A_rebuilt_assembly_is_never_served_by_a_worker_that_has_the_old_one()
    {
        using SpareBench bench = new();
        for (var version = 2; version < 6; version++)
        {
            _ = await bench.TellAsync("Version");
            bench.Build(version);
            (await bench.TellAsync("Version")).ShouldBe(version.ToString(CultureInfo.InvariantCulture));
            (await bench.TellAsync("Version")).ShouldBe(version.ToString(CultureInfo.InvariantCulture));
            bench.Kept.Count.ShouldBe(1);
        }
    }

    [TestMethod]
    public async Task Another_environment_gets_another_process()
    {
        using SpareBench bench = new();
        _ = await bench.NextAsync();
        bench.Environment["LC_NOTHING"] = "1";
        (await bench.NextAsync()).Trace.ShouldContain("is of another environment");
        (await bench.NextAsync()).Trace.ShouldContain("took");
        _ = bench.Environment.Remove("LC_NOTHING");
        (await bench.NextAsync()).Trace.ShouldContain("took");
    }

    [TestMethod]
    public async Task None_waits_in_the_environment_of_one_moment()
    {
        using SpareBench bench = new();
        foreach (var moment in (string[])["@1 +0000", "@2 +0000"])
        {
            bench.Environment["GIT_AUTHOR_DATE"] = moment;
            (await bench.TellAsync("Dated")).ShouldBe(moment);
            bench.Kept.ShouldBeEmpty();
        }

        // Who does not see it has one.
        _ = await bench.NextAsync();
        (await bench.NextAsync()).Trace.ShouldContain("took");
    }

    [TestMethod]
    public async Task Another_folder_gets_another_process()
    {
        using SpareBench bench = new();
        _ = await bench.NextAsync();
        bench.Root = Directory.CreateDirectory(Path.Combine(bench.Root, "below")).FullName;
        (await bench.NextAsync()).Trace.ShouldContain("is of another environment");
        (await bench.TellAsync("Place")).ShouldStartWith(bench.Root);
    }

    // The whole process has one umask.
    [TestMethod]
    [DoNotParallelize]
    public void Another_umask_gets_another_process()
    {
        using SpareBench bench = new();
        var before = SpareKey.Of(bench.Request);
        var mask = Umask(0x1FF);
        SpareKey during;
        try
        {
            during = SpareKey.Of(bench.Request);
        }
        finally
        {
            _ = Umask(mask);
        }

        SpareKey.Of(bench.Request).ShouldBe(before);
        (during.Purpose, during.Code).ShouldBe((before.Purpose, before.Code));
        during.World.ShouldNotBe(before.World);
    }

    [TestMethod]
    public async Task An_assembly_that_looks_as_old_as_before_is_another_one()
    {
        using SpareBench bench = new();
        _ = await bench.TellAsync("Version");
        var (written, length) = (File.GetLastWriteTimeUtc(bench.Assembly), new FileInfo(bench.Assembly).Length);
        bench.Build(2);
        File.SetLastWriteTimeUtc(bench.Assembly, written);
        (File.GetLastWriteTimeUtc(bench.Assembly), new FileInfo(bench.Assembly).Length).ShouldBe((written, length));
        (await bench.TellAsync("Version")).ShouldBe("2");
    }

    [TestMethod]
    public async Task Two_repositories_have_each_its_own()
    {
        using SpareBench one = new();
        using SpareBench other = new(version: 2);
        other.Environment["XDG_RUNTIME_DIR"] = one.Runtime;
        for (var i = 0; i < 3; i++)
        {
            (await one.TellAsync("Version")).ShouldBe("1");
            (await other.TellAsync("Version")).ShouldBe("2");
        }

        one.Trace.Concat(other.Trace).Count(line => line.StartsWith("took ", StringComparison.Ordinal)).ShouldBe(4);
        one.Kept.Count.ShouldBe(2);
    }

    [TestMethod]
    public async Task What_ends_the_process_before_a_hook_runs_is_told_alike()
    {
        using SpareBench bench = new();
        _ = await bench.NextAsync();
        File.WriteAllText(Path.Combine(bench.Root, "end"), "");
        var warm = await bench.TellAsync("Version");
        bench.Trace.ShouldContain(line => line.StartsWith("took ", StringComparison.Ordinal), string.Join("; ", bench.Trace));
        warm.ShouldBe(await bench.TellAsync("Version"));
        warm.ShouldContain("did not start (exit code 9)");
    }

    [TestMethod]
    public async Task A_hook_that_ends_its_process_ends_the_run_of_no_other()
    {
        using SpareBench bench = new();
        var cold = (await bench.RunAsync(CancellationToken.None, "Dies")).Hooks.Single();
        cold.Outcome.ShouldBe(HookOutcome.Crashed);
        _ = await bench.NextAsync();
        var warm = (await bench.RunAsync(CancellationToken.None, "Dies")).Hooks.Single();
        (warm.Outcome, warm.Reason, warm.ExitCode).ShouldBe((cold.Outcome, cold.Reason, cold.ExitCode));
        (await bench.NextAsync()).Process.ShouldNotBeEmpty();
    }

    [TestMethod]
    public async Task What_a_hook_leaves_running_ends_with_the_run()
    {
        using SpareBench bench = new();
        for (var i = 0; i < 2; i++)
        {
            (await bench.RunAsync(CancellationToken.None, "Leaves")).Succeeded.ShouldBeTrue();
            await IsGoneAsync(int.Parse(File.ReadAllText(Path.Combine(bench.Root, "left")), CultureInfo.InvariantCulture));
        }

        bench.Trace.ShouldContain(line => line.StartsWith("took ", StringComparison.Ordinal), string.Join("; ", bench.Trace));
    }

    [TestMethod]
    public async Task A_cancelled_run_ends_the_worker_that_it_took()
    {
        using SpareBench bench = new();
        _ = await bench.NextAsync();
        var waiting = bench.Kept.Single().Process;
        using CancellationTokenSource cancellation = new();
        bench.OnTrace = line => _ = line == $"took {waiting}" ? cancellation.CancelAsync() : null;
        (await bench.RunAsync(cancellation.Token, "NeverEnds")).Interrupted.ShouldBeTrue();
        bench.Trace.ShouldContain($"took {waiting}");
        await IsGoneAsync(waiting);
    }

    [TestMethod]
    public async Task Two_runs_at_once_do_not_share_one()
    {
        using SpareBench bench = new();
        _ = await bench.NextAsync();
        var both = await Task.WhenAll(bench.TellAsync("Process"), bench.TellAsync("Process"));
        both.Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
    }

    [TestMethod]
    public async Task A_worker_that_was_killed_is_not_missed()
    {
        using SpareBench bench = new();
        _ = await bench.NextAsync();
        Kill("KILL", bench.Kept.Single().Process);
        var (process, trace) = await bench.NextAsync();
        process.ShouldNotBeEmpty();
        trace.ShouldContain("left");
        bench.Kept.Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task A_worker_that_hangs_is_killed_and_the_run_goes_on()
    {
        using SpareBench bench = new();
        _ = await bench.NextAsync();
        var hung = bench.Kept.Single().Process;
        Kill("STOP", hung);
        while (!bench.Kept.Single().IsStopped)
        {
            await Task.Yield();
        }

        bench.Milliseconds = 50;
        var (process, trace) = await bench.NextAsync();
        process.ShouldNotBe(hung.ToString(CultureInfo.InvariantCulture));
        trace.ShouldContain($"{hung} did not come");
        bench.Kept.ShouldNotContain(worker => worker.Process == hung);
    }

    [TestMethod]
    public async Task Stop_ends_all_and_says_how_many()
    {
        using SpareBench bench = new();
        _ = await bench.NextAsync();
        bench.Environment["LC_NOTHING"] = "1";
        _ = await bench.NextAsync();
        var processes = bench.Kept.Select(worker => worker.Process).ToList();
        processes.Count.ShouldBe(2);
        KeptWorkers.Stop(bench.Environment).ShouldBe(2);
        bench.Kept.ShouldBeEmpty();
        KeptWorkers.Stop(bench.Environment).ShouldBe(0);
    }

    [TestMethod]
    public async Task No_more_than_a_few_wait()
    {
        using SpareBench bench = new();
        for (var i = 0; i < SpareKeeper.Most + 2; i++)
        {
            bench.Environment["LC_NOTHING"] = i.ToString(CultureInfo.InvariantCulture);
            _ = await bench.NextAsync();
        }

        bench.Kept.Count.ShouldBe(SpareKeeper.Most);
    }

    [TestMethod]
    [UnsupportedOSPlatform("windows")]
    public async Task A_folder_that_others_may_write_to_is_not_used()
    {
        using SpareBench bench = new();
        _ = Directory.CreateDirectory(
            Path.Combine(bench.Runtime, "hooks-build"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupWrite);
        File.SetUnixFileMode(Path.Combine(bench.Runtime, "hooks-build"), (UnixFileMode)0x1FF);
        bench.Environment["HOME"] = Directory.CreateDirectory(Path.Combine(bench.Runtime, "home")).FullName;
        _ = bench.Environment.Remove("XDG_CACHE_HOME");
        _ = await bench.NextAsync();
        Directory.GetFileSystemEntries(Path.Combine(bench.Runtime, "hooks-build")).ShouldBeEmpty();
        bench.Kept.Count.ShouldBe(1, "it waits in the cache's folder");
    }

    [TestMethod]
    public async Task A_folder_that_cannot_be_made_costs_the_run_nothing()
    {
        using SpareBench bench = new();
        foreach (var variable in (string[])["XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "HOME"])
        {
            bench.Environment[variable] = "/proc/nowhere";
        }

        (await bench.NextAsync()).Process.ShouldNotBeEmpty();
        bench.Kept.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task A_long_path_to_the_folder_is_none_too_many()
    {
        using SpareBench bench = new();
        bench.Environment["XDG_RUNTIME_DIR"] = Path.Combine(bench.Runtime, new string('a', 120), new string('b', 120));
        _ = Directory.CreateDirectory(bench.Environment["XDG_RUNTIME_DIR"]);
        _ = await bench.NextAsync();
        (await bench.NextAsync()).Trace.ShouldContain("took");
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "umask")]
    private static extern uint Umask(uint mask);

    // Here this process is the parent of those that wait, and reaps none.
    private static async Task IsGoneAsync(int process)
    {
        while (ProcessFiles.IsRunning(process))
        {
            await Task.Yield();
        }
    }

    private static void Kill(string signal, int process)
    {
        using var kill = System.Diagnostics.Process.Start("/bin/kill", ["-" + signal, process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
