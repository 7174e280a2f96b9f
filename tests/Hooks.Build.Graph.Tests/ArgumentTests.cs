namespace Hooks.Build.Graph.Tests;

[TestClass]
public sealed class ArgumentTests
{
    [TestMethod]
    [DataRow("plain", "plain")]
    [DataRow("", "")]
    [DataRow("{root}", "<root>")]
    [DataRow("a{root}b{cores}c", "a<root>b<cores>c")]
    [DataRow("{{root}}", "{root}")]
    [DataRow("{{{root}}}", "{<root>}")]
    [DataRow("{{}}", "{}")]
    [DataRow("{{{{", "{{")]
    [DataRow("{", "{")]
    public void Placeholders_are_replaced_and_doubled_braces_made_single(string argument, string expected) =>
        ArgumentTemplate.Expand(argument, name => $"<{name}>").ShouldBe(expected);

    [TestMethod]
    public void A_value_is_not_expanded_again() => ArgumentTemplate.Expand("{root}", _ => "{cores}{{").ShouldBe("{cores}{{");

    [TestMethod]
    [DataRow("{files}", true)]
    [DataRow("{{files}}", false)]
    [DataRow("{files} ", false)]
    public void Only_the_whole_placeholder_stands_for_the_files(string argument, bool files) => ArgumentTemplate.IsFiles(argument).ShouldBe(files);

    [TestMethod]
    [DataRow("-m:{cores}", true)]
    [DataRow("-m:{{cores}}", false)]
    [DataRow("-m:{{{cores}}}", true)]
    [DataRow("cores", false)]
    [DataRow("{root}", false)]
    public void A_placeholder_is_used_when_its_braces_are_not_doubled(string argument, bool used) => ArgumentTemplate.Uses(argument, "cores").ShouldBe(used);
}
