using System.Text;

namespace Hooks.Build.CSharp.Tests.Formatting;

[TestClass]
public sealed class BadInputTests
{
    [TestMethod]
    public async Task A_file_that_vanished_is_one_finding()
    {
        using SourceFolder folder = new();
        var (exit, lines) = await folder.CheckAsync("", "Gone.cs");
        exit.ShouldBe(1);
        lines.ShouldHaveSingleItem().ShouldStartWith("Gone.cs(1,1): error FORMAT: The file is not there");
    }

    [TestMethod]
    public async Task A_write_protected_file_is_one_finding_and_stays()
    {
        using SourceFolder folder = new();
        folder.Write("A.cs", "class A {}\n");
        File.SetAttributes(Path.Join(folder.Root, "A.cs"), FileAttributes.ReadOnly);
        var (exit, lines) = await folder.FixAsync("", "A.cs");
        exit.ShouldBe(1);
        lines.ShouldHaveSingleItem().ShouldContain("write-protected");
        folder.Text("A.cs").ShouldBe("class A {}\n");
        File.SetAttributes(Path.Join(folder.Root, "A.cs"), FileAttributes.Normal);
    }

    [TestMethod]
    public async Task A_folder_instead_of_a_file_is_one_finding()
    {
        using SourceFolder folder = new();
        _ = Directory.CreateDirectory(Path.Join(folder.Root, "A.cs"));
        var (exit, lines) = await folder.CheckAsync("", "A.cs");
        exit.ShouldBe(1);
        _ = lines.ShouldHaveSingleItem();
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow(".editorconfig", "")]
    [DataRow(".globalconfig", "")]
    [DataRow(".editorconfig", "sub/")]
    public async Task A_pipe_in_the_place_of_configuration_is_told_and_not_waited_for(string name, string folderName)
    {
        using SourceFolder folder = new();
        folder.Write("sub/A.cs", "class A\n{\n}\n");
        var path = Path.Join(folder.Root, folderName + name);
        File.Delete(path);
        using (var process = System.Diagnostics.Process.Start("mkfifo", [path]))
            await process.WaitForExitAsync();

        var (exit, lines) = await folder.CheckAsync("", "sub/A.cs");
        exit.ShouldBe(1);
        lines.ShouldHaveSingleItem().ShouldContain($"{folderName}{name} cannot be read: it is no file, but a pipe");
    }

    [TestMethod]
    public async Task Bytes_that_are_no_text_are_never_lost()
    {
        using SourceFolder folder = new();
        byte[] bytes = [.. "class A {\n// "u8, 0xE9, 0xFF, .. "\n}\n"u8];
        folder.Write("A.cs", bytes);
        var (exit, lines) = await folder.FixAsync("", "A.cs");
        exit.ShouldBe(1);
        lines.ShouldHaveSingleItem().ShouldContain("it is left alone");
        folder.Bytes("A.cs").ShouldBe(bytes);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("\0\0\0")]
    [DataRow("class")]
    [DataRow("class A { void M( { if (x } \"")]
    [DataRow("\"\"\"\n$$\"{{{{\n")]
    [DataRow("\r\r\r")]
    [DataRow("#if X\n#elif\n#endif\n#endregion\n}}}}")]
    [DataRow("/* never closed")]
    [DataRow("\ud800class A{}")]
    public async Task What_does_not_parse_keeps_all_but_white_space(string text)
    {
        using SourceFolder folder = new();
        folder.Write("A.cs", text);
        var before = Squeezed(folder.Text("A.cs"));
        (await folder.FixAsync("", "A.cs")).Exit.ShouldBe(0);
        Squeezed(folder.Text("A.cs")).ShouldBe(before);
    }

    [TestMethod]
    public async Task A_long_line_is_formatted()
    {
        using SourceFolder folder = new();
        folder.Write("A.cs", $"class A\n{{\n    string x = \"{new string('x', 1_000_000)}\" ;\n}}\n");
        (await folder.CheckAsync("", "A.cs")).Lines.ShouldHaveSingleItem().ShouldContain("(3,1000018): error WHITESPACE");
    }

    private static string Squeezed(string text)
    {
        StringBuilder kept = new();
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                _ = kept.Append(c);
        }

        return kept.ToString();
    }
}
