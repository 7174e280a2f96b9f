using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Tests.Agents;

[TestClass]
public sealed class AgentTextTests
{
    [TestMethod]
    [DataRow("a\u001b[31mred\u001b[0m", "ared")]
    [DataRow("\u001b]0;title\ab", "b")]
    [DataRow("a\u200bb\u202ec\u2066d\ufeff", "abcd")]
    [DataRow("a\r\nb\tc\u0007", "a\nb\tc")]
    [DataRow("ok \U0001F600 \u00e4", "ok \U0001F600 \u00e4")]
    [DataRow("tag\U000E0041\U000E0042s", "tags")]
    [DataRow("  \n", "")]
    [DataRow("end\u001b", "end")]
    public void What_hides_or_commands_is_taken_out(string text, string clean) => AgentText.Clean(text).ShouldBe(clean);

    // An attribute cannot hold it.
    [TestMethod]
    public void Half_a_character_is_taken_out() => AgentText.Clean("half \ud800 pair\udc00").ShouldBe("half  pair");

    [TestMethod]
    public void A_long_text_is_cut_and_says_so()
    {
        var clean = AgentText.Clean(new string('x', 50_000));
        clean.Length.ShouldBeLessThanOrEqualTo(AgentText.Most);
        clean.ShouldEndWith("[... cut]");
    }

    [TestMethod]
    public void What_is_said_twice_is_said_once() => AgentText.Join(["a", "", "b", "a"]).ShouldBe("a\n\nb");
}
