using System.Text;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Hooks.Build.Engine.Tests.Jobs;

/// <summary>What is told of a hook while it runs.</summary>
[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class HookFollowerTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Recorder _recorder = new() { Interests = RunInterests.All };

    private IEnumerable<OutputDetail> Told => _recorder.Details.OfType<OutputDetail>();

    [TestMethod]
    public void Whole_lines_are_told_wherever_what_is_written_is_cut_into_pieces()
    {
        var bytes = Encoding.UTF8.GetBytes("ä first\n\nsecond\r\nthird");
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            _recorder.Details.Clear();
            using (var output = Follow())
            {
                output.Write(bytes.AsSpan(0, cut));
                output.Write(bytes.AsSpan(cut));
                output.End("over");
            }

            string.Join('\n', Told.Select(told => told.Text)).ShouldBe("ä first\n\nsecond\nthird", $"cut at {cut}");
        }
    }

    [TestMethod]
    public void A_finding_comes_after_the_line_that_tells_of_it_and_before_the_next_output()
    {
        using var output = Follow();
        Write(output, "src/X.cs(3,5): error ABC123: bad\n");
        Write(output, "after\n");
        _recorder.Events.ShouldBe(["output A src/X.cs(3,5): error ABC123: bad", "finding A bad", "output A after"]);
    }

    [TestMethod]
    public void A_finding_that_a_tool_repeats_is_told_once_and_again_where_the_hook_is_tried_again()
    {
        using var output = Follow();
        Write(output, "a.cs(1,1): error A1: bad\na.cs(1,1): error A1: bad\n");
        output.BeginAttempt("once more");
        Write(output, "a.cs(1,1): error A1: bad\n");
        _recorder.Details.OfType<FindingDetail>().Count().ShouldBe(2);
    }

    [TestMethod]
    public void A_long_line_is_cut_between_characters_and_what_is_cut_is_counted()
    {
        using var output = Follow();
        var line = "x" + string.Concat(Enumerable.Repeat("ä", 5000));
        Write(output, line + "\nnext\n");
        var told = Told.ShouldHaveSingleItem();
        var lines = told.Text.Split('\n');
        lines[1].ShouldBe("next");
        line.ShouldStartWith(lines[0]);
        (Encoding.UTF8.GetByteCount(lines[0]) + told.Cut).ShouldBe(Encoding.UTF8.GetByteCount(line));
        Encoding.UTF8.GetByteCount(lines[0]).ShouldBeInRange(FollowedLines.LongestLine - 3, FollowedLines.LongestLine);
    }

    [TestMethod]
    public void A_line_of_a_hundred_megabytes_that_has_no_end_is_one_that_is_cut()
    {
        using var output = Follow();
        var piece = new byte[1 << 20];
        Array.Fill(piece, (byte)'x');
        for (var i = 0; i < 100; i++)
        {
            output.Write(piece);
        }

        output.End("over");
        var told = Told.ShouldHaveSingleItem();
        (told.Text.Length, told.Text.Length + told.Cut, told.LeftOut).ShouldBe((FollowedLines.LongestLine, 100L << 20, 0L));
    }

    [TestMethod]
    public void Of_a_gigabyte_at_once_a_little_is_told_and_the_rest_is_counted_without_being_looked_at()
    {
        var follower = HookFollower.Of(Make.Hook("A"), _recorder, _clock)!;
        var lines = follower.Begin()!;
        var chunk = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a line of quite ordinary output of some tool\n", 1400)));
        long written = 0;
        for (; written < HookFollower.AtOnce; written += chunk.Length)
        {
            lines.Write(chunk);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (; written < 1L << 30; written += chunk.Length)
        {
            lines.Write(chunk);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        follower.End();
        var told = Told.Sum(one => one.Text.Length);
        told.ShouldBeInRange(HookFollower.AtOnce / 2, HookFollower.AtOnce);
        Told.Last().Text.ShouldBeEmpty();
        Accounted().ShouldBe(written);
    }

    [TestMethod]
    public void With_time_more_is_told_up_to_the_most_of_one_hook()
    {
        var follower = HookFollower.Of(Make.Hook("A"), _recorder, _clock)!;
        var lines = follower.Begin()!;
        var chunk = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("0123456789\n", 10_000)));
        List<int> each = [];
        for (var second = 0; second < 2000; second++)
        {
            _recorder.Details.Clear();
            lines.Write(chunk);
            lines.Write(chunk);
            lines.Write(chunk);
            each.Add(Told.Sum(one => one.Text.Length));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        each[1].ShouldBeInRange(HookFollower.EachSecond / 2, HookFollower.EachSecond);
        each.Sum().ShouldBeInRange(HookFollower.Most * 3 / 4, HookFollower.Most);
        each[^1].ShouldBe(0);
    }

    [TestMethod]
    public void Every_byte_is_told_or_cut_or_left_out()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            Random random = new(seed);
            _recorder.Details.Clear();
            long written = 0;
            var newlines = 0;
            using (var output = Follow())
            {
                for (var i = 0; i < 60; i++)
                {
                    // Lines of all lengths, begun in one piece and ended in another.
                    var piece = new byte[random.Next(30_000)];
                    Array.Fill(piece, (byte)'x');
                    for (var line = random.Next(40); line > 0 && piece.Length > 0; line--)
                    {
                        piece[random.Next(piece.Length)] = (byte)'\n';
                    }

                    output.Write(piece);
                    written += piece.Length;
                    newlines += piece.Count(one => one == (byte)'\n');
                    _clock.Advance(TimeSpan.FromMilliseconds(random.Next(1000)));
                }

                output.End("over");
            }

            // The last line may have no end, which is then counted as if it had.
            Accounted().ShouldBeInRange(written, written + 1, $"seed {seed}");
            Told.Sum(one => one.Text.Length).ShouldBeLessThan(HookFollower.AtOnce + (60 * HookFollower.EachSecond));
        }
    }

    [TestMethod]
    public void What_comes_after_the_end_of_the_hook_is_told_nobody()
    {
        using var output = Follow();
        output.End("over");
        Write(output, "a.cs(1,1): error A1: late\n");
        _recorder.Details.ShouldBeEmpty();
        output.Findings.Count.ShouldBe(1);
    }

    [TestMethod]
    public void Commands_at_once_mix_no_lines()
    {
        using var output = Follow();
        using OutputLines one = output.BeginCommand("one"), other = output.BeginCommand("other");
        one.Write("first "u8);
        other.Write("second\n"u8);
        one.Write("third\n"u8);
        Told.Select(told => told.Text).ShouldBe(["second", "first third"]);
    }

    [TestMethod]
    public void Bytes_that_are_no_text_and_lines_that_were_written_over_break_nothing()
    {
        using var output = Follow();
        output.Write([0xFF, 0x00, (byte)'a', (byte)'\n', .. "10 %\r20 %\r\n"u8, 0xC3, (byte)'\n']);
        Told.ShouldHaveSingleItem().Text.ShouldBe("\uFFFD\0a\n20 %\n\uFFFD");
    }

    [TestMethod]
    [DataRow(RunInterests.None, false, false)]
    [DataRow(RunInterests.Cores, false, false)]
    [DataRow(RunInterests.Progress, true, false)]
    [DataRow(RunInterests.Output, true, true)]
    public void What_nobody_wants_to_know_is_not_looked_at(RunInterests interests, bool isFollowed, bool isRead)
    {
        var follower = HookFollower.Of(Make.Hook("A"), new Recorder { Interests = interests }, _clock);
        (follower is not null, follower?.Begin() is not null).ShouldBe((isFollowed, isRead));
    }

    private static void Write(HookOutput output, string text) => output.Write(Encoding.UTF8.GetBytes(text));

    private HookOutput Follow() => new(log: null, "/repository") { Follower = HookFollower.Of(Make.Hook("A"), _recorder, _clock) };

    private long Accounted() => Told.Sum(one => one.Cut + one.LeftOut + (one.Text.Length == 0 && one.LeftOut > 0 ? 0 : one.Text.Length + 1));
}
