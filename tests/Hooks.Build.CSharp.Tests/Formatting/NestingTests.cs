using Hooks.Build.CSharp.Formatting;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.CSharp.Tests.Formatting;

/// <summary>Code that is nested more deeply than a stack has room for.</summary>
[TestClass]
public sealed class NestingTests
{
    private const int Deep = 40_000;

    private static readonly (string File, string Text)[] Files =
    [
        ("Parentheses.cs", InMethod($"int x = {Times("(")}1{Times(")")};")),
        ("OpenParentheses.cs", InMethod($"int x = {Times("(")}")),
        ("Blocks.cs", InMethod(Times("{") + Times("}"))),
        ("Types.cs", Times("class A{") + Times("}")),
        ("Not.cs", InMethod($"bool x = {Times("!")}true;")),
        ("Sum.cs", InMethod($"int x = 1{Times(" + 1")};")),
        ("ElseIf.cs", InMethod("if (a) { } " + Times("else if (a) { } "))),
        ("Interpolation.cs", InMethod($"var x = {Times("$\"{")}1{Times("}\"")};")),
        ("Generics.cs", InMethod($"var x = new {Times("A<")}int{Times(">")}();")),
        ("Lambdas.cs", InMethod($"var x = {Times("a => ")}1;")),
        ("Conditions.cs", InMethod($"var x = {Times("a ? ")}1{Times(" : 1")};")),
        ("Patterns.cs", InMethod($"var x = a is {Times("not ")}1;")),
        ("Access.cs", InMethod($"var x = a{Times("?.b")};")),
        ("Queries.cs", InMethod($"var x = from a in b {Times("select a into a ")}select a;")),
        ("Pointers.cs", InMethod($"{Times("delegate*<")}void{Times(">")} x;")),
        ("Holes.cs", InMethod($"var x = $\"{{{Times("(")}1{Times(")")}}}\";")),
        ("NotCompiled.cs", $"#if X\n@\"\n/*\n  # endif\n{InMethod($"int x = {Times("(")}1{Times(")")};")}"),
        ("Directive.cs", $"#if {Times("(")}X{Times(")")}\n#endif\n"),
    ];

    // In its own process, as users have it: where a stack ends, so does the process.
    [TestMethod]
    public async Task What_is_nested_too_deeply_is_told_and_left_as_it_is_and_all_else_is_formatted()
    {
        using SourceFolder folder = new();
        folder.Write("A.cs", "class A {\n}\n");
        folder.Write("Z.cs", "class Z {\n}\n");
        foreach (var (file, text) in Files)
            folder.Write(file, text);
        using var worker = await WorkerProcess.StartAsync();
        worker.Send(new ToolRequest(1, "format", folder.Root, [], ["A.cs", .. Files.Select(file => file.File), "Z.cs"]) { Fix = true, Cores = 2 });

        List<string> lines = [];
        var answer = await worker.AnswerAsync();
        for (; answer.Line is { } line; answer = await worker.AnswerAsync())
            lines.Add(line);

        answer.Exit.ShouldBe(1);
        lines[0].ShouldBe("Formatted code file 'A.cs'.");
        lines[^1].ShouldBe("Formatted code file 'Z.cs'.");
        lines[1..^1].Select(line => line[..line.IndexOf('(', StringComparison.Ordinal)]).ShouldBe(Files.Select(file => file.File));
        lines[1..^1].ShouldAllBe(line => line.Contains(": error FORMAT: The code is nested too deeply to be formatted ", StringComparison.Ordinal));
        foreach (var (file, text) in Files)
            folder.Text(file).ShouldBe(text, file);
        (await worker.EndAsync()).ShouldBe(0);
    }

    [TestMethod]
    [DataRow("// ", "<a>", "</a>", "comment")]
    [DataRow("/// ", "<a>", "</a>", "documentation")]
    [DataRow("/// <see cref=\"", "A{", "}", "reference")]
    public async Task Nesting_in_comments_ends_no_process(string before, string open, string close, string what)
    {
        using SourceFolder folder = new();
        folder.Write("A.cs", $"{before}{Times(open)}{Times(close)}\nclass A {{\n}}\n");
        var (exit, lines) = await folder.CheckAsync("", "A.cs");
        exit.ShouldBe(1, what);
        _ = lines.ShouldHaveSingleItem();
    }

    [TestMethod]
    public async Task What_people_and_generators_nest_is_formatted()
    {
        using SourceFolder folder = new();
        (string File, string Text)[] files =
        [
            ("Sum.cs", InMethod("var x = \"a\"" + string.Concat(Enumerable.Repeat("\n+\"a\"", 5_000)) + ";")),
            ("ElseIf.cs", InMethod("if (a) { } " + string.Concat(Enumerable.Repeat("else if (a) { } ", 1_000)))),
            ("Parentheses.cs", InMethod($"\nvar x = {new string('(', 400)}1{new string(')', 400)};")),
        ];
        foreach (var (file, text) in files)
            folder.Write(file, text);

        (await folder.FixAsync("", [.. files.Select(file => file.File)])).ShouldEnd(0, [.. files.Select(file => $"Formatted code file '{file.File}'.")]);
        (await folder.CheckAsync("", [.. files.Select(file => file.File)])).ShouldEnd(0);
    }

    [TestMethod]
    [DataRow("_ = \"(\";")]
    [DataRow("// (")]
    public async Task A_file_with_many_brackets_in_literals_and_comments_is_formatted(string line)
    {
        using SourceFolder folder = new();
        folder.Write("A.cs", $"class A\n{{\n    void M()\n    {{\n{string.Concat(Enumerable.Repeat(line + "\n", 7_000))}    }}\n}}\n");
        (await folder.FixAsync("", "A.cs")).ShouldEnd(0, "Formatted code file 'A.cs'.");
    }

    [TestMethod]
    [DataRow("_ = \"(\";")]
    [DataRow("_ = \"\\\"(\";")]
    [DataRow("_ = @\"(\"\"(\\\";")]
    [DataRow("_ = \"\"\"(\"[\"\"{\"\"\";")]
    [DataRow("_ = \"\"\"\n#region (\n(\n\"\"\";")]
    [DataRow("_ = '('; _ = '\\''; _ = '\"';")]
    [DataRow("_ = $\"{{({1:0}[{\"(\"}{{\";")]
    [DataRow("_ = $@\"({1}\"\"\n[{@\"(\"}\\\";")]
    [DataRow("_ = $$\"\"\"({{{1}}[{{\"(\"}}\"\"\";")]
    [DataRow("// ( it's \"\n;")]
    [DataRow("/* ( it's \" */;")]
    public void Brackets_in_literals_and_comments_are_not_open_and_those_behind_them_are(string line) =>
        CodeBrackets.MostOpen($"class A {{ void M() {{\n{string.Concat(Enumerable.Repeat(line + "\n", 20))}F(((0)));\n}} }}\n").ShouldBe(5);

    // Roslyn compiles what is behind #endif, whatever began before it.
    [TestMethod]
    [DataRow("#if X\n@\"\n# endif")]
    [DataRow("#if X\n/*\n  #else\n#endif")]
    [DataRow("#if X\n$\"\"\"\n\t#elif Y\n'\n#endif")]
    public void Brackets_behind_what_is_not_compiled_are_open(string before) => CodeBrackets.MostOpen(before + "\nF(((0)));\n").ShouldBe(3);

    private static string InMethod(string code) => $"class A {{ void M() {{ {code} }} }}\n";

    private static string Times(string text) => string.Concat(Enumerable.Repeat(text, Deep));
}
