using System.Text.RegularExpressions;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.ToolOutput;

namespace Hooks.Build.Engine.Tests.ToolOutput;

[TestClass]
public sealed class FindingMatchTests
{
    private static readonly Regex Endless = new("^(?:a|aa)+$", RegexOptions.None, TimeSpan.FromMilliseconds(1));
    private static readonly string Costly = new string('a', 40) + "!";

    [TestMethod]
    [DataRow("12", 12)]
    [DataRow("", 0)]
    [DataRow("-1", 0)]
    [DataRow("+1", 0)]
    [DataRow(" 1", 0)]
    [DataRow("99999999999", 0)]
    [DataRow("x", 0)]
    public void A_number_is_one_or_counts_as_none(string text, int expected) => FindingMatch.Number(text).ShouldBe(expected);

    [TestMethod]
    public void A_place_has_what_the_expression_has_groups_for() =>
        FindingMatch.At(
            FindingMatch.Of(new Regex("(?<line>[0-9]+)-(?<endLine>[0-9]*)", RegexOptions.None, TimeSpan.FromSeconds(1)), "at 3-5").ShouldNotBeNull(),
            "/a",
            HookFindingLevel.Warning,
            "C1",
            "text")
            .ShouldBe(new Finding(HookFindingLevel.Warning, "/a", 3, 0, 5, 0, "C1", "text"));

    [TestMethod]
    public void A_line_that_takes_an_expression_too_long_has_nothing_that_it_looks_for()
    {
        FindingMatch.Of(Endless, Costly, out var isTooSlow).ShouldBeNull();
        isTooSlow.ShouldBeTrue();
        FindingMatch.Without(Endless, Costly).ShouldBe(Costly);
        FindingMatch.Of(Endless, "!", out isTooSlow).ShouldBeNull();
        isTooSlow.ShouldBeFalse();
    }
}
