using System.Text;
using Hooks.Build.Checks.Text.EditorConfig;
using Hooks.Build.Checks.Text.Lines;
namespace Hooks.Build.Checks.Tests.Text;

[TestClass]
public sealed class EditorConfigTests
{
    [TestMethod]
    [DataRow("*", "a/b.cs", true)]
    [DataRow("*.cs", "a/b.cs", true)]
    [DataRow("*.cs", "b.csx", false)]
    [DataRow("*.{cs,vb}", "a/b.vb", true)]
    [DataRow("*.{cs}", "b.cs", false)]
    [DataRow("*.{cs}", "b.{cs}", true)]
    [DataRow("{a,b{c,d}}.x", "bd.x", true)]
    [DataRow("a/*.cs", "a/b.cs", true)]
    [DataRow("a/*.cs", "x/a/b.cs", false)]
    [DataRow("/b.cs", "a/b.cs", false)]
    [DataRow("a/**.cs", "a/x/y.cs", true)]
    [DataRow("a/**/y.cs", "a/y.cs", true)]
    [DataRow("**/x/**", "a/x/y/z", true)]
    [DataRow("?.cs", "b.cs", true)]
    [DataRow("a?b", "a/b", false)]
    [DataRow("[ab].cs", "b.cs", true)]
    [DataRow("[!ab].cs", "b.cs", false)]
    [DataRow("[a-c].cs", "b.cs", true)]
    [DataRow("file{1..10}.x", "file7.x", true)]
    [DataRow("file{1..10}.x", "file11.x", false)]
    [DataRow("{3..120}", "060", false)]
    [DataRow("{-3..3}", "-2", true)]
    [DataRow("{0..3}", "0", true)]
    [DataRow("[[\\]ab].g", "].g", true)]
    [DataRow("[!\\]ab].g", "].g", false)]
    [DataRow("[!\\]ab].g", "c.g", true)]
    [DataRow("[a\\-c].g", "b.g", false)]
    [DataRow("[a\\-c].g", "-.g", true)]
    [DataRow("[a-]", "-", true)]
    [DataRow("[ab\\]", "[ab]", true)]
    [DataRow("a\\*b", "a*b", true)]
    [DataRow("a\\*b", "axb", false)]
    [DataRow("{", "{", true)]
    [DataRow("[", "a/[", true)]
    [DataRow("*a*a*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    public void A_section_is_about_the_files_its_pattern_matches(string pattern, string path, bool isMatch) =>
        new EditorConfigGlob(pattern).IsMatch(path).ShouldBe(isMatch);

    [TestMethod]
    public void The_nearest_file_wins_and_a_root_ends_the_search()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".editorconfig", "[*]\nend_of_line = crlf\ninsert_final_newline = true\n");
        folder.Write("a/.editorconfig", "; near\n[*.txt]\nEnd_Of_Line = LF # mine\n[x.txt]\nend_of_line = unset\n");
        folder.Write("b/.editorconfig", "root = true\n[*]\ntrim_trailing_whitespace = true\n");
        var folders = new EditorConfigFolders(new CheckContext(folder.Path, new Dictionary<string, string>(StringComparer.Ordinal)));

        folders.Find("a/y.txt").EndOfLine.ShouldBe(LineEnd.Lf);
        folders.Find("a/deep/er/y.txt").HasFinalNewline.ShouldBe(true);
        folders.Find("a/x.txt").EndOfLine.ShouldBeNull();
        folders.Find("c/y.txt").EndOfLine.ShouldBe(LineEnd.CrLf);
        folders.Find("b/c/y.txt").EndOfLine.ShouldBeNull();
        folders.Find("b/c/y.txt").TrimsLines.ShouldBeTrue();
    }

