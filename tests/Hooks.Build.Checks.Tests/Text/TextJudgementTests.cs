using System.Text;
using FsCheck.Fluent;
using Hooks.Build.Checks.Text.Kinds;

namespace Hooks.Build.Checks.Tests.Text;

[TestClass]
public sealed class TextJudgementTests
{
    private const string Head = "a line of text \nand one more\r\n";

    public static IEnumerable<object[]> Formats => BinaryFiles.All.Select(file => new object[] { file.Key });

    [TestMethod]
    [DynamicData(nameof(Formats))]
    public void A_format_with_the_head_of_a_text_is_no_text(string format) => Judge(BinaryFiles.All[format], "file").ShouldBe(TextKind.Binary);

    [TestMethod]
    [DataRow("a line\nof text\n")]
    [DataRow("old\rMac\r")]
    [DataRow("\f\v\t\b\u001B[0m from a terminal\n")]
    [DataRow("DOS\r\n\u001A")]
    [DataRow("P1 is the first priority, P4 the last\n")]
    [DataRow("P5 # the fifth\nis no picture\n")]
    [DataRow("ply\nformat ascii 1.0\nelement vertex 1\nend_header\n0 \n")]
    [DataRow("# vtk DataFile Version 3.0\na title\nASCII\nDATASET POLYDATA\n")]
    [DataRow("# .PCD v0.7\nVERSION 0.7\nDATA ascii\n0 0 \n")]
    [DataRow("ObjectType = Image\nNDims = 2\nElementDataFile = picture.raw\n")]
    [DataRow("commit 8d6af21\nAuthor: a\n\n    data 9\n")]
    [DataRow("0707 is a year\n")]
    [DataRow("Comment: a letter\n")]
    [DataRow("$MeshFormat\n2.2 0 8\n")]
    [DataRow("MZ\n")]
    [DataRow("{\"rate\": 1}")]
    [DataRow("日本語\n")]
    public void Text_is_text(string text) => Judge(Encoding.UTF8.GetBytes(text), "file.txt").ShouldBe(TextKind.Text);

    [TestMethod]
    [DataRow("iso-8859-1", "Füße und Bäume für alle Größen\nzwei\n")]
    [DataRow("windows-1252", "\u201Cquoted\u201D \u2013 text\r\n")]
    [DataRow("iso-8859-5", "Привет мир\nЭто текст\n")]
    [DataRow("windows-1251", "Привет, мир! version 2\nЭто текст\n")]
    [DataRow("koi8-r", "Привет мир\nЭто текст\n")]
    [DataRow("shift_jis", "日本語のテキスト\nabc です\n")]
    [DataRow("gb2312", "中文文本\n第二行 abc\n")]
    [DataRow("big5", "中文文字\n第二行 abc\n")]
    [DataRow("euc-jp", "日本語のテキスト\n")]
    [DataRow("euc-kr", "한국어 텍스트\n")]
    public void Text_of_an_older_encoding_is_text(string encoding, string text)
    {
        // Not registered: that would change what other tests see.
        var bytes = (CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding)).GetBytes(text);

        Judge(bytes, "file.txt").ShouldBe(TextKind.Text);
    }

    [TestMethod]
    public void One_control_character_is_doubtful_and_named()
    {
        var content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a line of text\n", 20)) + "\x01\n");

        TextJudgement.OfAll("a.txt", content, isDeclared: false, out var doubt).ShouldBe(TextKind.Doubtful);
        doubt.ShouldBe("a control character (0x01 in line 21)");
    }

    [TestMethod]
    public void High_bytes_beside_a_lone_return_are_doubtful() =>
        Judge([.. "%XYZ\r%"u8, 0xE2, 0xE3, 0xCF, 0xD3, .. "\r\nmore text\n"u8], "a").ShouldBe(TextKind.Doubtful);

    [TestMethod]
    public void High_bytes_without_the_end_of_a_line_are_doubtful() =>
        Judge([0xC3, 0x28, 0x9A, 0xFE, 0x31, 0x32, 0x33, 0x34], "key").ShouldBe(TextKind.Doubtful);

    [TestMethod]
    [DataRow("a.pdf")]
    [DataRow("A.PNG")]
    [DataRow("logo.ai")]
    public void A_name_of_a_binary_format_is_believed(string name) => Judge(Encoding.ASCII.GetBytes(Head), name).ShouldBe(TextKind.Binary);

    [TestMethod]
    public void What_is_declared_is_text_unless_it_cannot_be()
    {
        TextJudgement.OfAll("a.ai", Encoding.ASCII.GetBytes(Head), isDeclared: true, out _).ShouldBe(TextKind.Text);
        TextJudgement.OfAll("a.txt", "one\x01\n"u8, isDeclared: true, out _).ShouldBe(TextKind.Text);
        TextJudgement.OfAll("a.txt", Encoding.Unicode.GetBytes(Head), isDeclared: true, out _).ShouldBe(TextKind.Binary);
        TextJudgement.OfAll("a.txt", BinaryFiles.All["PDF"], isDeclared: true, out _).ShouldBe(TextKind.Binary);
    }

    [TestMethod]
    public void Text_with_a_tail_of_random_bytes_is_never_text()
    {
        var tails =
            from lines in Gen.Choose(0, 300)
            from length in Gen.Choose(128, 4096)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select (lines, length, seed);
        Property.Holds(tails, tail => Judge(BinaryFiles.WithTail(tail.lines, tail.length, tail.seed), "file").ShouldNotBe(TextKind.Text), times: 3000);
    }

    [TestMethod]
    public void Text_with_a_tail_of_high_bytes_alone_is_never_text()
    {
        var tails =
            from lines in Gen.Choose(1, 300)
            from first in Gen.Elements(0x80, 0x81, 0xA1)
            from last in Gen.Elements(0x9F, 0xFE, 0xFF)
            from bytes in Gen.Choose(Math.Min(first, last), last).Select(value => (byte)value).ArrayOf(1500)
            select (byte[])[.. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("header line  \r\n", lines))), .. bytes];
        Property.Holds(tails, content => Judge(content, "file").ShouldNotBe(TextKind.Text), times: 1000);
    }

    [TestMethod]
    public void Wide_text_is_never_text_of_single_bytes()
    {
        var texts =
            from pieces in Gen.Elements("a \n", "wörd", "漢字", "\r\n", " ", "x\t\n", "\U0001F600").NonEmptyListOf()
            from encoding in Gen.Elements<Encoding>(
                new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
                new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
                new UTF32Encoding(bigEndian: false, byteOrderMark: true),
                new UTF32Encoding(bigEndian: true, byteOrderMark: true))
            select (byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes(string.Concat(pieces))];
        Property.Holds(texts, text => Judge(text, "file.txt").ShouldBe(TextKind.Binary), times: 1000);
    }

    private static TextKind Judge(byte[] content, string name) => TextJudgement.OfAll(name, content, isDeclared: false, out _);
}
