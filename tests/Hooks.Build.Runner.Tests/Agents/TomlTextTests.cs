using System.Text;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Tests.Agents;

[TestClass]
public sealed class TomlTextTests
{
    [TestMethod]
    [DataRow("[features]\nhooks = false", false)]
    [DataRow("[features]\r\nhooks\t= true\r\n", true)]
    [DataRow("[ features ] # mine\n\"hooks\" = false # off", false)]
    [DataRow("['features']\n'hooks'=false", false)]
    [DataRow("features.hooks = false", false)]
    [DataRow("\"features\" . hooks = false", false)]
    [DataRow("features = { web_search = true, hooks = false }", false)]
    [DataRow("features = { \"hooks\" = false, text = \"a # b, } c\" }", false)]
    [DataRow("note = \"a # b\"\n[other]\nx = 1\n[features]\ntext = \"[tui]\"\nhooks = false", false)]
    [DataRow("\uFEFF[features]\nhooks = false", false)]
    [DataRow("[features.hooks]\nx = false", null)]
    [DataRow("[features]\nhooks = 'false'", null)]
    [DataRow("[features]\n# hooks = false", null)]
    [DataRow("[features]\nnote = \"\"\"\nhooks = false\n\"\"\"", null)]
    [DataRow("[other.features]\nhooks = false", null)]
    [DataRow("[[features]]\nhooks = false", null)]
    [DataRow("hooks = false", null)]
    [DataRow("", null)]
    public void A_flag_is_found_however_it_is_written(string text, bool? value) =>
        TomlText.Flag(Encoding.UTF8.GetBytes(text), "features", "hooks").ShouldBe(value);

    [TestMethod]
    [DataRow("[features\nhooks = ")]
    [DataRow("= = =\n\u0000\"")]
    [DataRow("a = \"\\ud800\"")]
    public void Of_what_cannot_be_read_nothing_is_known(string text) => TomlText.Flag(Encoding.UTF8.GetBytes(text), "features", "hooks").ShouldBeNull();

    [TestMethod]
    public void Of_what_is_nested_without_end_or_huge_nothing_is_known()
    {
        TomlText.Flag(Encoding.UTF8.GetBytes("features = " + new string('[', 100_000)), "features", "hooks").ShouldBeNull();
        TomlText.Flag(Encoding.UTF8.GetBytes("features.hooks = false\n" + new string('#', 2 << 20)), "features", "hooks").ShouldBeNull();
    }
}