    [TestMethod]
    [DataRow("end_of_line = crlf\ninsert_final_newline = true", "a\nb", "a\r\nb\r\n")]
    [DataRow("insert_final_newline = true", "a\r\nb", "a\r\nb\r\n")]
    [DataRow("insert_final_newline = false", "a", null)]
    [DataRow("insert_final_newline = false", "a\r\n\n", "a")]
    [DataRow("insert_final_newline = false", "\n", "")]
    [DataRow("insert_final_newline = unset", "a\n", null)]
    [DataRow("trim_trailing_whitespace = true", "a \t\r\nb ", "a\r\nb")]
    [DataRow("charset = utf-8", "\uFEFFa", "a")]
    [DataRow("charset = utf-8-bom", "a", "\uFEFFa")]
    [DataRow("charset = utf-8-bom", "", null)]
    [DataRow("charset = latin1", "\uFEFFa", null)]
    [DataRow("indent_style = space", "\ta", null)]
    [DataRow("", "a \r\nb", null)]
    public void What_can_be_repaired_is_repaired(string settings, string content, string? repaired) =>
        With(settings, check => check.Fix(content).ShouldBe(repaired));

    [TestMethod]
    [DataRow("a\n\tb\n\n\t\n", "file.cs", 2)]
    [DataRow("a {\n   b\n", "file.json", 2)]
    [DataRow("a:\n   b: c\n", "file.yaml", 2)]
    public void A_line_that_is_indented_otherwise_is_found(string content, string path, int line) =>
        With("indent_style = space\nindent_size = 2", check => check.Find(content, path).ShouldHaveSingleItem().Line.ShouldBe(line));

    [TestMethod]
    [DataRow("Call(a,\n     b)\n  {\n     \"\"\"", "file.cs")]
    [DataRow("a {\n    b\n", "file.json")]
    [DataRow("   a {\n     b\n", "file.json")]
    [DataRow("a: b\n   c\n", "file.yaml")]
    public void What_may_be_aligned_is_none(string content, string path) =>
        With("indent_style = space\nindent_size = 2", check => check.Find(content, path).ShouldBeEmpty());

    [TestMethod]
    public void Tabs_may_have_blanks_behind_them_and_comments_a_blank_before_their_star() =>
        With("indent_style = tab", check =>
        {
            check.Find("\ta\n\t  b\n/*\n * c\n */\n  \n").ShouldBeEmpty();
            check.Find("a\n  b\n")
                .ShouldHaveSingleItem()
                .ShouldBe(new FileFinding(2, 1, "indented with blanks, where .editorconfig says indent_style = tab; indent with tabs"));
        });

    [TestMethod]
    public void Bytes_that_are_no_utf_8_are_told_once_with_their_line() =>
        With("charset = utf-8", check => check.Find([(byte)'a', (byte)'\n', 0xE9, (byte)'\n', 0xE9]).ShouldHaveSingleItem().Line.ShouldBe(2));

    [TestMethod]
    [DataRow("utf-16le")]
    [DataRow("utf-16be")]
    public void Text_of_an_8_bit_encoding_where_UTF_16_is_asked_for_is_found(string charset) => With("charset = " + charset, check =>
    {
        var message = $"is text of an 8-bit encoding, but .editorconfig says charset = {charset}; save the file as that";
        check.Find("some text\n"u8.ToArray()).ShouldHaveSingleItem().Message.ShouldBe(message);
        check.Find("Größe und mehr"u8.ToArray()).ShouldHaveSingleItem().Message.ShouldBe(message);
        check.Find(Encoding.Latin1.GetBytes("Größe\nund mehr\n")).ShouldHaveSingleItem().Message.ShouldBe(message);
        foreach (var text in (string[])["", "text\n", "上", "上海", "一行沒有換行", "漢字かな交じり文。\n"])
        {
            check.Find(Encoding.Unicode.GetBytes(text)).ShouldBeEmpty();
            check.Find(Encoding.BigEndianUnicode.GetBytes(text)).ShouldBeEmpty();
        }
    });

    [TestMethod]
    public void A_mark_of_another_charset_is_found() =>
        With("charset = utf-16le", check =>
        {
            check.Find([
                0xFE,
                0xFF,
                0,
                65])
                    .ShouldHaveSingleItem().Message.ShouldBe(
                        "begins with the mark of utf-16be, but .editorconfig says charset = utf-16le; save the file as that");
            check.Find([0xFF, 0xFE, 65, 0]).ShouldBeEmpty();
        });

    private static void With(string settings, Action<FileCheck> body)
    {
        using var folder = new TemporaryFolder();
        folder.Write(".editorconfig", $"root = true\n[*]\n{settings}\n");
        body(Checking.Make("check-editorconfig", new CheckContext(folder.Path, new Dictionary<string, string>())));
    }
}
