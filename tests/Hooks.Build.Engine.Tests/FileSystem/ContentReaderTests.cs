using Hooks.Build.Checks;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.FileSystem;

[TestClass]
public sealed class ContentReaderTests
{
    // The reader's first buffer has 256 KiB.
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(256 * 1024)]
    [DataRow((256 * 1024) + 1)]
    [DataRow(1_000_000)]
    public void A_file_is_read_wholly_whatever_size_was_told(int size)
    {
        using TempFolder folder = new();
        var text = new string('x', size);
        var path = folder.File("file", text);
        foreach (var told in new long[] { -1, 0, 1, size - 1, size, size + 1, 2L * size, long.MaxValue })
        {
            using ContentReader reader = new();
            var read = reader.Read(path, FileCheck.MostInMemory, told);
            read.IsAll.ShouldBeTrue($"told {told}");
            read.Bytes.Length.ShouldBe(size, $"told {told}");
            read.Bytes.Span.ContainsAnyExcept((byte)'x').ShouldBeFalse();
        }
    }

    [TestMethod]
    public void Of_a_larger_file_as_much_is_read_as_is_wanted_and_told_that_there_is_more()
    {
        using TempFolder folder = new();
        var path = folder.File("file", "some text");
        foreach (var told in new long[] { -1, 4, 9 })
        {
            using ContentReader reader = new();
            var read = reader.Read(path, most: 4, told);
            read.IsAll.ShouldBeFalse($"told {told}");
            read.Bytes.Span.SequenceEqual("some"u8).ShouldBeTrue($"told {told}");
        }
    }
}
