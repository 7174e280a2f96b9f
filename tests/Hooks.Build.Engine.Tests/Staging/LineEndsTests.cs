using Hooks.Build.Engine.Staging;

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

    private static byte[] Text(Random random) => [.. Enumerable.Range(0, random.Next(6)).Select(_ => "\r\nab"u8.ToArray()[random.Next(4)])];

    private static byte[] WithLf(byte[] text) => [.. text.Where((value, i) => value != '\r' || i + 1 == text.Length || text[i + 1] != '\n')];
}
