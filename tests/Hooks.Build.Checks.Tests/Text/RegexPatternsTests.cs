namespace Hooks.Build.Checks.Tests.Text;

[TestClass]
public sealed class RegexPatternsTests
{
    private const string Quotes = "\"\"\"";

    [TestMethod]
    [DataRow("new Regex(\"a(\")", 11)]
    [DataRow("new System.Text.RegularExpressions.Regex(@\"a(\", RegexOptions.Compiled)", 42)]
    [DataRow("new global::System.Text.RegularExpressions.Regex(\"a(\")", 50)]
    [DataRow("Regex r = new(\"a(\");", 15)]
    [DataRow("Regex.IsMatch(input, \"a(\")", 22)]
    [DataRow("Regex.Replace(Get(a, b), \"a(\", \"b\")", 26)]
    [DataRow("Regex.Split(input: x, pattern: \"a(\")", 32)]
    [DataRow("System.Text.RegularExpressions.Regex.Match(s, \"a(\")", 47)]
    [DataRow("[GeneratedRegex(\"a(\", RegexOptions.IgnoreCase)]", 17)]
    [DataRow("[Other, GeneratedRegexAttribute(pattern: \"a(\")]", 42)]
    [DataRow("new Regex(" + Quotes + "a(" + Quotes + ")", 11)]
    [DataRow("new Regex(\"\\u0028\")", 11)]
    [DataRow("new Regex(\"a(\", options)", 11)]
    [DataRow("$\"{x:0} {{ {Y(\"}\")}\"; new Regex(\"a(\")", 33)]
    [DataRow("'\"'; @\"\\\"; new Regex(\"a(\")", 22)]
    [DataRow("Regex.Matches(s, @\"(?<a>x)\\k<b>\")", 18)]
    [DataRow("new Regex(\"(a)\\\\1\", RegexOptions.NonBacktracking)", 11)]
    [DataRow("new Regex(\"a\", RegexOptions.NonBacktracking | RegexOptions.RightToLeft)", 11)]
    public void A_pattern_that_cannot_be_parsed_is_found(string code, int column)
    {
        var finding = Checking.Make("validate-regex-patterns").Find("// Regex\n" + code, "a.cs").ShouldHaveSingleItem();

        (finding.Line, finding.Column).ShouldBe((2, column));
    }

    [TestMethod]
    [DataRow("new Regex(\"a\")")]
    [DataRow("// new Regex(\"(\")")]
    [DataRow("/* new Regex(\"(\") */")]
    [DataRow("\"new Regex(\\\"(\\\")\"")]
    [DataRow("@\"new Regex(\"\"(\"\")\"")]
    [DataRow(Quotes + " new Regex(\"(\") " + Quotes)]
    [DataRow("$\"{new Regex(\"(\")}\"")]
    [DataRow("#region new Regex(\"(\")")]
    [DataRow("new Regex(\"(\" + x)")]
    [DataRow("new Regex($\"({x}\")")]
    [DataRow("new Regex(\"(\"u8)")]
    [DataRow("new Regex(pattern)")]
    [DataRow("new MyRegex(\"(\")")]
    [DataRow("this.Regex.Replace(x, \"(\", y)")]
    [DataRow("Regex.Replace(x, \"(\")")]
    [DataRow("Regex.Escape(\"(\")")]
    [DataRow("new Regex(\"a # (\", RegexOptions.IgnorePatternWhitespace)")]
    [DataRow("new Regex(\"a # (\", options)")]
    [DataRow("new Regex(\"\\\\(\")")]
    [DataRow("Regex.IsMatch(\"(\", \"a\")")]
    [DataRow("new Regex(\"a(\"")]
    public void What_is_right_or_no_constant_pattern_is_left_alone(string code) => Checking.Make("validate-regex-patterns").Find(code, "a.cs").ShouldBeEmpty();

    [TestMethod]
    public void A_raw_literal_is_read_without_its_indentation()
    {
        var code = $"var r = new Regex(\n    {Quotes}\n    a\n    (\n    {Quotes}, RegexOptions.IgnorePatternWhitespace);";

        Checking.Make("validate-regex-patterns").Find(code).ShouldHaveSingleItem()
            .ShouldBe(new FileFinding(2, 5, "the pattern cannot be parsed: a closing parenthesis is missing (character 3 of it); correct it"));
    }
}
