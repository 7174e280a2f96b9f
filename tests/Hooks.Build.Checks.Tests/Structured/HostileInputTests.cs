using System.Text;

namespace Hooks.Build.Checks.Tests.Structured;

[TestClass]
public sealed class HostileInputTests
{
    private static readonly string[] Parsers = ["check-json", "check-yaml", "check-xml", "check-toml", "pretty-format-json"];

    [TestMethod]
    [DataRow("check-json", "[")]
    [DataRow("check-json", "{\"a\":")]
    [DataRow("pretty-format-json", "[")]
    [DataRow("check-yaml", "[")]
    [DataRow("check-yaml", "- ")]
    [DataRow("check-yaml", "{a: ")]
    [DataRow("check-toml", "[", "a = ", "256")]
    [DataRow("check-toml", "{a=", "a = ", "256")]
    [DataRow("check-xml", "<a>")]
    public void What_is_nested_without_measure_is_one_finding(string hook, string level, string before = "", string levels = "1000") =>
        Checked.Text(hook, before + string.Concat(Enumerable.Repeat(level, 200_000))).ShouldHaveSingleItem().ShouldContain(levels);

    [TestMethod]
    public void A_file_of_TOML_that_would_fill_the_memory_is_a_finding() =>
        Checked.Text("check-toml", new string('\n', (4 << 20) + 1)).ShouldBe(["0:0: TOML of more than 4 MiB is not read; leave the file out by Exclude"]);

    [TestMethod]
    public void A_line_of_a_million_characters_is_nothing_special()
    {
        var text = new string('x', 1_000_000);

        Checked.Text("check-json", $"\"{text}\"").ShouldBeEmpty();
        Checked.Text("check-yaml", $"a: {text}").ShouldBeEmpty();
        Checked.Text("check-toml", $"a = '{text}'").ShouldBeEmpty();
        Checked.Text("check-xml", $"<a>{text}</a>").ShouldBeEmpty();
        Checked.Text("file-contents-sorter", text + "\n").ShouldBeEmpty();
    }

    [TestMethod]
    public void Bytes_that_are_no_text_are_findings()
    {
        byte[][] contents = [[0], [0, 0, 0, 0, 0], [0xFF], [0xC3, 0x28], [0xFF, 0xFE], [0xFF, 0xFE, 0], [0xED, 0xA0, 0x80], [0xEF, 0xBB]];
        foreach (var parser in Parsers)
        {
            foreach (var content in contents)
            {
                Checked.Bytes(parser, content).Count.ShouldBeGreaterThan(0, $"{parser} {Convert.ToHexString(content)}");
            }
        }
    }

    [TestMethod]
    public void Carriage_returns_alone_crash_nothing()
    {
        foreach (var parser in Parsers)
        {
            _ = Checked.Text(parser, "\r\r\ra\r");
        }
    }

    [TestMethod]
    public void Of_a_million_faults_a_hundred_are_kept()
    {
        var findings = Checked.Bytes("check-json", Encoding.UTF8.GetBytes("{" + string.Join(',', Enumerable.Repeat("\"a\":1", 100_000)) + "}"));

        findings.Count.ShouldBe(99_999);
        findings.Kept.Count.ShouldBe(Findings.Most);
    }

    [TestMethod]
    public void JSON_that_grows_without_measure_when_indented_is_a_finding()
    {
        var text = new string('[', 900) + string.Join(',', Enumerable.Repeat("0", 100_000)) + new string(']', 900);

        Checked.Text("pretty-format-json", text).ShouldBe(["1:1: written with indentation, the JSON is larger than 128 MB; leave the file out"]);
    }

    [TestMethod]
    [DataRow("check-xml", "<\na/>")]
    [DataRow("check-xml", "<a \u001b[31m/>")]
    [DataRow("check-toml", "\"x\\ny\" = 1\n\"x\\ny\" = 2\n")]
    [DataRow("check-yaml", "\"x\\ny\": 1\n\"x\\ny\": 2\n")]
    [DataRow("check-json", "{\"x\\ny\": 1, \"x\\ny\": 2}")]
    public void What_is_said_stays_on_its_line(string hook, string text) =>
        Checked.Text(hook, text).ShouldHaveSingleItem().ShouldNotContain(character => char.IsControl(character));
}
