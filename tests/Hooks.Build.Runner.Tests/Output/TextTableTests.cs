using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Tests.Output;

[TestClass]
public sealed class TextTableTests
{
    [TestMethod]
    public void Columns_stand_below_each_other_whatever_the_letters() => Lines(int.MaxValue).ShouldBe(
    [
        "Name                Runs  More",
        "検査検査検査検査       7     1",
        "A                 12,000    22",
    ]);

    [TestMethod]
    public void What_is_least_important_is_left_out_where_there_is_no_room() => Lines(25)[0].ShouldBe("Name                Runs");

    [TestMethod]
    public void At_last_names_are_cut()
    {
        foreach (var width in Enumerable.Range(20, 20))
        {
            Lines(width).ShouldAllBe(line => DisplayWidth.Of(line) <= width);
        }
    }

    [TestMethod]
    public void Colours_change_no_width() => new TextTable([new("Name", ToTheRight: false), new("Failed")], [["A", new TextCell("3 %", Colour.Red)]])
        .Lines(80, (colour, text) => $"<{colour}>{text}</>").ShouldBe(["<Grey>Name</>  <Grey>Failed</>", "A     <Red>   3 %</>"]);

    private static IReadOnlyList<string> Lines(int width) =>
        new TextTable([new("Name", ToTheRight: false), new("Runs"), new("More", 1)], [["検査検査検査検査", "7", "1"], ["A", "12,000", "22"]])
            .Lines(width, (_, text) => text);
}
