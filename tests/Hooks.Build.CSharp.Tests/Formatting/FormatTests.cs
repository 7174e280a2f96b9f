using System.Text;

namespace Hooks.Build.CSharp.Tests.Formatting;

[TestClass]
public sealed class FormatTests
{
    private const string Clean = "class A\n{\n    int x;\n}\n";
    private const string Ugly = "class A {\n  int  x ;\n}\n";

    [TestMethod]
    public async Task What_is_formatted_is_not_found_and_not_written()
    {
        using SourceFolder folder = new();
        folder.Write("A.cs", Clean);
        var before = File.GetLastWriteTimeUtc(Path.Join(folder.Root, "A.cs"));
        (await folder.CheckAsync("", "A.cs")).ShouldEnd(0);
        (await folder.FixAsync("", "A.cs")).Lines.ShouldBeEmpty();
        File.GetLastWriteTimeUtc(Path.Join(folder.Root, "A.cs")).ShouldBe(before);
    }

    [TestMethod]
    public async Task A_difference_is_a_finding_with_its_place_from_the_root()
    {
        using SourceFolder folder = new();
        folder.Write("src/A.cs", Ugly);
        var (exit, lines) = await folder.CheckAsync("--whitespace", "src/A.cs");
        exit.ShouldBe(1);
        lines.ShouldBe([
            "src/A.cs(1,8): error WHITESPACE: Fix whitespace formatting. Replace 1 characters with '\\n'.",
            "src/A.cs(2,3): error WHITESPACE: Fix whitespace formatting. Insert '\\s\\s'.",
            "src/A.cs(2,7): error WHITESPACE: Fix whitespace formatting. Delete 1 characters.",
            "src/A.cs(2,9): error WHITESPACE: Fix whitespace formatting. Delete 1 characters.",
        ], ignoreOrder: true);
        folder.Text("src/A.cs").ShouldBe(Ugly);
    }

    [TestMethod]
    public async Task A_fix_writes_the_file_and_leaves_nothing_beside_it()
    {
        using SourceFolder folder = new();
        folder.Write("A.cs", Ugly);
        (await folder.FixAsync("", "A.cs")).ShouldEnd(0, "Formatted code file 'A.cs'.");
        folder.Text("A.cs").ShouldBe(Clean);
        Directory.GetFiles(folder.Root).Select(Path.GetFileName).ShouldBe([".editorconfig", "A.cs"], ignoreOrder: true);
    }

    [TestMethod]
    public async Task A_program_of_one_file_begins_with_its_first_line()
    {
        using SourceFolder folder = new();
        folder.Write(".editorconfig", "root = true\n[*.cs]\nfile_header_template = Ours\ndotnet_diagnostic.IDE0073.severity = warning\n");
        const string Program = "#!/usr/bin/env dotnet\nSystem.Console.WriteLine(1);\n";
        folder.Write("A.cs", Program);
        (await folder.FixAsync("", "A.cs")).ShouldEnd(0);
        folder.Text("A.cs").ShouldBe(Program);
    }

    [TestMethod]
    public async Task A_fix_keeps_the_mode_of_the_file_and_a_link_to_it()
    {
        if (OperatingSystem.IsWindows())
            return;

        using SourceFolder folder = new();
        folder.Write("A.cs", Ugly);
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead;
        File.SetUnixFileMode(Path.Join(folder.Root, "A.cs"), Mode);
        _ = File.CreateSymbolicLink(Path.Join(folder.Root, "B.cs"), "A.cs");
        _ = await folder.FixAsync("", "B.cs");
        File.GetUnixFileMode(Path.Join(folder.Root, "A.cs")).ShouldBe(Mode);
        folder.Text("A.cs").ShouldBe(Clean);
        new FileInfo(Path.Join(folder.Root, "B.cs")).LinkTarget.ShouldBe("A.cs");
    }

    [TestMethod]
    [DataRow("--whitespace", "using Zoo;\nusing System;\n\nclass A\n{\n}\n")]
    [DataRow("--usings", "using System;\nusing Zoo;\n\nclass A {\n}\n")]
    [DataRow("--header", "// Ours\n\nusing Zoo;\nusing System;\n\nclass A {\n}\n")]
    [DataRow("--usings --header", "// Ours\n\nusing System;\nusing Zoo;\n\nclass A {\n}\n")]
    [DataRow("", "// Ours\n\nusing System;\nusing Zoo;\n\nclass A\n{\n}\n")]
    public async Task Each_part_is_done_alone_and_all_without_any(string arguments, string wanted)
    {
        using SourceFolder folder = new(
            "[*.cs]\ndotnet_sort_system_directives_first = true\nfile_header_template = Ours\ndotnet_diagnostic.IDE0073.severity = warning\n");
        folder.Write("A.cs", "using Zoo;\nusing System;\n\nclass A {\n}\n");
        _ = await folder.FixAsync(arguments, "A.cs");
        folder.Text("A.cs").ShouldBe(wanted);
        (await folder.CheckAsync(arguments, "A.cs")).ShouldEnd(0);
    }

