using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Tests.Scheduling;

namespace Hooks.Build.Engine.Tests.FileSystem;

[TestClass]
public sealed class PathTextTests
{
    [TestMethod]
    [DataRow("a.cs")]
    [DataRow("über/日本.cs")]
    [DataRow("😀")]
    [DataRow("")]
    public void Utf8_is_read_as_it_is(string text)
    {
        PathText.Decode(Encoding.UTF8.GetBytes(text)).ShouldBe(text);
        PathText.Encode(text).ShouldBe(Encoding.UTF8.GetBytes(text));
        PathText.HasRawBytes(text).ShouldBeFalse();
    }

    [TestMethod]
    public void Bytes_that_are_not_utf8_become_lone_surrogates()
    {
        PathText.Decode("b\xFF"u8[..1]).ShouldBe("b");
        PathText.Decode([(byte)'b', 0xFF, (byte)'d', 0x80]).ShouldBe("b\uDCFFd\uDC80");
        PathText.HasRawBytes("b\uDCFFd").ShouldBeTrue();
    }

    [TestMethod]
    public void Every_sequence_of_bytes_comes_back_as_it_was()
    {
        Dice dice = new(1);
        byte[] alphabet = [(byte)'a', (byte)'/', 0x80, 0xBF, 0xC0, 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xED, 0xA0, 0xF0, 0x9F, 0x98, 0x80, 0xF5, 0xFF];
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[dice.Below(8)];
            for (var j = 0; j < bytes.Length; j++)
            {
                bytes[j] = alphabet[dice.Below(alphabet.Length)];
            }

            PathText.Encode(PathText.Decode(bytes)).ShouldBe(bytes);
        }
    }

    [TestMethod]
    public void The_low_half_of_a_pair_is_no_raw_byte()
    {
        // U+1F4FF is written D83D DCFF.
        PathText.HasRawBytes("📿").ShouldBeFalse();
        PathText.Decode(PathText.Encode("📿\uDCFF")).ShouldBe("📿\uDCFF");
    }
}
