namespace Hooks.Build.Checks.Tests.Structured;

[TestClass]
public sealed class YamlCheckTests
{
    private const string DeepBlanks = "a line of blanks before a block scalar's first line cannot be longer than that line's indentation; take the blanks away";

    private const string Directive = "a line before this begins with '%', which is a directive, and belongs before '---'";

    [TestMethod]
    [DataRow("")]
    [DataRow("%YAML 1.2\n%if x\n# c\n---\nk: |\n  %if x\n\n  %else\n--- |\n\n%x\n...\n%if x\n---\nk\n%else\n", "-m")]
    [DataRow("# nothing\n")]
    [DataRow("\uFEFFa: 1\n")]
    [DataRow("a: &x {b: [1, 2]}\nc: *x\n<<: *x\nb: 3\n")]
    [DataRow("a: !!str 1\nb: !!set {x, y}\nc: ! z\n")]
    [DataRow("1: a\n\"1\": b\n'true': c\ntrue1: d\n")]
    [DataRow("a: |\n  \tx\n\n  y\nb:\t>-\n  z\n")]
    [DataRow("? [a, b]\n: \"\U0001F600\"\n")]
    [DataRow("steps:\n  - run: |\n      \n      echo\n    \n  - run: >-\r\n      \r\n\r\n      echo\r\n")]
    [DataRow("- |+\n   \n")]
    [DataRow("--- foo  # comment\n...\n")]
    [DataRow("foo:\n \tbar\n")]
    [DataRow("\t[\n\t]\n")]
    [DataRow("a: |\n  \nb: 1\n")]
    [DataRow("a: >\n \nb: 1\n")]
    [DataRow("- run: |-\n     \n       \n  name: x\n- >+ # none\r\n   \r\n- |2\n      \n  x\n")]
    [DataRow("k:\n- |\n   \n# c\n- x\n---\n|\n  \n...\n", "-m")]
    [DataRow("a: \"x\u2028y\u2029z\u0085\"\n'\u2028': 1\n'\u2029': 2\n# \u0085c\n'\u0085': 3\n")]
    public void What_a_safe_loader_loads_is_accepted(string yaml, params string[] arguments) => Checked.Text("check-yaml", yaml, arguments).ShouldBeEmpty();

    [TestMethod]
    [DataRow("a: \"\n", "1:4: while scanning a quoted scalar, found unexpected end of stream")]
    [DataRow("a: 1\nb: 2\na: 3\n", "3:1: the key 'a' stands twice in its mapping; keep one")]
    [DataRow("{1: a, 0x1: b}", "1:8: the key '0x1' stands twice in its mapping; keep one")]
    [DataRow("a: *x\n", "1:4: there is no anchor 'x' before this alias")]
    [DataRow("---\na: &x 1\n---\nb: 2\n", "3:1: a second document begins here; split the file, or accept several with --allow-multiple-documents")]
    [DataRow("a: !Ref b\n", "1:4: the tag '!Ref' is not one of YAML's own; take it away, or accept all with --unsafe")]
    [DataRow("a: !!python/object:os.x {}\n", "1:4: the tag 'tag:yaml.org,2002:python/object:os.x' is not one of YAML's own; take it away, or accept all with --unsafe")]
    [DataRow("a: {{ value }}\n", "1:5: a mapping cannot be the key of a mapping")]
    [DataRow("\ta: 1\n", "1:2: tabs cannot indent YAML; write blanks")]
    [DataRow("-\t- a\n", "1:3: tabs cannot indent YAML; write blanks")]
    [DataRow("- |\n     \n  a\n", "2:1: " + DeepBlanks)]
    [DataRow("a:\n  >-\n\n  \n   \n  b\n", "5:1: " + DeepBlanks)]
    [DataRow("--- |\n \na\n", "2:1: " + DeepBlanks)]
    [DataRow("a: |\n   \nb: |\n   \n  c\n", "4:1: " + DeepBlanks)]
    [DataRow("a:\n  {c:  x\n\"q\": 1\n", "3:1: this cannot be read as YAML here; look before it for brackets and quotation marks that are not closed, and at the indentation")]
    [DataRow("{a: 1, c\n  : d}", "2:3: while parsing a flow mapping, did not find expected ',' or '}'")]
    [DataRow("a: >#\n", "1:4: while scanning a block scalar, found a comment without a blank after '>' indicator")]
    [DataRow("a: b\n%if x\n---\nb\n", "3:1: " + Directive)]
    [DataRow("[a,\n%if x\n]\n", "3:1: " + Directive)]
    [DataRow("%if x\na: b\n", "2:1: " + Directive)]
    [DataRow("a: x\u0007\n", "1:5: the character U+0007 may not stand in YAML; take it away, or write it as an escape between \"")]
    public void What_it_refuses_is_said_with_its_place(string yaml, string finding) => Checked.Text("check-yaml", yaml).ShouldBe([finding]);

    [TestMethod]
    public void Anchors_end_with_their_document() =>
        Checked.Text("check-yaml", "a: &x 1\n---\nb: *x\n", "-m").ShouldBe(["3:4: there is no anchor 'x' before this alias"]);

    [TestMethod]
    public void Unsafe_looks_at_the_syntax_alone()
    {
        Checked.Text("check-yaml", "a: !Ref b\na: *x\n---\nc\n", "--unsafe").ShouldBeEmpty();
        Checked.Text("check-yaml", "[", "--unsafe").Length.ShouldBe(1);
    }

    [TestMethod]
    public void Aliases_that_would_explode_are_not_followed()
    {
        var bomb = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(
            1, 50).Select(level => $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]\n"));

        Checked.Text("check-yaml", bomb).ShouldBeEmpty();
    }
}
