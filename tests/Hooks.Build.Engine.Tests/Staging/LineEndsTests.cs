using Hooks.Build.Engine.Staging;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Staging;

/// <summary>Line ends are exchanged as if byte by byte, in any text.</summary>
[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class LineEndsTests
{
    [TestMethod]
    public void Ends_are_compared_and_exchanged_alike_whatever_the_text()
    {
        for (var seed = 0; seed < 5000; seed++)
        {
            Random random = new(seed);
            var (one, other) = (Text(random), Text(random));
            var plain = WithLf(one);
            new LineEnds(IsCrLf: false).In(one).ShouldBe(plain, $"seed {seed}");
            new LineEnds(IsCrLf: true).In(one).ShouldBe([.. plain.SelectMany(value => value == '\n' ? (byte[])[(byte)'\r', value] : [value])], $"seed {seed}");
            LineEnds.AreAllThatDiffers(one, other).ShouldBe(plain.AsSpan().SequenceEqual(WithLf(other)), $"seed {seed}");
        }
    }

    [TestMethod]
    [DataRow("a\r\nb", "a\nb", true)]
    [DataRow("a\r\nb\n", "a\nb\n", false, DisplayName = "both in one file")]
    [DataRow("a\r\nb\n", "a\r\nb\n", true, DisplayName = "the same bytes")]
    [DataRow("a\r\nb", "a\nc", false)]
    public void Files_that_end_lines_in_one_way_differ_by_that_alone(string one, string other, bool isAll)
    {
        using TempFolder folder = new();
        LineEnds.AreAllThatDiffers(folder.File("one", one), folder.File("other", other)).ShouldBe(isAll);
    }

    [TestMethod]
    public void What_has_no_room_in_memory_is_compared_all_the_same()
    {
        using TempFolder folder = new();
        var (one, other) = (folder.File("one", "a"), folder.File("other", "b"));
        foreach (var file in (string[])[one, other])
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write);
            RandomAccess.SetLength(handle, 3L * 1024 * 1024 * 1024);
        }

        LineEnds.AreAllThatDiffers(one, other).ShouldBeFalse();
    }

    private static byte[] Text(Random random) => [.. Enumerable.Range(0, random.Next(6)).Select(_ => "\r\nab"u8.ToArray()[random.Next(4)])];

    private static byte[] WithLf(byte[] text) => [.. text.Where((value, i) => value != '\r' || i + 1 == text.Length || text[i + 1] != '\n')];
}
