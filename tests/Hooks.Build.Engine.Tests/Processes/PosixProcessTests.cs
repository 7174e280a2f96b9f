using System.Globalization;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Processes;

/// <summary>Real processes of this system.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Reads /proc, which is Linux's.")]
public sealed class PosixProcessTests
{
    [TestMethod]
    [DataRow("exit 0", 0)]
    [DataRow("exit 3", 3)]
    [DataRow("exit 255", 255)]
    [DataRow("kill -TERM $$", 128 + 15)]
    [DataRow("kill -KILL $$", 128 + 9)]
    [DataRow("kill -SEGV $$", 128 + 11)]
    public async Task The_exit_code_tells_how_a_process_ended(string script, int exitCode) =>
        (await Child.Shell(script).EndAsync()).ExitCode.ShouldBe(exitCode);

    [TestMethod]
    public async Task Output_and_errors_come_in_the_order_in_which_they_were_written()
    {
        var child = Child.Shell("for i in 1 2 3; do echo out$i; echo err$i >&2; done");
        _ = await child.EndAsync();
        child.Output.ShouldBe("out1\nerr1\nout2\nerr2\nout3\nerr3\n");
    }

    [TestMethod]
    public async Task Errors_are_dropped_where_only_the_output_is_read()
    {
        List<byte> output = [];
        var process = new PosixLauncher().Start(new ProcessStart(
            "/bin/sh", ["-c", "echo out; echo err >&2"], "/", Child.Environment, data => output.AddRange(data), DropsErrors: true));
        _ = await process.Completion;
        output.ShouldBe("out\n"u8.ToArray());
    }

    [TestMethod]
    public async Task All_of_a_large_output_arrives()
    {
        long received = 0;
        var process = new PosixLauncher().Start(new ProcessStart(
            "/bin/sh", ["-c", "head -c 50000000 /dev/zero"], "/", Child.Environment, data => received += data.Length));
        _ = await process.Completion;
        received.ShouldBe(50_000_000);
    }

    [TestMethod]
    public async Task A_killed_hook_leaves_no_process_of_its_group()
    {
        var child = Child.Shell("sleep 60 & sleep 61 & echo ready; sleep 62");
        await child.HasWrittenAsync();
        child.Group().Count.ShouldBeGreaterThanOrEqualTo(3);
        child.Process.Kill();
        (await child.EndAsync()).ExitCode.ShouldBe(137);
        await child.GroupIsGoneAsync();
    }

    [TestMethod]
    public async Task A_hook_that_is_asked_to_end_is_asked_with_all_it_started()
    {
        var child = Child.Shell("sleep 60 & echo ready; sleep 61");
        await child.HasWrittenAsync();
        child.Process.Terminate();
        (await child.EndAsync()).ExitCode.ShouldBe(128 + 15);
        await child.GroupIsGoneAsync();
    }

    [TestMethod]
    public async Task A_process_that_ignores_being_asked_is_killed()
    {
        var child = Child.Shell("trap '' TERM; echo ready; while :; do sleep 1; done");
        await child.HasWrittenAsync();
        using CancellationTokenSource cancelled = new();
        var ending = child.Process.WaitAsync(TimeProvider.System, cancelled.Token);
        await cancelled.CancelAsync();
        (await ending).ExitCode.ShouldBe(137);
        await child.GroupIsGoneAsync();
    }

    [TestMethod]
    public async Task A_grandchild_that_holds_the_output_does_not_hold_the_run_and_is_ended()
    {
        var child = Child.Shell("sleep 600 & echo done");
        var exit = await child.EndAsync();
        (exit.ExitCode, exit.OutputCut).ShouldBe((0, false));
        child.Output.ShouldBe("done\n");
        await child.GroupIsGoneAsync();
    }

    [TestMethod]
    public async Task A_grandchild_that_never_stops_writing_is_ended()
    {
        var child = Child.Shell("yes & exit 4");
        (await child.EndAsync()).ExitCode.ShouldBe(4);
        await child.GroupIsGoneAsync();
    }

    [TestMethod]
    public async Task A_grandchild_that_closed_its_output_is_ended()
    {
        var child = Child.Shell("sleep 600 >/dev/null 2>&1 & echo done");
        _ = await child.EndAsync();
        await child.GroupIsGoneAsync();
    }

    [TestMethod]
    public async Task A_process_that_left_its_group_does_not_hold_the_run()
    {
        var child = Child.Shell("setsid sleep 600 & echo $!; exec true");
        var exit = await child.EndAsync();
        (exit.ExitCode, exit.OutputCut).ShouldBe((0, true));
        Kill("sleep 600", child.Output);
    }

    [TestMethod]
    public async Task A_process_that_closes_its_output_is_still_waited_for()
    {
        var child = Child.Shell("exec >/dev/null 2>&1; read x < /dev/null; sleep 0.3; exit 7");
        (await child.EndAsync()).ExitCode.ShouldBe(7);
    }

