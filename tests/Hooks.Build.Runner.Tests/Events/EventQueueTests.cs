using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Events;
using Hooks.Build.Runner.Tests.Doors;
using Microsoft.Extensions.Time.Testing;

namespace Hooks.Build.Runner.Tests.Events;

[TestClass]
public sealed class EventQueueTests
{
    [TestMethod]
    public void A_file_gets_every_line_in_order()
    {
        using TemporaryFolder folder = new();
        var lines = Enumerable.Range(0, 20000).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToList();
        Tell(EventTarget.Read("events.jsonl", folder.Path), lines).ShouldBeNull();
        File.ReadAllLines(Path.Combine(folder.Path, "events.jsonl")).ShouldBe(lines);
    }

    [TestMethod]
    public void A_listener_that_never_reads_holds_nobody_up_and_what_it_missed_is_counted()
    {
        using ManualResetEventSlim never = new();
        var problem = Tell(
            new EventTarget("unix:/never", IsFile: false, () => new StuckStream(never)), Enumerable.Repeat(new string('x', 1023), 8192), mostBytes: 1 << 20);
        never.Set();
        problem!.Code.ShouldBe(Codes.Events);
        problem.Message.ShouldStartWith("8192 events of this run did not reach unix:/never: it reads too slowly, or not at all");
    }

    [TestMethod]
    public void What_hooks_write_leaves_room_for_what_came_of_them()
    {
        using ManualResetEventSlim never = new();
        using EventQueue queue = new(new EventTarget("unix:/never", IsFile: false, () => new StuckStream(never)), mostBytes: 1 << 20);
        queue.Start();
        var line = new string('x', 1023);
        for (var i = 0; i < 10_000; i++)
        {
            queue.ToTerminalOfOutput().WriteLine(line);
        }

        queue.LeftOut.ShouldBe(10_000 - 256);
        for (var i = 0; i < 768; i++)
        {
            queue.ToTerminal().WriteLine(line);
        }

        queue.LeftOut.ShouldBe(10_000 - 256);
        never.Set();
    }

    [TestMethod]
    public void Who_has_taken_nothing_in_all_of_a_run_of_a_twentieth_of_a_second_is_not_waited_for()
    {
        using ManualResetEventSlim never = new();
        using ManualResetEventSlim offered = new();
        FakeTimeProvider clock = new();
        using EventQueue queue = new(new EventTarget("pipe", IsFile: false, () => new StuckStream(never, offered)), clock: clock);
        queue.Start();
        queue.ToTerminal().WriteLine("one");
        offered.Wait();
        clock.Advance(TimeSpan.FromMilliseconds(50));

        // The clock stands still: were it to wait at all, it would for ever.
        queue.End()!.Message.ShouldStartWith("1 event of this run did not reach pipe");
        never.Set();
    }

    [TestMethod]
    public void A_pipe_that_nobody_opens_holds_nobody_up()
    {
        using ManualResetEventSlim never = new();
        Tell(new EventTarget("pipe", IsFile: false, () => throw Waited(never)), ["one"])!.Message.ShouldStartWith("1 event of this run did not reach pipe");
        never.Set();
    }

    [TestMethod]
    public void A_listener_that_is_gone_is_told_once_with_the_reason()
    {
        using TemporaryFolder folder = new();
        Tell(
            EventTarget.Read("no/such/folder/events", folder.Path),
            ["one", "two"])!.Message.ShouldContain("2 events of this run did not reach no/such/folder/events");
        Tell(EventTarget.Read("unix:nobody", folder.Path), ["one"])!.Message.ShouldContain("no process of this user listens there");
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Descriptors are Unix's.")]
    public void A_file_that_others_write_to_as_well_keeps_what_both_wrote()
    {
        using TemporaryFolder folder = new();
        // As a shell's 3>>file or 3>file is handed on: one offset, moved by whoever writes.
        using var file = File.OpenHandle(Path.Combine(folder.Path, "shared"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        var target = EventTarget.Read($"fd:{file.DangerousGetHandle()}", folder.Path);
        target.IsFile.ShouldBeTrue();
        foreach (var text in (string[])["one\n", "two\n"])
        {
            using var other = target.Open();
            other.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }

        Tell(target, ["three"]).ShouldBeNull();
        File.ReadAllLines(Path.Combine(folder.Path, "shared")).ShouldBe(["one", "two", "three"]);
    }

    [TestMethod]
    [DataRow("unix:/")]
    [DataRow("unix:.")]
    [DataRow("unix:/no/")]
    [DataRow("unix:/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_path_that_can_be_no_socket_ends_nothing_and_is_told(string text) =>
        Tell(EventTarget.Read(text, "/"), ["one"])!.Message.ShouldStartWith("1 event of this run did not reach " + text);

    [TestMethod]
    public void Whatever_goes_wrong_where_events_go_stays_there() =>
        Tell(new EventTarget("odd", IsFile: false, () => throw new NotSupportedException("not understood")), ["one"])!.Message.ShouldContain("not understood");

    [TestMethod]
    [DataRow("fd:1")]
    [DataRow("fd:x")]
    [DataRow("fd:987654")]
    [DataRow("unix:")]
    [DataRow("")]
    public void What_is_no_listener_is_refused_before_anything_runs(string text) =>
        Should.Throw<HooksException>(() => EventTarget.Read(text, "/")).Problems[0].Code.ShouldBe(Codes.InvalidSetting);

    private static Problem? Tell(EventTarget target, IEnumerable<string> lines, int mostBytes = 4 << 20)
    {
        using EventQueue queue = new(target, mostBytes);
        queue.Start();
        var terminal = queue.ToTerminal();
        foreach (var line in lines)
        {
            terminal.WriteLine(line);
        }

        return queue.End();
    }

    private static IOException Waited(ManualResetEventSlim never)
    {
        never.Wait();
        return new IOException("ended");
    }

    /// <summary>Takes nothing until it is let go.</summary>
    private sealed class StuckStream(ManualResetEventSlim never, ManualResetEventSlim? offered = null) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            offered?.Set();
            throw Waited(never);
        }
    }
}
