using System.Text;

namespace Hooks.Build.CSharp.Tests.Formatting;

/// <summary>The law of every repair: what it leaves is accepted by the check that asked for it, and no character of the source is lost on the way.</summary>
[TestClass]
public sealed class FixRuleTests
{
    private static readonly Encoding Plain = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    private static readonly Encoding[] Encodings = [Plain, Plain, Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.Latin1];

    private static readonly string[] Settings =
    [
        "charset = latin1", "charset = latin1", "charset = utf-8", "charset = utf-8-bom", "charset = utf-16le", "charset = utf-16be", "end_of_line = crlf",
        "end_of_line = lf", "end_of_line = cr",
        "insert_final_newline = true", "insert_final_newline = false", "indent_style = tab", "indent_size = 2", "csharp_new_line_before_open_brace = none",
        "csharp_preserve_single_line_blocks = false",
        "csharp_preserve_single_line_statements = false", "csharp_space_around_binary_operators = none", "csharp_indent_labels = flush_left",
        "csharp_indent_switch_labels = false",
        "file_header_template = Ours é\\n{fileName}\ndotnet_diagnostic.IDE0073.severity = warning",
        "file_header_template = \\n\ndotnet_diagnostic.IDE0073.severity = error",
        "dotnet_sort_system_directives_first = true", "dotnet_separate_import_directive_groups = true", "csharp_space_between_parentheses = expressions",
        "csharp_new_line_before_else = false",
    ];

    private static readonly string[] Pieces =
    [
        "using Zoo.B;", "using System;", "using log4net ;", "extern alias é;", "// é", "// €", "// Ã©", "// ", "/* a\n   b */", "/// <summary>é</summary>",
        "#if X", "#else", "#endif", "#region R", "#endregion",
        "#pragma warning disable", "class A {", "}", "}", "{", "void M(int a,int b) { if (a>b) {return;} else a++; }", "int x = 1 ; ", "string s = \"é€\" ;",
        "string r = \"\"\"\n    raw\n    \"\"\";", "label: goto label;",
        "switch (x) { case 1: break; default: { return; } }", "namespace N;", "[System.Obsolete( \"x\" )]", "var f = x => { return x + 1; };",
        "int[] c = [1,2 , .. d];", "record P(int A , int B);", "=> a ?? b", ";", "(", ")",
        "\uFEFF", "😀", "\u2028", "\f",
    ];

    private static readonly string[] Gaps = ["\n", "\n", "\n", "\r\n", " ", "  ", "\t", "\n\n", "\r", "\n    ", ""];

    [TestMethod]
    [DataRow("")]
    [DataRow("--whitespace")]
    [DataRow("--usings --header")]
    public async Task A_fix_is_accepted_by_the_hook_that_made_it_and_loses_nothing(string arguments)
    {
        const int Cases = 600;
        var changed = 0;
        for (var seed = 0; seed < Cases; seed++)
        {
            Dice dice = new(seed);
            var config = Config(dice);
            using SourceFolder folder = new(config);
            var bytes = Source(dice);
            folder.Write("A.cs", bytes);
            var fix = await folder.FixAsync(arguments, "A.cs");
            var told = $"seed {seed}\n{config}\n{Convert.ToHexString(bytes)}\n{Convert.ToHexString(folder.Bytes("A.cs"))}\n{string.Join('\n', fix.Lines)}";
            changed += fix.Lines.Contains("Formatted code file 'A.cs'.", StringComparer.Ordinal) ? 1 : 0;
            var left = folder.Bytes("A.cs");

            var check = await folder.CheckAsync(arguments, "A.cs");
            check.Exit.ShouldBe(fix.Exit, told + "\n" + string.Join('\n', check.Lines));
            Words(left, config).ShouldBe(Words(bytes, config), told);
            _ = await folder.FixAsync(arguments, "A.cs");
            folder.Bytes("A.cs").ShouldBe(left, told);
        }

        changed.ShouldBeGreaterThan(Cases / 20);
    }

    private static string Config(Dice dice) => "[*.cs]\n" + string.Join('\n', Enumerable.Range(0, dice.Below(6)).Select(_ => dice.Of(Settings))) + "\n";

    private static byte[] Source(Dice dice)
    {
        StringBuilder text = new();
        for (var count = dice.Below(14); count >= 0; count--)
            _ = text.Append(dice.Of(Pieces)).Append(dice.Of(Gaps));
        var encoding = dice.Of(Encodings);
        return [.. encoding.Preamble, .. encoding.GetBytes(text.ToString())];
    }

    // What is no white space, in any order, as usings may be sorted; with a header comments may go.
    private static string Words(byte[] bytes, string config)
    {
        var isUtf8 = true;
        try
        {
            _ = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetCharCount(bytes);
        }
        catch (DecoderFallbackException)
        {
            isUtf8 = false;
        }

        using StreamReader reader = new(
            new MemoryStream(bytes),
            !isUtf8 && config.Contains("latin1", StringComparison.Ordinal) ? Encoding.Latin1 : Plain,
            detectEncodingFromByteOrderMarks: true);
        var text = reader.ReadToEnd();
        return config.Contains("file_header", StringComparison.Ordinal)
            ? ""
            : string.Concat(text.Where(character => !char.IsWhiteSpace(character) && character != '\uFEFF').Order());
    }
}
