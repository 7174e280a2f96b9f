namespace Hooks.Build.Checks.Tests.Structured;

[TestClass]
public sealed class TomlCheckTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("\uFEFF# comment\r\na = 1 # b\r\n")]
    [DataRow("a = 0\nb = -17\nc = 1_000\nd = 0xdead_BEEF\ne = 0o755\nf = 0b1010\ng = +0\nh = 9223372036854775807")]
    [DataRow("a = 1.5\nb = -0.0\nc = 6.02e+23\nd = 1e06\ne = inf\nf = -nan\ng = 9_2.3_4")]
    [DataRow("a_b = \"1979-0_5-27\" # 1979-0_5-27\n1979-0_5-27 = 1_0\n[0_7-05]\nc = [1_0, '0_7:32:00']")]
    [DataRow("a = 1979-05-27T07:32:00Z\nb = 1979-05-27 07:32:00.999-07:00\nc = 1979-05-27\nd = 07:32:00.5\ne = 2024-02-29t23:59:59")]
    [DataRow("a = 00:32:00.992233721\nb = [1979-05-27T07:32:00.12345678Z, 1979-05-27 07:32:00.123456789012-07:00] # c\nd = {e = 1979-05-27T07:32:00.00000000}")]
    [DataRow("a = \"\\b\\t\\n\\f\\r\\\"\\\\\\u00e9\\U0001F600\"\nb = 'C:\\path'\nc = \"\"\nd = ''")]
    [DataRow("a = \"\"\"\none \\\n   two \"\"quoted\"\"\"\"\"\nb = '''\n''x'''''")]
    [DataRow("a = [1, [2, 'x'],\n # comment\n {b = 1},\n]\nc = []\nd = {}\ne = { f.g = 1, f.h = 2 }")]
    [DataRow("a.b.c = 1\na.b.d = 2\n\"a.b\" = 3\n'' = 4\n1.2 = 5\n-_ . \"é\" = 6")]
    [DataRow("[a.b]\n[a]\n[a.b.c]\n[d]\ne.f = 1\n[d.e.g]")]
    [DataRow("a = {b = 1,}\nc = {\n  d = 1, # comment\n}\ne = 12:30\nf = \"\\e\\x41\"")]
    [DataRow("[[a]]\nb = 1\n[a.c]\n[[a]]\nb = 1\n[a.c]\n[[a.d]]\n[[a.d]]")]
    public void TOML_is_accepted(string toml) => Checked.Text("check-toml", toml).ShouldBeEmpty();

    [TestMethod]
    [DataRow("a = 1\na = 2", "2:1: the key `a` is already defined at (1,1); keep one")]
    [DataRow("[a]\n[a]", "2:1: the key `a` is already defined at (1,1); keep one")]
    [DataRow("a = 1\n[a.b]", "2:2: the key `a` is already defined at (1,1); keep one")]
    [DataRow("a = {b = 1}\na.c = 2", "2:1: the key `a` is already defined at (1,1); keep one")]
    [DataRow("a = []\n[[a]]", "2:1: the key `a` is already defined at (1,1); keep one")]
    [DataRow("a", "1:2: expecting `=` after a key instead of <eof>")]
    [DataRow("a = b", "1:5: unexpected token `b` for a value; put texts between quotation marks")]
    [DataRow("a = 1 b = 2", "1:7: unexpected token found `b` while expecting token `newline`; a line holds one key and its value")]
    [DataRow("= 1", "1:1: unexpected token [=] found")]
    [DataRow("é = 1", "1:1: unexpected token [é] found")]
    [DataRow("a = 012", "1:5: unexpected leading zero (`0`) for integer `012`; take the zeros away, or put it between quotation marks")]
    [DataRow("a = 1__0", "1:7: an underscore `_` must follow a digit and not another `_`")]
    [DataRow("a = 1.", "1:5: unexpected token `1.` for a value; put texts between quotation marks")]
    [DataRow("a = 2023-02-29", "1:5: unable to parse the date time/offset `2023-02-29`; there is no such day or time")]
    [DataRow("a = 1979-0_5-27", "1:11: unexpected token found `_` while expecting token `newline`; a line holds one key and its value")]
    [DataRow("a = 19_79-05-27", "1:5: unable to parse the date time/offset `19_79-05-27`; take the underscores away")]
    [DataRow("b = [\"_\", {c = 1_979-05-27T07:32:00.999-07:00}]", "1:16: unable to parse the date time/offset `1_979-05-27T07:32:00.999-07:00`; take the underscores away")]
    [DataRow("a = 0_7:32:00", "1:5: unable to parse the date time/offset `0_7:32:00`; take the underscores away")]
    [DataRow("a = 2023-13-01", "1:5: unable to parse the date time/offset `2023-13-01`; there is no such day or time")]
    [DataRow("a = 00:32:00.992233721\na = 1", "2:1: the key `a` is already defined at (1,1); keep one")]
    [DataRow("a = 1979-05-27T00:32:00.992233721x", "1:34: unexpected token found `x` while expecting token `newline`; a line holds one key and its value")]
    [DataRow("a = 24:00:00.992233721", "1:5: unable to parse the date time/offset `24:00:00.992233721`; there is no such day or time")]
    [DataRow("a = 24:00:00", "1:5: unable to parse the date time/offset `24:00:00`; there is no such day or time")]
    [DataRow("a = \"x\nb = 1", "1:7: invalid newline in a string; close the text, or use three quotation marks for several lines")]
    [DataRow("a = '''x", "1:8: invalid End-Of-File found for multi-line literal string")]
    [DataRow("a = \"\\x\"", "1:7: invalid escape `\\x`. Expected 2 hexadecimal digits; write \\\\ for a backslash, or put the text between ' instead of \"")]
    [DataRow("a = \"\\ud800\"", "1:7: invalid Unicode scalar value [D800]")]
    [DataRow("a = \"\u0001\"", "1:5: invalid control character found \\u1")]
    [DataRow("# \u007F", "1:3: invalid control character U+007F in comment")]
    [DataRow("a = [1 2]", "1:8: missing a `,` (token: comma) to separate items in an array")]
    [DataRow("a = [1,\n", "2:1: unexpected token `<eof>` for a value; put texts between quotation marks")]
    [DataRow("[a", "1:3: unexpected token found `<eof>` (token: `eof`) while expecting `]` (token: `closebracket`)")]
    [DataRow("[[a]", "1:4: unexpected token found `]` (token: `closebracket`) while expecting `]]` (token: `closebracketdouble`)")]
    [DataRow("a = 1\rb = 2", "1:6: invalid \\r not followed by \\n")]
    public void What_is_wrong_is_said_with_its_place(string toml, string finding) => Checked.Text("check-toml", toml).ShouldBe([finding]);

    [TestMethod]
    public void Thousands_of_tables_are_told_apart()
    {
        var tables = string.Concat(Enumerable.Range(0, 5000).Select(number => $"[t{number}]\na = 1\nb.c = 2\n"));

        Checked.Text("check-toml", tables).ShouldBeEmpty();
        Checked.Text("check-toml", tables + "[t4321]").ShouldBe(["15001:1: the key `t4321` is already defined at (12964,1); keep one"]);
    }
}