    [TestMethod]
    public async Task Usings_and_header_are_left_alone_where_nothing_is_set()
    {
        using SourceFolder folder = new();
        folder.Write("A.cs", "using Zoo;\nusing System;\n");
        (await folder.CheckAsync("", "A.cs")).ShouldEnd(0);
    }

    [TestMethod]
    [DataRow("class A;\n", "// One\n// A.cs\n\nclass A;\n", "A source file is missing a required header.")]
    [DataRow("// Old\n// text\n\n// Mine\nclass A;\n", "// One\n// A.cs\n\n// Mine\nclass A;\n", "A source file contains a header that does not match the required text.")]
    [DataRow("\n\nclass A;\n", "// One\n// A.cs\n\nclass A;\n", "A source file is missing a required header.")]
    [DataRow("/* One\n * A.cs */\nclass A;\n", "/* One\n * A.cs */\nclass A;\n", "")]
    public async Task A_header_is_added_or_replaced(string text, string wanted, string message)
    {
        using SourceFolder folder = new("[*.cs]\nfile_header_template = One\\n{fileName}\ndotnet_diagnostic.IDE0073.severity = warning\n");
        folder.Write("A.cs", text);
        var (exit, lines) = await folder.CheckAsync("--header", "A.cs");
        exit.ShouldBe(message.Length > 0 ? 1 : 0);
        string.Join('\n', lines).ShouldEndWith(message);
        _ = await folder.FixAsync("--header", "A.cs");
        folder.Text("A.cs").ShouldBe(wanted);
    }

    [TestMethod]
    [DataRow("A.g.cs", Ugly)]
    [DataRow("A.Designer.cs", Ugly)]
    [DataRow("A.cs", "// <auto-generated/>\n" + Ugly)]
    [DataRow("made/A.cs", Ugly)]
    public async Task Generated_code_is_left_alone(string file, string text)
    {
        using SourceFolder folder = new("[made/**.cs]\ngenerated_code = true\n");
        folder.Write(file, text);
        (await folder.FixAsync("", file)).ShouldEnd(0);
        folder.Text(file).ShouldBe(text);
    }

    [TestMethod]
    [DataRow("utf-8-bom", "EFBBBF")]
    [DataRow("utf-16le", "FFFE")]
    [DataRow("utf-16be", "FEFF")]
    public async Task The_encoding_of_a_file_is_kept_and_is_changed_where_one_is_set(string charset, string mark)
    {
        using SourceFolder folder = new($"[B.cs]\ncharset = {charset}\n");
        Encoding encoding = charset switch { "utf-16le" => Encoding.Unicode, "utf-16be" => Encoding.BigEndianUnicode, _ => Encoding.UTF8 };
        folder.Write("A.cs", [.. encoding.GetPreamble(), .. encoding.GetBytes(Ugly)]);
        folder.Write("B.cs", Clean);
        (await folder.CheckAsync("", "B.cs")).Lines.ShouldBe(["B.cs(1,1): error CHARSET: Fix file encoding."]);
        _ = await folder.FixAsync("", "A.cs", "B.cs");
        byte[] wanted = [.. Convert.FromHexString(mark), .. encoding.GetBytes(Clean)];
        folder.Bytes("A.cs").ShouldBe(wanted);
        folder.Bytes("B.cs").ShouldBe(wanted);
    }

    [TestMethod]
    public async Task Settings_come_from_the_nearest_folder_that_says_something()
    {
        using SourceFolder folder = new("[*.cs]\nindent_size = 2\n");
        folder.Write("deep/.editorconfig", "[*.cs]\nindent_size = 8\n");
        folder.Write("A.cs", Clean);
        folder.Write("deep/A.cs", Clean);
        _ = await folder.FixAsync("", "A.cs", "deep/A.cs");
        folder.Text("A.cs").ShouldContain("\n  int");
        folder.Text("deep/A.cs").ShouldContain("\n        int");
    }

    [TestMethod]
    public async Task An_unknown_option_is_named_with_those_there_are()
    {
        using SourceFolder folder = new();
        (await folder.CheckAsync("--space", "A.cs")).ShouldEnd(2, "csharp:format has no option --space; it takes --whitespace, --usings, --header");
    }
}
