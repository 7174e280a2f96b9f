using FsCheck.Fluent;

namespace Hooks.Build.Checks.Tests.Structured;

[TestClass]
public sealed class LineSorterCheckTests
{
    [TestMethod]
    [DataRow("b\na\n", "a\nb\n")]
    [DataRow("b\r\n\r\na", "a\r\nb\r\n")]
    [DataRow("b\r\na\r\n", "a\r\nb\r\n")]
    [DataRow("a\r\nb\r\n", null)]
    [DataRow("a\r\nb", "a\r\nb\r\n")]
    [DataRow("b\na\r\nc\n", "a\nb\nc\n")]
    [DataRow("\uFEFFb\na\n", "\uFEFFa\nb\n")]
    [DataRow("\uFEFFa\nb\n", null)]
    [DataRow(" \n\t\n", "")]
    [DataRow("é\nz\nB\na\n", "B\na\nz\né\n")]
    [DataRow("a\na\n", null)]
    [DataRow("", null)]
    public void Lines_are_sorted_by_their_bytes_and_empty_ones_go(string before, string? after) =>
        Checked.Fixed("file-contents-sorter", before).ShouldBe(after);

    [TestMethod]
    [DataRow("end_of_line = crlf", "b\na\n", "a\r\nb\r\n")]
    [DataRow("end_of_line = lf", "b\r\na\r\n", "a\nb\n")]
    [DataRow("insert_final_newline = false", "b\na", "a\nb")]
    [DataRow("insert_final_newline = false", "b\na\n", "a\nb\n")]
    [DataRow("insert_final_newline = false", "a\nb", null)]
    [DataRow("end_of_line = crlf", "a\r\nb\r\n", null)]
    public void What_editorconfig_says_of_lines_is_heard(string settings, string before, string? after)
    {
        CheckContext context = Text.Checking.Nowhere with
        {
            ReadNamed = path => path == ".editorconfig"
            ? System.Text.Encoding.UTF8.GetBytes("[*]\n" + settings)
            : null
        };

        Text.Checking.Fix(Text.Checking.Make("file-contents-sorter", context), before).ShouldBe(after);
    }

    [TestMethod]
    public void Sorting_keeps_every_line_that_is_not_blank_and_what_lines_end_with()
    {
        var files =
            from mark in Gen.Elements("", "\uFEFF")
            from end in Gen.Elements("\n", "\r\n")
            from lines in Gen.Elements("a", "b", "B", "", " ", "a b ", "\u00e9").NonEmptyListOf()
            select (mark, end, lines);
        Property.Holds(files, file =>
        {
            var before = file.mark + string.Concat(file.lines.Select(line => line + file.end));
            var after = Checked.Fixed("file-contents-sorter", before) ?? before;
            after.StartsWith('\uFEFF').ShouldBe(file.mark.Length > 0);
            after[file.mark.Length..]
                .Split(file.end)
                .Where(line => line.Length > 0)
                .ShouldBe(file.lines.Where(line => line.Trim().Length > 0).Order(StringComparer.Ordinal));
            after.Replace(file.end, "").ShouldNotContain("\n");
            Checked.Text("file-contents-sorter", after).ShouldBeEmpty();
        }, times: 1000);
    }

    [TestMethod]
    public void Case_is_ignored_on_demand_and_equal_lines_keep_their_order() =>
        Checked.Fixed("file-contents-sorter", "b\nA\na\nB\n", "--ignore-case").ShouldBe("A\na\nb\nB\n");

    [TestMethod]
    public void A_line_stands_once_on_demand() => Checked.Fixed("file-contents-sorter", "b\na\nb\n", "--unique").ShouldBe("a\nb\n");

    [TestMethod]
    public void The_first_line_that_differs_is_found() =>
        Checked.Text("file-contents-sorter", "a\nc\nb\n").ShouldBe(["2:1: from this line on the lines are not sorted; 'hooks run --fix' sorts them"]);

    [TestMethod]
    public void A_missing_newline_is_found() =>
        Checked.Text("file-contents-sorter", "a\nb").ShouldBe(["2:1: the last line has no newline at its end; 'hooks run --fix' adds it"]);

    [TestMethod]
    [DataRow("b\0\n\0a\0\n\0")]
    [DataRow("b\na\0\n")]
    public void What_is_no_text_is_told_and_left_alone(string content)
    {
        Checked.Text("file-contents-sorter", content)
            .ShouldBe(["0:0: is no text whose lines end with single bytes, and so cannot be sorted; leave it out by Exclude"]);
        Checked.Fixed("file-contents-sorter", content).ShouldBeNull();
    }
}