    [TestMethod]
    public async Task The_environment_is_exactly_what_was_asked_for()
    {
        var child = Child.Start("/usr/bin/env", [], environment: new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = "b c=d", ["É"] = "ü\nx" });
        _ = await child.EndAsync();
        System.Text.RegularExpressions.Regex.Replace(
            child.Output, "HOOKS_RUN=[0-9a-f]+\n", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBe("A=b c=d\nÉ=ü\nx\n");
    }

    [TestMethod]
    public async Task A_run_within_a_run_has_a_mark_of_its_own()
    {
        var child = Child.Start(
            "/usr/bin/env", [], environment: new Dictionary<string, string>(StringComparer.Ordinal) { ["HOOKS_RUN"] = "outer", ["A"] = "b" });
        _ = await child.EndAsync();
        var lines = child.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Count(line => line.StartsWith("HOOKS_RUN=", StringComparison.Ordinal)).ShouldBe(1);
        lines.ShouldNotContain("HOOKS_RUN=outer");
        lines.ShouldContain("A=b");
    }

    [TestMethod]
    public async Task Variables_of_every_length_and_script_arrive_as_they_are()
    {
        string[] scripts = ["a", "é", "漢", "😀", "\uDCFF"];
        var variables = Enumerable.Range(0, 60).ToDictionary(
            i => $"V{i}", i => string.Concat(Enumerable.Repeat(string.Concat(scripts.Take(i % 6)), i % 7)), StringComparer.Ordinal);
        var child = Child.Start("/usr/bin/env", ["-0"], environment: variables);
        _ = await child.EndAsync();
        var arrived = child.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("HOOKS_RUN=", StringComparison.Ordinal));
        arrived.ShouldBe(variables.Select(variable => $"{variable.Key}={variable.Value.Replace('\uDCFF', '\uFFFD')}"));
    }

    [TestMethod]
    public async Task The_working_directory_is_what_was_asked_for()
    {
        using TempFolder folder = new();
        _ = Directory.CreateDirectory(folder.In("a é\"b"));
        var child = Child.Start("/bin/sh", ["-c", "pwd -P"], folder.In("a é\"b"));
        _ = await child.EndAsync();
        child.Output.ShouldBe(folder.In("a é\"b") + "\n");
    }

    [TestMethod]
    public async Task Arguments_arrive_as_they_are()
    {
        string[] arguments = ["a b", "", "'", "\"", "$HOME", "*", "\\", "é\n"];
        var child = Child.Start("/bin/sh", ["-c", "printf '<%s>' \"$@\"", "x", .. arguments]);
        _ = await child.EndAsync();
        child.Output.ShouldBe(string.Concat(arguments.Select(argument => $"<{argument}>")));
    }

    [TestMethod]
    public async Task Standard_input_is_empty()
    {
        var child = Child.Shell("cat; readlink /proc/self/fd/0");
        (await child.EndAsync()).ExitCode.ShouldBe(0);
        child.Output.ShouldBe("/dev/null\n");
    }

    [TestMethod]
    public async Task A_child_inherits_nothing_of_ours_but_its_three_descriptors()
    {
        using TempFolder folder = new();
        await using var open = File.Create(folder.In("open"));
        var other = Child.Shell("echo ready; sleep 60");
        await other.HasWrittenAsync();
        var child = Child.Shell("for f in /proc/self/fd/*; do readlink $f; done");
        _ = await child.EndAsync();
        other.Process.Kill();
        var pipes = child.Output.Split('\n').Except(InheritedByUs(), StringComparer.Ordinal).Where(line => line.StartsWith("pipe:", StringComparison.Ordinal));
        pipes.Count().ShouldBe(1);
        child.Output.ShouldNotContain(open.Name);
    }

    [TestMethod]
    public async Task A_child_dies_of_a_broken_pipe_as_on_the_command_line()
    {
        var child = Child.Shell("(yes; echo $? >&2) | head -n 1 > /dev/null");
        _ = await child.EndAsync();
        child.Output.Trim().ShouldBe("141");
    }

    [TestMethod]
    public async Task No_signal_is_blocked_or_ignored_in_a_child()
    {
        // 32 and 33 are the C library's own, which it never lets go of.
        const ulong OfTheLibrary = 0x1_8000_0000;
        var child = Child.Shell("grep -E '^Sig(Blk|Ign)' /proc/self/status");
        _ = await child.EndAsync();
        child.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => ulong.Parse(line.Split('\t')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) & ~OfTheLibrary)
            .ShouldBe([0, 0]);
    }

    [TestMethod]
    public async Task A_receiver_that_throws_ends_the_process_and_is_heard()
    {
        var process = new PosixLauncher().Start(new ProcessStart("/bin/sh", ["-c", "yes"], "/", Child.Environment, _ => throw new IOException("no room")));
        (await Should.ThrowAsync<IOException>(process.Completion)).Message.ShouldBe("no room");
    }

    [TestMethod]
    public void A_file_that_may_not_be_executed_cannot_be_started()
    {
        using TempFolder folder = new();
        Refusal(folder.File("x", "#!/bin/sh\n")).ShouldEndWith("permission denied");
    }

    [TestMethod]
    public void A_script_whose_interpreter_is_missing_cannot_be_started()
    {
        using TempFolder folder = new();
        Refusal(folder.Script("x", "#!/no/such/interpreter\n")).ShouldContain("interpreter");
    }

    [TestMethod]
    public void A_file_that_is_no_program_cannot_be_started()
    {
        using TempFolder folder = new();
        Refusal(folder.Script("x", "\u007fELF no program")).ShouldContain("#!/bin/sh");
    }

    [TestMethod]
    public void Arguments_too_large_for_the_system_cannot_be_passed() =>
        Refusal("/bin/sh", new string('x', 200_000)).ShouldContain("larger than this system allows");

    [TestMethod]
    public void A_nul_in_an_argument_cannot_be_passed() => Refusal("/bin/sh", "a\0b").ShouldContain("NUL");

    [TestMethod]
    public void A_working_directory_that_does_not_exist_is_named() =>
        Should.Throw<ProcessStartException>(() => Child.Start(
            "/bin/sh", ["-c", ":"], "/no/such/folder")).Message.ShouldBe("The working directory /no/such/folder does not exist");

    [TestMethod]
    [DoNotParallelize]
    public async Task Hundreds_of_processes_leave_no_descriptor_and_no_zombie()
    {
        _ = await Child.Start("/bin/true", []).EndAsync();
        var before = Descriptors();
        for (var i = 0; i < 500; i++)
        {
            _ = await Child.Start("/bin/true", []).EndAsync();
            _ = Should.Throw<ProcessStartException>(() => Child.Start("/no/such/program", []));
        }

        Descriptors().ShouldBeLessThanOrEqualTo(before + 50);
        Zombies().ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Processor_time_is_that_of_the_process_and_of_what_it_waited_for()
    {
        var exit = await Child.Shell("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; sh -c 'i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done'").EndAsync();
        exit.ProcessorTime!.Value.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(10));
    }

    [TestMethod]
    public async Task A_process_that_waits_uses_next_to_no_processor_time()
    {
        var exit = await Child.Shell("sleep 0.5").EndAsync();
        exit.ProcessorTime!.Value.ShouldBeInRange(TimeSpan.FromTicks(1), TimeSpan.FromMilliseconds(250));
    }

    [TestMethod]
    [DoNotParallelize]
    public async Task Peak_memory_is_known_of_a_process_that_held_more_than_we_do()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        var more = self.PeakWorkingSet64 + 100_000_000;
        var child = Child.Shell($"head -c {more} /dev/zero | tail -c {more} > /dev/null");
        (await child.EndAsync()).PeakMemory!.Value.ShouldBeGreaterThanOrEqualTo(more);
    }

    [TestMethod]
    public async Task Peak_memory_below_our_own_is_not_known() => (await Child.Start("/bin/true", []).EndAsync()).PeakMemory.ShouldBeNull();

    [TestMethod]
    public async Task Many_processes_at_once_all_end()
    {
        var children = Enumerable.Range(0, 64).Select(i => Child.Shell($"echo {i}; exit {i}")).ToList();
        var exits = await Task.WhenAll(children.Select(child => child.EndAsync()));
        exits.Select(exit => exit.ExitCode).ShouldBe(Enumerable.Range(0, 64));
        children.Select(child => child.Output).ShouldBe(Enumerable.Range(0, 64).Select(i => i.ToString(CultureInfo.InvariantCulture) + "\n"));
    }

    // What this process was itself given, by a runner of tests for example.
    private static IEnumerable<string> InheritedByUs()
    {
        const int CloseOnExec = 0x80000;
        foreach (var path in Directory.GetFiles("/proc/self/fdinfo"))
        {
            string? link = null;
            try
            {
                var flags = File.ReadLines(path).First(line => line.StartsWith("flags:", StringComparison.Ordinal)).Split('\t')[1];
                link = (Convert.ToInt32(flags, 8) & CloseOnExec) == 0
                    ? File.ResolveLinkTarget($"/proc/self/fd/{Path.GetFileName(path)}", returnFinalTarget: false)?.Name
                    : null;
            }
            catch (IOException)
            {
                // Closed meanwhile.
            }

            if (link is not null)
            {
                yield return link;
            }
        }
    }

    private static int Descriptors() => Directory.GetFiles("/proc/self/fd").Length;

    // Of what is started here: workers of other tests that wait for their next run are children of this process, too, and nobody's to wait for.
    private static List<int> Zombies() =>
        [.. ProcessFiles.All().Where(process => ProcessFiles.Stat(process) is ["Z", var parent, ..]
            && parent == Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
            && ProcessFiles.Name(process) == "true")];

    private static string Refusal(string file, params string[] arguments) => Should.Throw<ProcessStartException>(() => Child.Start(file, arguments)).Message;

    // The test's own escapee, by its id.
    private static void Kill(string expected, string id)
    {
        using var process = System.Diagnostics.Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
        ProcessFiles.CommandLine(process.Id).ShouldBe(expected);
        process.Kill();
    }
}
