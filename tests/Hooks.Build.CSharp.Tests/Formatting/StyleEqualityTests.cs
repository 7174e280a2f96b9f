namespace Hooks.Build.CSharp.Tests.Formatting;

[TestClass]
public sealed class StyleEqualityTests
{
    private const string Config = """
        [*.cs]
        file_header_template = One\nTwo {fileName}
        dotnet_sort_system_directives_first = true
        dotnet_separate_import_directive_groups = true
        dotnet_diagnostic.IDE0073.severity = warning
        end_of_line = lf
        """;

    private static readonly (string File, string Text)[] Files =
    [
        ("A.cs", "using Zoo.B;\nusing System.Linq;\nusing System;\nusing static System.Math;\nusing Z = System.Int32;\nusing Alpha;\n\nnamespace Zoo.B { class Q { } }\nnamespace Alpha { class R { } }\n"),
        ("B.cs", "\n\n  // Old\n  // header\n\n// Mine\nclass B1 { }\n"),
        ("C.cs", "/* Old\n * header */\nclass C1 { }\n"),
        ("D.cs", "#if X\n#endif\n// One\n// Two D.cs\n\nclass D1 { }\n"),
        ("E.cs", "#pragma warning disable CS1591\n\n\n// Old\nclass E1 { }\n"),
        ("F.cs", "// One\n// Two F.cs\nclass F1 { }\n"),
        ("G.cs", "//One\n//\tTwo G.cs\n\n\nclass G1 { }\n"),
        ("H.cs", "/// <summary>x</summary>\nclass H1 { }\n"),
        ("I.cs", "#region R\n// Old\n#endregion\nusing System;\nclass I1 { }\n"),
        ("J.cs", "#if X\nusing Zoo.B;\n#endif\nusing System.IO;\nusing System;\nclass J1 { }\n"),
        ("K.cs", "extern alias foo;\n// about b\nusing Zoo.B; // tail b\n// about system\nusing System;\nnamespace N { using Zoo.B; using System; class K1 { } }"),
    ];

    [TestMethod]
    public async Task Usings_and_headers_are_byte_for_byte_what_dotnet_format_style_makes_of_them()
    {
        using SourceFolder theirs = new(Config);
        using SourceFolder ours = new(Config);
        foreach (var (file, text) in Files)
        {
            theirs.Write(file, text);
            ours.Write(file, text);
        }

        await StyleByTool.FormatAsync(theirs);
        _ = await ours.FixAsync("--usings --header", [.. Files.Select(file => file.File)]);
        foreach (var (file, _) in Files)
            ours.Text(file).ShouldBe(theirs.Text(file), file);
    }
}
