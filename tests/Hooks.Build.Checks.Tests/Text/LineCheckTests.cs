namespace Hooks.Build.Checks.Tests.Text;

[TestClass]
public sealed class LineCheckTests
{
    [TestMethod]
    [DataRow("a.md", "a  \n", null)]
    [DataRow("a.md", "a   \n", "a  \n")]
    [DataRow("a.MD", "a  \n", null)]
    [DataRow("a.md", "  \n", "\n")]
    [DataRow("a.txt", "a  \n", "a\n")]
    [DataRow(".md", "a  \n", "a\n")]
    public void Two_blanks_at_the_end_of_a_line_are_kept_where_they_are_a_line_break(string path, string content, string? repaired) =>
        Checking.Make("trailing-whitespace", "--markdown-linebreak-ext=md,txtx").Fix(content, path).ShouldBe(repaired);

    [TestMethod]
    [DataRow("a\v\f \t\n", "a\n")]
    [DataRow("a \r\nb", "a\r\nb")]
    [DataRow("a\r\r\n", "a\r\n")]
    [DataRow("a\rb \r", "a\rb\r")]
    [DataRow("a\u00A0\n", null)]
    public void White_space_of_one_byte_is_taken_from_ends_of_lines(string content, string? repaired) =>
        Checking.Make("trailing-whitespace").Fix(content).ShouldBe(repaired);

    [TestMethod]
    [DataRow(" \u00A0", "voil\u00E0\nx\u00A0 \u00A0\r\n", "voil\u00E0\nx\r\n")]
    [DataRow("\u00E9", "\u00E3\u00A9\n", null)]
    [DataRow("\u3000", "\u4E00\u3000\u3000\n\u0100\n", "\u4E00\n\u0100\n")]
    [DataRow("\u20AC\U0001F600", "a\u20AC\U0001F600\n\U0001F601\n", "a\n\U0001F601\n")]
    public void Characters_that_are_to_be_taken_away_are_taken_whole(string chars, string content, string? repaired)
    {
        var check = Checking.Make("trailing-whitespace", "--chars=" + chars);
        check.Fix(content).ShouldBe(repaired);
        check.Find(content).Length.ShouldBe(repaired is null ? 0 : 1);
    }

    [TestMethod]
    public void Each_line_with_blanks_at_its_end_is_told() =>
        Checking.Make("trailing-whitespace").Find("a \nb\nc\t\r\n\n d ").Select(finding => finding.Line).ShouldBe([1L, 3L, 5L]);

    [TestMethod]
    [DataRow("\n", "")]
    [DataRow("\r\n\r\n", "")]
    [DataRow("a\r\n\n", "a\r\n")]
    [DataRow("a\n\r", "a\n")]
    [DataRow("a\r\r\n", "a\r")]
    [DataRow("", null)]
    public void A_file_ends_with_the_first_of_its_newlines(string content, string? repaired) =>
        Checking.Make("end-of-file-fixer").Fix(content).ShouldBe(repaired);

    [TestMethod]
    public void The_line_that_lacks_its_newline_and_the_first_empty_line_too_many_are_told()
    {
        Checking.Make("end-of-file-fixer")
            .Find("a\nb")
            .ShouldHaveSingleItem()
            .ShouldBe(new FileFinding(2, 0, "the last line does not end with a newline; add one"));
        Checking.Make("end-of-file-fixer")
            .Find("a\nb\n\n\n")
            .ShouldHaveSingleItem()
            .ShouldBe(new FileFinding(3, 0, "empty lines at the end of the file; end it with one newline"));
    }

    [TestMethod]
    [DataRow("auto", "a\r\nb\n", "a\nb\n")]
    [DataRow("auto", "a\r\nb\n\r\n", "a\r\nb\r\n\r\n")]
    [DataRow("auto", "a\rb\r\nc", "a\r\nb\r\nc\r\n")]
    [DataRow("auto", "a\r\nb", null)]
    [DataRow("cr", "a\nb", "a\rb\r")]
    [DataRow("lf", "a\r\r\nb", "a\n\nb\n")]
    [DataRow("no", "a\r\nb\n", null)]
    public void Lines_get_the_ending_that_is_asked_for(string fix, string content, string? repaired) =>
        Checking.Make("mixed-line-ending", "--fix", fix).Fix(content).ShouldBe(repaired);

    [TestMethod]
    public void Line_endings_are_only_told_where_nothing_is_to_be_repaired()
    {
        var check = Checking.Make("mixed-line-ending", "--fix=no");

        check.CanFix.ShouldBeFalse();
        check.Find("a\r\nb\nc\n").ShouldHaveSingleItem().Message.ShouldBe("mixed line endings (2 LF, 1 CRLF, 0 CR); end all lines with LF");
    }

    [TestMethod]
    public void The_mark_of_utf_8_is_taken_away()
    {
        Checking.Make("fix-byte-order-marker").Fix("\uFEFFa").ShouldBe("a");
        Checking.Make("fix-byte-order-marker").Fix("a\uFEFF").ShouldBeNull();
    }

    [TestMethod]
    [DataRow("<<<<<<< HEAD\n", 1)]
    [DataRow("a\n=======\nb", 1)]
    [DataRow("a\n=======\r\nb", 1)]
    [DataRow("a\n=======", 0)]
    [DataRow("a\n========\n", 0)]
    [DataRow("a\n >>>>>>> b\n", 0)]
    [DataRow("a\n>>>>>>> b\n<<<<<<< a\n", 2)]
    public void Conflict_markers_are_found_at_the_beginnings_of_lines(string content, int found) =>
        Checking.Make("check-merge-conflict", "--assume-in-merge").Find(content).Length.ShouldBe(found);

    [TestMethod]
    public void Conflict_markers_are_looked_for_during_a_merge_alone()
    {
        Checking.Make("check-merge-conflict").Find("<<<<<<< a\n").ShouldBeEmpty();
        Checking.Make("check-merge-conflict").Need.ShouldBe(ContentNeed.Nothing);
        Checking.Make("check-merge-conflict", Checking.Nowhere with { IsMerging = () => true }).Find("<<<<<<< a\n").ShouldHaveSingleItem()
            .ShouldBe(new FileFinding(1, 1, "conflict marker <<<<<<<; resolve the conflict and delete its markers"));
    }

    [TestMethod]
    [DataRow("BEGIN " + "PGP PRIVATE KEY BLOCK", 1)]
    [DataRow("x BEGIN " + "ENCRYPTED PRIVATE KEY", 1)]
    [DataRow("BEGIN " + "PUBLIC KEY, BEGIN CERTIFICATE", 0)]
    [DataRow("BEGIN " + "DSA PRIVATE KEY\nBEGIN " + "EC PRIVATE KEY\nPuTTY-User-" + "Key-File-2\n", 3)]
    public void Private_keys_are_found_by_their_first_line(string content, int found) =>
        Checking.Make("detect-private-key").Find(content).Length.ShouldBe(found);
}
