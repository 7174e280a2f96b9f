namespace Hooks.Build.Graph.Tests;

[TestClass]
public sealed class NameSuggestionTests
{
    [TestMethod]
    [DataRow("fils", "files")]
    [DataRow("flies", "files")]
    [DataRow("filess", "files")]
    [DataRow("FILES", "files")]
    [DataRow("conifguraton", "configuration")]
    [DataRow("lgo", "log")]
    public void A_slip_finds_the_name(string name, string expected) =>
        NameSuggestion.Closest(name, CommandTemplate.Placeholders).ShouldBe(expected);

    [TestMethod]
    [DataRow("something")]
    [DataRow("fxxes")]
    [DataRow("")]
    public void A_different_word_finds_nothing(string name) => NameSuggestion.Closest(name, CommandTemplate.Placeholders).ShouldBeNull();

    [TestMethod]
    public void Of_one_letter_another_is_no_slip()
    {
        NameSuggestion.Closest("O", ["A", "Of"]).ShouldBeNull();
        NameSuggestion.Closest("o", ["A", "O"]).ShouldBe("O");
        NameSuggestion.Closest("Ob", ["Ab"]).ShouldBe("Ab");
    }

    [TestMethod]
    public void The_nearest_wins_and_among_equals_the_ordinally_first()
    {
        NameSuggestion.Closest("format", ["formxyt", "formats", "formax"]).ShouldBe("formats");
        NameSuggestion.Closest("format", ["formax", "formaa"]).ShouldBe("formaa");
        NameSuggestion.Closest("format", ["formats", "FORMAT", "Format"]).ShouldBe("FORMAT");
    }
}
