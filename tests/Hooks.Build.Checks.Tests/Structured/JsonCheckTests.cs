using System.Text;

namespace Hooks.Build.Checks.Tests.Structured;

[TestClass]
public sealed class JsonCheckTests
{
    [TestMethod]
    [DataRow("{}")]
    [DataRow(" [1, -0, 1.5e-7, true, false, null, \"\\ud800 \\u00e9\"]\n")]
    [DataRow("[NaN, Infinity, -Infinity, \"NaN\"]")]
    [DataRow("{\"a\": {\"a\": 1}, \"b\": [{\"a\": 1}, {\"a\": 1}]}")]
    [DataRow("\uFEFF{}")]
    public void What_Python_reads_is_accepted(string json) => Checked.Text("check-json", json).ShouldBeEmpty();

    [TestMethod]
    [DataRow("", "1:1: the file is empty; JSON has at least one value")]
    [DataRow("{\n  \"a\": 1,\n}\n", "2:9: a comma stands before '}'; take it away")]
    [DataRow("{\"a\": 1\n \"b\": 2}", "2:2: '\"' is not expected here; a comma is missing before it")]
    [DataRow("{\"a\" 1}", "1:6: '1' is not expected here; ':' or ',' is missing before it")]
    [DataRow("[1", "1:3: the file ends too early; a text, an object or an array is not closed")]
    [DataRow("['a']", "1:2: texts stand between double quotation marks, not single ones")]
    [DataRow("{a: 1}", "1:2: 'a' is not expected here; keys and texts stand between double quotation marks")]
    [DataRow("[\"a\tb\"]", "1:4: U+0009 is not expected here; write control characters of a text as \\u0009")]
    [DataRow("[\"\\x\"]", "1:4: JSON has no escape \\x; write \\\\ for a backslash")]
    [DataRow("[\"a\nb\"]", "1:4: a text does not end on its line; close it, or write \\n for the end of a line")]
    [DataRow("[01]", "1:3: a number may not begin with 0; take the zeros away, or put it between quotation marks")]
    [DataRow("1 2", "1:3: '2' is not expected here; a file has one value")]
    [DataRow("// no\n1", "1:1: JSON has no comments; take it away, or accept comments with --allow-comments")]
    [DataRow("[1NaN]", "1:3: 'N' is not expected here")]
    public void What_is_wrong_is_said_in_plain_words(string json, string finding) => Checked.Text("check-json", json).ShouldBe([finding]);

    [TestMethod]
    public void Every_key_that_stands_twice_is_found_however_it_is_written() =>
        Checked.Text("check-json", "{\"a\": 1, \"\\u0061\": 2,\n\"a\": 3}")
            .ShouldBe(["1:11: the key 'a' stands twice in its object; keep one", "2:2: the key 'a' stands twice in its object; keep one"]);

    [TestMethod]
    public void Keys_that_stand_twice_are_found_in_large_objects_too()
    {
        var keys = Enumerable.Range(0, 1000).Select(number => $"\"key number {number}\": {number}").ToList();
        keys.Insert(900, "\"key number 70\": 0");
        keys.Insert(10, "\"key number 3\": 0");

        Checked.Text("check-json", "{\n" + string.Join(",\n", keys) + "}")
            .Select(finding => finding[..finding.IndexOf(' ')])
            .ShouldBe(["12:2:", "903:2:"], ignoreOrder: true);
    }

    [TestMethod]
    public void Comments_and_trailing_commas_are_accepted_on_demand() =>
        Checked.Text("check-json", "// one\n{\"a\": [1, /* two */ NaN,], // don't \"\n}", "--allow-comments").ShouldBeEmpty();

    [TestMethod]
    [DataRow("utf-16")]
    [DataRow("utf-16BE")]
    [DataRow("utf-32")]
    [DataRow("utf-32BE")]
    public void Other_encodings_are_told_by_mark_or_by_zeros(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = encoding.GetBytes("{\"é\": \"\U0001F600\"}");

        Checked.Bytes("check-json", text).Count.ShouldBe(0);
        Checked.Bytes("check-json", [.. encoding.GetPreamble(), .. text]).Count.ShouldBe(0);
    }

    [TestMethod]
    public void What_is_not_UTF8_is_found_at_its_first_wrong_byte() =>
        Checked.Bytes(
            "check-json",
            [(byte)'[', (byte)'\n', (byte)'"', 0xE9, (byte)'"', (byte)']']).Kept.ShouldBe([new FileFinding(
                2, 2, "the byte 0xE9 is not UTF-8; save the file as UTF-8")]);

    [TestMethod]
    [DataRow("[NaN]", "1:2: 'N' is not expected here; keys and texts stand between double quotation marks")]
    [DataRow("[-Infinity]", "1:3: 'I' is not expected here")]
    public void NaN_and_Infinity_are_refused_where_that_is_asked_for(string json, string finding) =>
        Checked.Text("check-json", json, "--no-nan").ShouldBe([finding]);
}
