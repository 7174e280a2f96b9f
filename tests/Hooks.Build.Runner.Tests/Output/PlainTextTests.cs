using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Tests.Output;

[TestClass]
public sealed class PlainTextTests
{
    // What a terminal or a model is given of a text, one as the other.
    [TestMethod]
    [DataRow("a\e[31mred\e[0m", "ared")]
    [DataRow("a\e[1;38;5;12mb\e[?25lc\e[2Jd", "abcd")]
    [DataRow("a\e]0;title\ab", "ab")]
    [DataRow("a\e]8;;https://host\e\\link\e]8;;\e\\b", "alinkb")]
    [DataRow("a\ecb\e7c", "abc")]
    [DataRow("a\e\U0001F600b", "ab")]
    [DataRow("a\e]0;no end\nb", "a\nb")]
    [DataRow("a\e]0;no end\e[31mb", "ab")]
    [DataRow("a\e[31\nb", "a\nb")]
    [DataRow("a\e[31\e[0mb", "ab")]
    [DataRow("a\e\nb", "a\nb")]
    [DataRow("a\e\e[31mb", "ab")]
    [DataRow("a\e[31", "a")]
    [DataRow("a\e]0;x", "a")]
    [DataRow("a\e[", "a")]
    [DataRow("a\e", "a")]
    [DataRow("a\rb\tc\ad\u009be\n f", "ab\tcde\n f")]
    public void Sequences_and_controls_are_taken_out_and_hide_nothing_else(string text, string plain)
    {
        PlainText.Of(text).ShouldBe(plain);
        AgentText.Clean(text).ShouldBe(plain);
    }

    [TestMethod]
    public void What_turns_text_is_shown_to_people_by_its_number() => PlainText.Of("a\u202Eb").ShouldBe("a<U+202E>b");

    [TestMethod]
    [DataRow("a\n\e[1mb", @"a\n\033[1mb")]
    [DataRow("a\r\tb\u007f\u0085", @"a\r\tb\177\302\205")]
    [DataRow("a\u202Eb", "a<U+202E>b")]
    [DataRow("é \U0001F600.cs", "é \U0001F600.cs")]
    public void The_name_of_a_file_is_one_line_and_shows_what_git_shows(string name, string shown) => PlainText.OfName(name).ShouldBe(shown);
}
