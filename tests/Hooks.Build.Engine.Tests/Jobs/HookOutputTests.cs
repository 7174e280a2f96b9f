using System.Text;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Jobs;

[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class HookOutputTests
{
    private const string Error = "src/X.cs(3,5): error ABC123: bad";

    [TestMethod]
    public void All_that_is_written_is_in_the_log_byte_for_byte()
    {
        using TempFolder folder = new();
        byte[] bytes = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 31))];
        using (var output = Open(folder))
        {
            for (var i = 0; i < bytes.Length; i += 333)
            {
                output.Write(bytes.AsSpan(i, Math.Min(333, bytes.Length - i)));
            }
        }

        File.ReadAllBytes(folder.In("Hook.log")).ShouldBe(bytes);
    }

    [TestMethod]
    public void What_it_or_another_wrote_is_in_the_log_and_nothing_is_found_in_it()
    {
        using TempFolder folder = new();
        using (var output = Open(folder))
        {
            output.Write("begun"u8);
            output.WriteBeside(Encoding.UTF8.GetBytes(Error + "\n"));
            output.Findings.ShouldBeEmpty();
            output.Tail(10).ShouldBe(["begun"]);
        }

        File.ReadAllText(folder.In("Hook.log")).ShouldBe($"begun\n# written by this hook or by one that ran beside it:\n{Error}\n");
    }

    [TestMethod]
    public void Memory_is_bounded_whatever_is_written()
    {
        using TempFolder folder = new();
        using var output = Open(folder);
        var chunk = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a line of quite ordinary output of some tool\n", 1400)));
        output.Write(chunk);
        var before = GC.GetAllocatedBytesForCurrentThread();
        long written = 0;
        while (written < 100 * 1024 * 1024)
        {
            output.Write(chunk);
            written += chunk.Length;
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1024 * 1024);
        new FileInfo(folder.In("Hook.log")).Length.ShouldBe(HookLog.Head);
    }

    [TestMethod]
    public void A_finding_is_picked_out_wherever_the_output_is_cut_into_pieces()
    {
        var bytes = Encoding.UTF8.GetBytes($"before\n{Error}\r\nafter\n");
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            using HookOutput output = new(log: null, "/repository");
            output.Write(bytes.AsSpan(0, cut));
            output.Write(bytes.AsSpan(cut));
            output.Findings.Single().Message.ShouldBe("bad", $"cut at {cut}");
        }
    }

    [TestMethod]
    public void The_last_line_needs_no_end()
    {
        using HookOutput output = new(log: null, "/repository");
        Write(output, Error);
        output.Tail(10).ShouldBe([Error]);
        output.Findings.Count.ShouldBe(1);
    }

    [TestMethod]
    public void Bytes_that_are_not_utf8_break_nothing()
    {
        using HookOutput output = new(log: null, "/repository");
        output.Write([0xFF, 0xFE, (byte)'\n', 0xC3, .. Encoding.UTF8.GetBytes("\n" + Error + "\n")]);
        output.Findings.Single().Code.ShouldBe("ABC123");
        output.Tail(10).Count.ShouldBe(3);
    }

    [TestMethod]
    public void A_very_long_line_is_kept_in_the_log_and_parsed_as_none()
    {
        using TempFolder folder = new();
        using (var output = Open(folder))
        {
            for (var i = 0; i < 100; i++)
            {
                Write(output, new string('x', 10_000));
            }

            Write(output, Error + "\n" + Error.Replace("bad", "worse", StringComparison.Ordinal) + "\n");
            output.Findings.Single().Message.ShouldBe("worse");
            output.Tail(2)[0].Length.ShouldBeLessThan(400);
        }

        new FileInfo(folder.In("Hook.log")).Length.ShouldBeGreaterThan(1_000_000);
    }

    [TestMethod]
    public void A_finding_that_a_tool_repeats_is_told_once()
    {
        using HookOutput output = new(log: null, "/repository");
        Write(output, Error + "\n" + Error + " [/repository/X.csproj]\n");
        output.Findings.Count.ShouldBe(1);
    }

    [TestMethod]
    public void Findings_beyond_a_thousand_are_counted()
    {
        using HookOutput output = new(log: null, "/repository");
        for (var i = 0; i < 1200; i++)
        {
            Write(output, $"x.cs({i + 1},1): error A1: b\n");
        }

        output.Findings.Count.ShouldBe(1000);
        output.DroppedFindings.ShouldBe(200);
    }

    [TestMethod]
    public void What_is_not_shown_is_counted_once_each()
    {
        using HookOutput output = new(log: null, "/repository");
        for (var round = 0; round < 3; round++)
        {
            Write(output, string.Concat(Enumerable.Range(1, 1500).Select(line => $"x.cs({line},1): error A1: b\n")));
        }

        output.Findings.Count.ShouldBe(1000);
        output.DroppedFindings.ShouldBe(500);
    }

    [TestMethod]
    public void Findings_without_end_are_counted_up_to_a_number()
    {
        using HookOutput output = new(log: null, "/repository");
        for (var i = 0; i < 120; i++)
        {
            Write(output, string.Concat(Enumerable.Range(1, 1000).Select(line => $"x{i}.cs({line},1): error A1: b\n")));
        }

        output.Findings.Count.ShouldBe(1000);
        output.DroppedFindings.ShouldBe(HookReport.MostDropped);
    }

    // The law: a log is the output, or its beginning and its end with what is missing between them told.
    [TestMethod]
    public void A_log_keeps_the_beginning_and_the_end_of_what_is_too_much()
    {
        const int Head = 500;
        const int End = 200;
        Random random = new(7);
        for (var round = 0; round < 300; round++)
        {
            using TempFolder folder = new();
            var lines = Enumerable.Range(0, random.Next(60)).Select(i => $"{i} {new string('x', random.Next(40))}\n").ToList();
            using (HookOutput output = new(
                new HookLog(() => new FileStream(folder.In("Hook.log"), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0), Head, End),
                "/repository"))
            {
                lines.ForEach(line => Write(output, line));
                output.End("over");
            }

            var whole = string.Concat(lines) + "# over\n";
            var log = File.ReadAllText(folder.In("Hook.log"));
            if (whole.Length <= Head + End)
            {
                log.ShouldBe(whole);
                continue;
            }

            var parts = log.Split("\n# ", 2);
            var (told, end) = (parts[1].Split('\n', 2)[0], parts[1].Split('\n', 2)[1]);
            parts[0].ShouldBe(whole[..Head]);
            whole.ShouldEndWith(end);
            end.ShouldEndWith("# over\n");
            end.Length.ShouldBeInRange(End - 50, End);
            told.ShouldStartWith((whole.Length - Head - end.Length).ToString(
                "N0", System.Globalization.CultureInfo.InvariantCulture) + " bytes are left out here");
        }
    }

    [TestMethod]
    public void A_repeated_finding_is_not_counted_as_dropped()
    {
        using HookOutput output = new(log: null, "/repository");
        for (var i = 0; i < 1200; i++)
        {
            Write(output, $"x.cs({(i % 1000) + 1},1): error A1: b\n");
        }

        output.DroppedFindings.ShouldBe(0);
    }

    [TestMethod]
    public void The_tail_is_the_last_lines_without_colour_or_blank_ones()
    {
        using HookOutput output = new(log: null, "/repository");
        Write(output, "1\n\n2\n\u001b[31m3\u001b[0m\r\n4\tx\u0007\n");
        output.Tail(3).ShouldBe(["2", "3", "4\tx"]);
    }

    [TestMethod]
    public void The_tail_of_much_output_has_whole_lines_only()
    {
        using HookOutput output = new(log: null, "/repository");
        for (var i = 0; i < 5000; i++)
        {
            Write(output, $"line {i:00000}\n");
        }

        var tail = output.Tail(int.MaxValue);
        tail[^1].ShouldBe("line 04999");
        tail.ShouldAllBe(line => line.Length == "line 00000".Length);
    }

    [TestMethod]
    public void The_tail_shows_what_the_last_line_became_when_a_tool_rewrote_it()
    {
        using HookOutput output = new(log: null, "/repository");
        Write(output, "10 %\r50 %\r100 %\n");
        output.Tail(5).ShouldBe(["100 %"]);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(700)]
    [DataRow(int.MaxValue)]
    public void The_tail_has_the_lines_before_a_very_long_one_and_how_that_begins(int atOnce)
    {
        using HookOutput output = new(log: null, "/repository");
        var text = "head line\n" + new string('w', 20_000) + "\nlast\n";
        for (var i = 0; i < text.Length; i += Math.Min(atOnce, text.Length))
        {
            Write(output, text[i..(int)Math.Min(text.Length, (long)i + atOnce)]);
        }

        output.Tail(5).ShouldBe(["head line", new string('w', 300) + "...", "last"]);
    }

    [TestMethod]
    public void The_tail_of_a_flood_is_the_same_however_it_comes()
    {
        Random random = new(7);
        for (var trial = 0; trial < 200; trial++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(600))
                .Select(_ => random.Next(6) switch
                {
                    0 => "\n",
                    1 => "\r",
                    2 => "\r\n",
                    3 => new string(
                    'x', random.Next(3000)),
                    _ => $"line {random.Next(100)}\n"
                }));
            using HookOutput whole = new(log: null, "/repository");
            Write(whole, text);
            using HookOutput parts = new(log: null, "/repository");
            for (var i = 0; i < text.Length;)
            {
                var next = Math.Min(text.Length, i + random.Next(1, 5000));
                Write(parts, text[i..next]);
                i = next;
            }

            parts.Tail(10).ShouldBe(whole.Tail(10));
        }
    }

    [TestMethod]
    public void The_tail_has_the_last_line_that_says_something_however_many_follow_that_say_nothing()
    {
        using HookOutput output = new(log: null, "/repository");
        Write(output, "broken\n" + string.Concat(Enumerable.Repeat("\n\u001b[0m\n \r\n", 500)));
        output.Tail(5).ShouldBe(["broken"]);
    }

    [TestMethod]
    public void What_one_command_did_not_end_is_no_line_with_what_the_next_one_writes()
    {
        using HookOutput output = new(log: null, "/repository");
        using (var one = output.BeginCommand("one"))
        {
            one.Write("first"u8);
        }

        using (var other = output.BeginCommand("other"))
        {
            other.Write("second"u8);
        }

        output.Tail(5).ShouldBe(["first", "second"]);
    }

    [TestMethod]
    public void A_finding_after_a_progress_display_has_its_file()
    {
        using HookOutput output = new(log: null, "/repository");
        Write(output, "Progress 1%\rProgress 100%\rsrc/A.cs(3,4): error X1: real\r\n");
        output.Findings.Single().ShouldSatisfyAllConditions(
            finding => finding.Code.ShouldBe("X1"), finding => finding.File.ShouldBe("/repository/src/A.cs"), finding => finding.Line.ShouldBe(3));
    }

    [TestMethod]
    public void The_tail_has_no_titles_of_windows_and_of_links_their_text()
    {
        using HookOutput output = new(log: null, "/repository");
        Write(output, "\e]0;title\aafter\n\e]8;;https://example.org\e\\link\e]8;;\e\\ text\n");
        output.Tail(5).ShouldBe(["after", "link text"]);
    }

    [TestMethod]
    public void An_attempt_made_again_forgets_findings_and_tail_but_not_the_log()
    {
        using TempFolder folder = new();
        using (var output = Open(folder))
        {
            Write(output, Error + "\n");
            output.BeginAttempt("failed; once more");
            output.Findings.ShouldBeEmpty();
            output.Tail(5).ShouldBeEmpty();
            Write(output, "fine\n");
        }

        File.ReadAllText(folder.In("Hook.log")).ShouldBe(Error + "\n# failed; once more\nfine\n");
    }

    [TestMethod]
    public void What_the_engine_says_starts_on_a_line_of_its_own()
    {
        using TempFolder folder = new();
        using (var output = Open(folder))
        {
            Write(output, "no end of line");
            using (output.BeginCommand("tool a"))
            {
            }
        }

        File.ReadAllText(folder.In("Hook.log")).ShouldBe("no end of line\n$ tool a\n");
    }

    [TestMethod]
    public void Commands_that_run_at_once_never_mix_their_lines()
    {
        using TempFolder folder = new();
        using (var output = Open(folder))
        {
            using var one = output.BeginCommand("one");
            using var two = output.BeginCommand("two");
            one.Write("src/X.cs(1,1): err"u8);
            two.Write("src/Y.cs(2,2): error B2: "u8);
            one.Write("or A1: bad\n"u8);
            two.Write("worse\n"u8);
            output.Findings.Select(finding => finding.Message).ShouldBe(["bad", "worse"]);
        }

        File.ReadAllText(folder.In("Hook.log")).ShouldBe("$ one\n$ two\nsrc/X.cs(1,1): error A1: bad\nsrc/Y.cs(2,2): error B2: worse\n");
    }

    [TestMethod]
    public void Relative_files_start_at_the_hooks_folder()
    {
        using HookOutput output = new(log: null, Path.GetFullPath("/repository/src"));
        Write(output, "X.cs(1,1): error A1: b\n");
        output.Findings.Single().File.ShouldBe(Path.GetFullPath("/repository/src/X.cs"));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "/dev/full, which plays the full disk, is Linux's.")]
    public void A_log_that_cannot_be_written_any_more_costs_the_log_and_nothing_else()
    {
        using HookOutput output = new(
            new HookLog(() => new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)), "/repository");
        Write(output, Error + "\n");
        output.Findings.Count.ShouldBe(1);
        output.Tail(1).ShouldBe([Error]);
    }

    private static HookOutput Open(TempFolder folder) =>
        new(new HookLog(() => new FileStream(folder.In("Hook.log"), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0)), "/repository");

    private static void Write(HookOutput output, string text) => output.Write(Encoding.UTF8.GetBytes(text));
}
