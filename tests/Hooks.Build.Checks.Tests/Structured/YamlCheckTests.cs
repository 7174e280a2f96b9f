namespace Hooks.Build.Checks.Tests.Structured;

[TestClass]
public sealed class YamlCheckTests
{
    [TestMethod]
    [DataRow("")]
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
    public void What_a_safe_loader_loads_is_accepted(string yaml) => Checked.Text("check-yaml", yaml).ShouldBeEmpty();

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
    [DataRow("- |\n     \n  a\n", "3:1: while scanning a literal block scalar, found extra spaces in first line")]
    [DataRow("a:\n  {c:  x\n\"q\": 1\n", "3:1: this cannot be read as YAML here; look before it for brackets and quotation marks that are not closed, and at the indentation")]
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
        var bomb = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 50).Select(level => $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]\n"));

        Checked.Text("check-yaml", bomb).ShouldBeEmpty();
    }
}
