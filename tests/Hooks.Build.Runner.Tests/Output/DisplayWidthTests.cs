using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Tests.Output;

[TestClass]
public sealed class DisplayWidthTests
{
    [TestMethod]
    [DataRow("", 0)]
    [DataRow("Lint", 4)]
    [DataRow("Prüfe", 5)]
    [DataRow("Pru\u0308fe", 5)]
    [DataRow("検査", 4)]
    [DataRow("ｈ", 2)]
    [DataRow("한국", 4)]
    [DataRow("🚀", 2)]
    [DataRow("👩‍💻", 2)]
    [DataRow("👍🏽", 2)]
    [DataRow("❤️", 2)]
    [DataRow("❤", 1)]
    [DataRow("🇩🇪", 2)]
    [DataRow("👨‍👩‍👧‍👦", 2)]
    [DataRow("🏳️‍🌈", 2)]
    [DataRow("1️⃣", 2)]
    [DataRow("🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", 2)]
    [DataRow("\u1112\u1161\u11AB", 2)]
    [DataRow("\u304B\u3099", 2)]
    [DataRow("\uFF76\uFF9E", 2)]
    [DataRow("\u0928\u093F", 2)]
    [DataRow("\u0E01\u0E33", 2)]
    [DataRow("\u05D0\u05B0", 1)]
    [DataRow("a\u200Bb", 2)]
    public void It_is_the_columns_that_a_terminal_gives_a_text(string text, int width) => DisplayWidth.Of(text).ShouldBe(width);

    [TestMethod]
    [DataRow("Format", 6, "Format")]
    [DataRow("Format", 5, "Fo…at")]
    [DataRow("Format", 2, "F…")]
    [DataRow("Format", 1, "…")]
    [DataRow("検査する", 5, "検…る")]
    [DataRow("検査する", 4, "検…")]
    public void What_is_cut_is_never_wider_than_it_may_be(string text, int width, string expected)
    {
        DisplayWidth.Cut(text, width).ShouldBe(expected);
        DisplayWidth.Of(expected).ShouldBeLessThanOrEqualTo(width);
    }

    [TestMethod]
    public void Of_what_cannot_be_seen_something_can() => VisibleText.Of("\e[2J").ShouldBe("?");

    [TestMethod]
    public void What_turns_the_direction_of_writing_is_shown_as_its_number() =>
        VisibleText.Of("a\u202Eb\u2066\e[31mc\td\ne").ShouldBe("a<U+202E>b<U+2066>c d\\ne");
}
