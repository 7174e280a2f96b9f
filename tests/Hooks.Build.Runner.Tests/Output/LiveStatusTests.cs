using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;
using Microsoft.Extensions.Time.Testing;
using static Hooks.Build.Runner.Tests.Output.Reports;

namespace Hooks.Build.Runner.Tests.Output;

[TestClass]
public sealed class LiveStatusTests
{
    [TestMethod]
    public void What_is_quick_is_never_seen() => Watch((live, clock) =>
    {
        live.Started("Format");
        clock.Advance(TimeSpan.FromMilliseconds(100));
        live.Ended("Format");
    }).ShouldBe("");

    [TestMethod]
    public void What_takes_longer_is_shown_with_its_time_and_taken_off_at_the_end() => Watch((live, clock) =>
    {
        live.Started("Format");
        clock.Advance(TimeSpan.FromMilliseconds(150));
    }).ShouldBe("  Format 0.1 s\n\e[1A\r\e[J".Replace("0.1", "0.2"));

    [TestMethod]
    public void A_line_that_stays_is_written_above() => Watch((live, clock) =>
    {
        live.Started("Format");
        clock.Advance(TimeSpan.FromMilliseconds(150));
        live.WriteAbove("hooks: warning");
        clock.Advance(TimeSpan.FromMilliseconds(100));
    }).ShouldMatch("^  Format [^\n]*\n\e\\[1A\r\e\\[Jhooks: warning\r?\n  Format [^\n]*\n\e\\[1A\r\e\\[J$");

    [TestMethod]
    public void A_long_name_does_not_wrap() => Watch((live, clock) =>
    {
        live.Started(new string('x', 200));
        clock.Advance(TimeSpan.FromMilliseconds(150));
    }).Split('\n')[0].Length.ShouldBe(79);

    [TestMethod]
    public void What_is_expected_is_not_found_out_for_a_run_that_is_over_before_anything_is_shown() => Watch((live, clock) =>
    {
        live.Began(1);
        live.Expected(() => throw new InvalidOperationException("nobody asked"));
        live.Started("Format");
        clock.Advance(TimeSpan.FromMilliseconds(100));
        live.Ended("Format");
    }).ShouldBe("");

    [TestMethod]
    public void What_is_expected_is_found_out_while_hooks_go_on_starting() => Watch((live, clock) =>
    {
        live.Expected(() =>
        {
            Thread other = new(() => live.Started("Lint"));
            other.Start();
            other.Join();
            return new ExpectedRun([new ExpectedHook("Format", TimeSpan.FromSeconds(2), 1, [])], 2, 2);
        });
        live.Started("Format");
        clock.Advance(TimeSpan.FromMilliseconds(150));
    }).ShouldStartWith("  Format 0.2 s of about 2.0 s\n  Lint 0");

    [TestMethod]
    public void Where_nothing_can_be_found_out_the_status_is_shown_without_it() => Watch((live, clock) =>
    {
        live.Expected(() => throw new InvalidOperationException("no log"));
        live.Started("Format");
        clock.Advance(TimeSpan.FromMilliseconds(150));
    }).ShouldStartWith("  Format 0.2 s\n");

    [TestMethod]
    public void A_terminal_that_breaks_costs_the_run_nothing()
    {
        FakeTimeProvider clock = new();
        BrokenStream stream = new();
        LiveStatus live = new(new Terminal(() => stream, isInteractive: true, hasColours: false), clock);
        live.Started("Format");
        Should.NotThrow(() => clock.Advance(TimeSpan.FromSeconds(1)));
        stream.Writes.ShouldBeGreaterThan(0);
        Should.NotThrow(() => live.Ended("Format"));
        Should.NotThrow(live.Dispose);
    }

    [TestMethod]
    public void The_next_frame_is_asked_for_when_one_is_drawn()
    {
        OneShots clock = new();
        _ = Written(terminal =>
        {
            using LiveStatus live = new(terminal, clock);
            live.Started("Format");
            clock.Advance(TimeSpan.FromSeconds(1));
        });
        clock.Asked.ShouldBe(1);
    }

    /// <summary>Timers that fire once and are set anew.</summary>
    private sealed class OneShots : FakeTimeProvider
    {
        public int Asked { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Asked++;
            period.ShouldBe(Timeout.InfiniteTimeSpan);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public int Writes { get; private set; }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Writes++;
            throw new IOException("gone");
        }
    }

    private static string Watch(Action<LiveStatus, FakeTimeProvider> happen) => Written(terminal =>
    {
        FakeTimeProvider clock = new();
        using LiveStatus live = new(terminal, clock);
        happen(live, clock);
    });
}
