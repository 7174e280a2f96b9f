namespace Hooks.Build.Checks.Tests.Structured;

[TestClass]
public sealed class LineSorterCheckTests
{
    [TestMethod]
    [DataRow("b\na\n", "a\nb\n")]
    [DataRow("b\r\n\r\na", "a\nb\n")]
    [DataRow(" \n\t\n", "")]
    [DataRow("é\nz\nB\na\n", "B\na\nz\né\n")]
    [DataRow("a\na\n", null)]
    [DataRow("", null)]
    public void Lines_are_sorted_by_their_bytes_and_empty_ones_go(string before, string? after) => Checked.Fixed("file-contents-sorter", before).ShouldBe(after);

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
        Checked.Text("file-contents-sorter", content).ShouldBe(["0:0: is no text whose lines end with single bytes, and so cannot be sorted; leave it out by Exclude"]);
        Checked.Fixed("file-contents-sorter", content).ShouldBeNull();
    }
}
