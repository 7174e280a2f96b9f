using System.Diagnostics;
using System.Globalization;

namespace Hooks.Build.CSharp.Tests.Formatting;

[TestClass]
public sealed class EqualityTests
{
    // Each is the body of a class in a namespace, and is broken in several ways.
    private static readonly string[] Forms =
    [
        "int x = 1; public int Y { get; set; } = 2; event System.Action? E;",
        "void M(int a, params int[] b) { if (a > 1) { return; } else if (a < 0) x++; else { x--; } for (int i = 0; i < 3; i++) { } while (true) { break; } do { } while (false); }",
        "int S(object o) { switch (o) { case int i when i > 3: return i; case string { Length: > 2 } s: { return 1; } default: goto case 1; } }",
        "int T(object o) => o switch { int i and > 3 => i, [1, .., var z] => z, (1, 2) => 3, null => 0, _ => throw new System.Exception() };",
        "System.Func<int, int> f = static x => { return x + 1; }; System.Func<int> g = async () => await h();",
        "object n = new { A = 1, B = \"x\" }; int[] c = [1, 2, .. d]; var l = new System.Collections.Generic.List<int> { 1, 2 };",
        "string q = $\"a{x + 1,3:000}b\" + @\"c\n  d\" + \"\"\"\n    raw\n    \"\"\";",
        "System.Collections.Generic.IEnumerable<int> Q() => from a in b where a > 1 orderby a descending select a * 2;",
        "static implicit operator C(int x) => new(); static C operator +(C a, C b) => a; public int this[int i] { get => i; set { } } ~C() { }",
        "T G<T>(T t) where T : class, new() { checked { unsafe { int* p = &x; } } lock (this) { } using (var d = t) { } using var e = t; try { } catch (System.Exception ex) when (ex != null) { } finally { } return t; }",
        "#if DEBUG\n int debug;\n#else\n   int  release ;\n#endif\n#region R\n int r;\n#endregion",
        "/// <summary>Text.</summary>\n /* a\n   b */ [System.Obsolete( \"x\" )] // tail\n void D() { label: goto label; }",
        "record struct P(int A, int B) { public readonly int C => A; } enum E : byte { A, B = 2, } delegate void H(int a); interface I { static abstract int M(); }",
        "class Inner(int a) : Base(a) { required public int F { get => field; init => field = value; } } file class Hidden;",
        "void L() { int local(int a) { return a; } (int a, var b) = (1, 2); x ??= 3; a?.b = c!; ref readonly var r = ref x; _ = a is not null or 3; }",
    ];

    private static readonly string[] Configs =
    [
        "",
        "[*.cs]\nindent_style = tab\nend_of_line = crlf\ninsert_final_newline = true\ncharset = utf-8-bom\n",
        "[*.cs]\nindent_size = 2\ncsharp_new_line_before_open_brace = none\ncsharp_new_line_before_else = false\ncsharp_new_line_before_catch = false\ninsert_final_newline = false\n",
        "[*.cs]\ncsharp_space_after_cast = true\ncsharp_space_between_parentheses = control_flow_statements,expressions\ncsharp_space_around_binary_operators = none\n"
            + "csharp_preserve_single_line_statements = false\ncsharp_preserve_single_line_blocks = false\ncsharp_indent_switch_labels = false\ncsharp_indent_labels = flush_left\n",
        "[*.cs]\nend_of_line = lf\ncsharp_space_before_comma = true\ncsharp_space_after_keywords_in_control_flow_statements = false\ncsharp_indent_braces = true\n"
            + "csharp_space_between_method_declaration_parameter_list_parentheses = true\ncsharp_space_between_square_brackets = true\n",
    ];

    [TestMethod]
    public async Task White_space_is_byte_for_byte_what_dotnet_format_makes_of_it()
    {
        using SourceFolder theirs = new();
        using SourceFolder ours = new();
        var files = Write(theirs);
        _ = Write(ours);
        await FormatByToolAsync(theirs.Root);
        (await ours.FixAsync("--whitespace", files)).Exit.ShouldBe(0);
        foreach (var file in files)
            Convert.ToHexString(ours.Bytes(file)).ShouldBe(Convert.ToHexString(theirs.Bytes(file)), file);
    }

    private static string[] Write(SourceFolder folder)
    {
        List<string> files = [];
        for (var config = 0; config < Configs.Length; config++)
        {
            var name = config.ToString(CultureInfo.InvariantCulture);
            folder.Write($"{name}/.editorconfig", Configs[config]);
            for (var form = 0; form < Forms.Length; form++)
            {
                var text = $"using Zoo;\nusing System;\nnamespace N\n{{\nclass C {{\n{Forms[form]}\n}}\n}}";
                string[] broken = [text, text.Replace(" ", "", StringComparison.Ordinal), Crowded(text), Spread(text)];
                for (var i = 0; i < broken.Length; i++)
                {
                    files.Add($"{name}/F{form.ToString(CultureInfo.InvariantCulture)}_{i.ToString(CultureInfo.InvariantCulture)}.cs");
                    folder.Write(files[^1], broken[i]);
                }
            }
        }

        return [.. files];
    }

    private static string Crowded(string text) =>
        text.Replace(" {", "{", StringComparison.Ordinal)
            .Replace(", ", ",", StringComparison.Ordinal)
            .Replace(" = ", "=", StringComparison.Ordinal)
            .Replace("\n", "\r\n", StringComparison.Ordinal);

    private static string Spread(string text) =>
        text.Replace("{", "\n  {\n", StringComparison.Ordinal)
            .Replace(";", " ;  \n", StringComparison.Ordinal)
            .Replace("(", " (  ", StringComparison.Ordinal) + "\n\n\n";

    private static async Task FormatByToolAsync(string folder)
    {
        ProcessStartInfo start = new("dotnet", ["format", "whitespace", "--folder", folder])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await output + error);
    }
}
