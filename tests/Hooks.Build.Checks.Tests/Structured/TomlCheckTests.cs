namespace Hooks.Build.Checks.Tests.Structured;

[TestClass]
public sealed class TomlCheckTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("\uFEFF# comment\r\na = 1 # b\r\n")]
    [DataRow("a = 0\nb = -17\nc = 1_000\nd = 0xdead_BEEF\ne = 0o755\nf = 0b1010\ng = +0\nh = 99999999999999999999999")]
    [DataRow("a = 1.5\nb = -0.0\nc = 6.02e+23\nd = 1e06\ne = inf\nf = -nan\ng = 9_2.3_4")]
    [DataRow("a = 1979-05-27T07:32:00Z\nb = 1979-05-27 07:32:00.999-07:00\nc = 1979-05-27\nd = 07:32:00.5\ne = 2024-02-29t23:59:59")]
    [DataRow("a = \"\\b\\t\\n\\f\\r\\\"\\\\\\u00e9\\U0001F600\"\nb = 'C:\\path'\nc = \"\"\nd = ''")]
    [DataRow("a = \"\"\"\none \\\n   two \"\"quoted\"\"\"\"\"\nb = '''\n''x'''''")]
    [DataRow("a = [1, [2, 'x'],\n # comment\n {b = 1},\n]\nc = []\nd = {}\ne = { f.g = 1, f.h = 2 }")]
    [DataRow("a.b.c = 1\na.b.d = 2\n\"a.b\" = 3\n'' = 4\n1.2 = 5\n-_ . \"é\" = 6")]
    [DataRow("[a.b]\n[a]\n[a.b.c]\n[d]\ne.f = 1\n[d.e.g]")]
    [DataRow("[[a]]\nb = 1\n[a.c]\n[[a]]\nb = 1\n[a.c]\n[[a.d]]\n[[a.d]]")]
    public void TOML_is_accepted(string toml) => Checked.Text("check-toml", toml).ShouldBeEmpty();

    [TestMethod]
    [DataRow("a = 1\na = 2", "2:1: 'a' is defined already; keep one")]
    [DataRow("a = 1\n\"\\u0061\" = 2", "2:2: '\\u0061' is defined already; keep one")]
    [DataRow("[a]\n[a]", "2:2: 'a' is defined already; a table has one header, and no other key has its name")]
    [DataRow("a = 1\n[a.b]", "2:2: 'a' is a value, so there are no tables in it")]
    [DataRow("a = 1\na.b = 2", "2:1: 'a' is a value, so it has no keys of its own")]
    [DataRow("a = {b = 1}\na.c = 2", "2:1: 'a' is an inline table, to which nothing can be added; write the key between its braces")]
    [DataRow("a = {b = 1}\n[a.c]", "2:2: 'a' is an inline table, to which nothing can be added")]
    [DataRow("[a.b]\n[a]\nb.c = 1", "3:1: 'b' is a table that is defined elsewhere; write the key below its header")]
    [DataRow("[a]\nb.c = 1\n[a.b]", "3:4: 'b' is defined already; a table has one header, and no other key has its name")]
    [DataRow("a = []\n[[a]]", "2:3: 'a' is defined already, and not as an array of tables")]
    [DataRow("[[a.b]]\n[a.b]", "2:4: 'b' is defined already; a table has one header, and no other key has its name")]
    [DataRow("a", "1:2: the end of the file is not expected here; '=' and a value belong behind a key")]
    [DataRow("a =\n", "1:4: a value is missing")]
    [DataRow("a = b", "1:5: no value begins with 'b'; put texts between quotation marks")]
    [DataRow("a = 1 b = 2", "1:7: 'b' is not expected here; a line holds one key and its value")]
    [DataRow("= 1", "1:1: a key is missing before '='")]
    [DataRow("é = 1", "1:1: 'é' cannot be in a key; put the key between quotation marks, or take the character away")]
    [DataRow("a = 012", "1:5: a number may not begin with 0; take the zeros away, or put it between quotation marks")]
    [DataRow("a = 1__0", "1:7: '_' is not expected in a number; a digit belongs here")]
    [DataRow("a = 1.", "1:7: the end of the file is not expected in a number; a digit belongs here")]
    [DataRow("a = 2023-02-29", "1:5: there is no such day")]
    [DataRow("a = 2023-13-01", "1:10: there is no month 13; it is 1 to 12")]
    [DataRow("a = 24:00:00", "1:5: there is no hour 24; it is 0 to 23")]
    [DataRow("a = 12:30", "1:10: the end of the file is not expected in a time such as 23:59:59")]
    [DataRow("a = \"x\nb = 1", "1:5: the text that begins here does not end on its line; close it, or use three quotation marks for several lines")]
    [DataRow("a = '''x", "1:5: the text that begins here has no end; close it with its quotation mark")]
    [DataRow("a = \"\\x\"", "1:6: TOML knows no such escape; write \\\\ for a backslash, or put the text between ' instead of \"")]
    [DataRow("a = \"\\ud800\"", "1:6: U+D800 is no character")]
    [DataRow("a = \"\u0001\"", "1:6: the control character U+0001 may not stand in a text; write it as \\u0001 between \"")]
    [DataRow("# \u007F", "1:3: the control character U+007F may not stand in a comment")]
    [DataRow("a = [1 2]", "1:8: '2' is not expected here; ',' or ']' belongs behind a value of an array")]
    [DataRow("a = [1,\n", "1:5: the array that begins here has no end; close it with ']'")]
    [DataRow("a = {b = 1,}", "1:12: a comma stands behind the last value of an inline table; take it away")]
    [DataRow("a = {b = 1\n}", "1:11: an inline table stands on one line; write a [table] instead, or join the lines")]
    [DataRow("[a", "1:3: the end of the file is not expected here; the name of a table ends with ]")]
    [DataRow("[[a]", "1:4: ']' is not expected here; the name of a table ends with ]]")]
    [DataRow("a = 1\rb = 2", "1:6: U+000D is not expected here; a line holds one key and its value")]
    public void What_is_wrong_is_said_with_its_place(string toml, string finding) => Checked.Text("check-toml", toml).ShouldBe([finding]);

    [TestMethod]
    public void Thousands_of_tables_are_told_apart()
    {
        var tables = string.Concat(Enumerable.Range(0, 5000).Select(number => $"[t{number}]\na = 1\nb.c = 2\n"));

        Checked.Text("check-toml", tables).ShouldBeEmpty();
        Checked.Text("check-toml", tables + "[t4321]").ShouldBe(["15001:2: 't4321' is defined already; a table has one header, and no other key has its name"]);
    }
}
