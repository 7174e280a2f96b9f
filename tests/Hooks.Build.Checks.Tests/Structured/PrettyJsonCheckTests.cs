using System.Text;
using Hooks.Build.Checks.Structured.Json;

namespace Hooks.Build.Checks.Tests.Structured;

[TestClass]
public sealed class PrettyJsonCheckTests
{
    [TestMethod]
    [DataRow("1.0")]
    [DataRow("1.10")]
    [DataRow("1e5")]
    [DataRow("1E400")]
    [DataRow("-1e400")]
    [DataRow("1e-999999999")]
    [DataRow("NaN")]
    [DataRow("-Infinity")]
    [DataRow("-0")]
    [DataRow("-0.0")]
    [DataRow("123456789012345678901234567890")]
    [DataRow("0.123456789012345678901234")]
    [DataRow("123456789012345680.0")]
    [DataRow("0.1000000000000000055511151231257827")]
    [DataRow("1.7976931348623157e+308")]
    public void Numbers_stay_as_they_are_written(string number)
    {
        Checked.Fixed("pretty-format-json", number).ShouldBe(number + "\n");
        Checked.Fixed("pretty-format-json", $"{{\"a\":{number},\"b\":[{number}]}}").ShouldBe($"{{\n  \"a\": {number},\n  \"b\": [\n    {number}\n  ]\n}}\n");
    }

    [TestMethod]
    [DataRow("{\"a\":1,\"b\":[1.0,null]}", "{ \"b\" : [1.0, null], \"\\u0061\": 1 }", true)]
    [DataRow("[1.0]", "[1.00]", false)]
    [DataRow("[NaN]", "[Infinity]", false)]
    [DataRow("[1,2]", "[1]", false)]
    [DataRow("[\"\\ud83d\"]", "[\"\\ud83e\"]", false)]
    [DataRow("{\"a\":true}", "{\"a\":false}", false)]
    [DataRow("{\"a\":1,\"b\":2}", "{\"a\":2,\"b\":1}", false)]
    public void Texts_of_the_same_values_are_told_from_others(string one, string other, bool isSame)
    {
        using JsonParts parts = new();
        using JsonParts otherParts = new();
        Read(one, parts);
        Read(other, otherParts);

        new JsonSameness(Encoding.UTF8.GetBytes(one), parts, Encoding.UTF8.GetBytes(other), otherParts).Holds().ShouldBe(isSame);

        static void Read(string text, JsonParts parts)
        {
            Findings findings = new();
            using var plain = JsonNumbers.WithoutSpecial(Encoding.UTF8.GetBytes(text), allowComments: false);
            parts.Read(plain.Written, findings);
            findings.Count.ShouldBe(0);
        }
    }

    [TestMethod]
    [DataRow("\"é\"", "\"\\u00e9\"")]
    [DataRow("\"\U0001F600\"", "\"\\ud83d\\ude00\"")]
    [DataRow("\"\\u00E9\\/\\u0041\"", "\"\\u00e9/A\"")]
    [DataRow("\"\\u007F\\u0001\\b\\u000c\"", "\"\\u007f\\u0001\\b\\f\"")]
    [DataRow("\"\\ud83d\"", "\"\\ud83d\"")]
    public void Characters_beyond_ASCII_are_escaped(string text, string printed) =>
        (Checked.Fixed("pretty-format-json", text) ?? text + "\n").ShouldBe(printed + "\n");

    [TestMethod]
    public void Characters_are_kept_on_demand() =>
        Checked.Fixed("pretty-format-json", "\"\\u00e9\\ud83d\\ude00\u007F\"", "--no-ensure-ascii").ShouldBe("\"é\U0001F600\u007F\"\n");

    [TestMethod]
    public void Half_a_character_that_cannot_be_kept_is_a_finding_and_nothing_is_written()
    {
        Checked.Text("pretty-format-json", "[\"\\ud83d\"]", "--no-ensure-ascii")
            .ShouldBe(["1:3: \\ud83d is half of a character, so --no-ensure-ascii cannot write it as it is; complete it"]);
        Checked.Fixed("pretty-format-json", "[\"\\ud83d\"]", "--no-ensure-ascii").ShouldBeNull();
    }

    [TestMethod]
    public void Keys_are_sorted_by_code_points_on_every_level() =>
        Checked.Fixed("pretty-format-json", "{\"\U0001F600\":1,\"\uFF5E\":2,\"b\":{\"d\":[],\"c\":{}},\"\\u0061\":0}", "--no-ensure-ascii")
            .ShouldBe("{\n  \"a\": 0,\n  \"b\": {\n    \"c\": {},\n    \"d\": []\n  },\n  \"\uFF5E\": 2,\n  \"\U0001F600\": 1\n}\n");

    [TestMethod]
    public void Top_keys_come_first_in_their_order() =>
        Checked.Fixed("pretty-format-json", "{\"a\":1,\"b\":2,\"version\":3,\"name\":4}", "--top-keys", "name,version", "--indent", "\t")
            .ShouldBe("{\n\t\"name\": 4,\n\t\"version\": 3,\n\t\"a\": 1,\n\t\"b\": 2\n}\n");

    [TestMethod]
    public void Keys_keep_their_order_on_demand() =>
        Checked.Fixed("pretty-format-json", "{\"b\":1,\"a\":2}", "--no-sort-keys", "--indent=4").ShouldBe("{\n    \"b\": 1,\n    \"a\": 2\n}\n");

    [TestMethod]
    public void Line_endings_alone_are_no_finding() => Checked.Text("pretty-format-json", "{\r\n  \"a\": 1\r\n}\r\n").ShouldBeEmpty();

    [TestMethod]
    public void A_key_that_stands_twice_is_a_finding_and_no_value_is_dropped()
    {
        Checked.Text("pretty-format-json", "{\"a\":1,\"a\":2}").ShouldBe(["1:9: the key 'a' stands twice in its object; keep one"]);
        Checked.Fixed("pretty-format-json", "{\"a\":1,\"a\":2}").ShouldBeNull();
    }

    [TestMethod]
    [DataRow("{\n  // not json\n  \"a\": \"b\"\n}")]
    [DataRow("\uFEFF{}")]
    [DataRow("")]
    public void What_is_no_JSON_is_a_finding_and_stays_as_it_is(string text)
    {
        Checked.Text("pretty-format-json", text).Length.ShouldBe(1);
        Checked.Fixed("pretty-format-json", text).ShouldBeNull();
    }

    [TestMethod]
    public void A_finding_stands_on_the_first_line_that_differs() =>
        Checked.Text("pretty-format-json", "{\n  \"a\": 1,\n  \"b\":2\n}\n")
            .ShouldBe(["3:7: this is not how the JSON is to be written; 'hooks run --fix' writes it so, or 'hooks check pretty-format-json --autofix'"]);
}
