namespace Hooks.Build.CSharp.Tests.Formatting;

/// <summary>Formatting may take away any blank but one that keeps two signs apart.</summary>
[TestClass]
public sealed class SameCodeTests
{
    private const string NoBlanks = "[*.cs]\ncsharp_space_around_binary_operators = none\n";

    [TestMethod]
    [DataRow("a - --b", 25)]
    [DataRow("a + ++b", 25)]
    [DataRow("a - -b", 25)]
    [DataRow("a / *p", 25)]
    [DataRow("c && a & &b", 30)]
    public async Task A_blank_that_keeps_two_signs_apart_stays_and_is_told(string expression, int column)
    {
        using SourceFolder folder = new(NoBlanks);
        var text = $"class A\n{{\n    void M() {{ var x = {expression}; }}\n}}\n";
        folder.Write("A.cs", text);

        var told = await folder.CheckAsync("", "A.cs");
        told.Exit.ShouldBe(1);
        told.Lines.ShouldHaveSingleItem()
            .ShouldStartWith($"A.cs(3,{column + 1}): error WHITESPACE: Formatting takes a blank away here without which this is other code");
        (await folder.FixAsync("", "A.cs")).ShouldEnd(1, [.. told.Lines]);
        folder.Text("A.cs").ShouldBe(text);
    }

    [TestMethod]
    [DataRow("a - (-b)", "a-(-b)")]
    [DataRow("a * -b", "a*-b")]
    [DataRow("a < -b", "a<-b")]
    public async Task All_other_blanks_go(string expression, string formatted)
    {
        using SourceFolder folder = new(NoBlanks);
        folder.Write("A.cs", $"class A\n{{\n    bool x = {expression};\n}}\n");

        (await folder.FixAsync("", "A.cs")).ShouldEnd(0, "Formatted code file 'A.cs'.");
        folder.Text("A.cs").ShouldBe($"class A\n{{\n    bool x = {formatted};\n}}\n");
    }
}
