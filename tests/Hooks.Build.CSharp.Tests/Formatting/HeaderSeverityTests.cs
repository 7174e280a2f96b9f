using System.Globalization;

namespace Hooks.Build.CSharp.Tests.Formatting;

[TestClass]
public sealed class HeaderSeverityTests
{
    private static readonly string[] Severities = ["none", "silent", "suggestion", "warning", "error", "default", "refactoring", "Warning", "NONE", "warn", ""];

    private static readonly string[] Keys =
        ["dotnet_diagnostic.IDE0073.severity", "dotnet_analyzer_diagnostic.category-Style.severity", "dotnet_analyzer_diagnostic.severity", "DOTNET_DIAGNOSTIC.ide0073.Severity"];

    private static readonly string[] Templates = ["Copyright Acme.", "Copyright Acme.:warning", "unset", ""];

    // What stands before and behind the header, or the place of one.
    private static readonly string[] Before =
    [
        "", "", "", "#pragma warning disable IDE0073\n", "#pragma warning disable\n", "#pragma warning disable CS1591, IDE0073\n",
        "#pragma warning disable CS1591\n", "#pragma warning disable ide0073\n",
        "#pragma warning disable IDE0073\n#pragma warning restore IDE0073\n", "#pragma warning disable IDE0073\n#pragma warning restore\n",
        "#pragma warning disable\n#pragma warning restore IDE0073\n",
        "#if NEVER\n#pragma warning disable IDE0073\n#endif\n", "#region R\n#pragma warning disable IDE0073\n#endregion\n",
    ];

    private static readonly string[] Headers = ["// Of others\n", "// Of others\n", "", "/* Of others */\n", "\n\n// Of others\n"];

    private static readonly string[] Behind = ["", "", "#pragma warning disable IDE0073\n", "\n#pragma warning disable\n"];

    [TestMethod]
    public async Task Headers_are_added_and_replaced_where_dotnet_format_style_does_so_and_nowhere_else()
    {
        const int Cases = 300;
        using SourceFolder theirs = new("[*.cs]\nfile_header_template = Copyright Acme.\nend_of_line = lf\n");
        using SourceFolder ours = new("[*.cs]\nfile_header_template = Copyright Acme.\nend_of_line = lf\n");
        Dice dice = new(20073);
        List<string> files = [];
        for (var i = 0; i < Cases; i++)
        {
            var folder = string.Create(CultureInfo.InvariantCulture, $"c{i}");
            Write($"{folder}/.editorconfig", Config(dice));
            Write($"{folder}/A.cs", $"{dice.Of(Before)}{dice.Of(Headers)}{dice.Of(Behind)}class C{i.ToString(CultureInfo.InvariantCulture)} {{ }}\n");
            files.Add($"{folder}/A.cs");
        }

        await StyleByTool.FormatAsync(theirs);
        var before = files.ConvertAll(ours.Text);
        _ = await ours.FixAsync("--header", [.. files]);
        string[] different = [.. files.Where(file => ours.Text(file) != theirs.Text(file))
            .Select(file => $"{file}\n{ours.Text(file[..^4] + ".editorconfig")}\n--- theirs\n{theirs.Text(file)}\n--- ours\n{ours.Text(file)}")];
        different.ShouldBeEmpty(string.Join("\n=====\n", different));
        // The sample has enough of both.
        files.Where((file, i) => ours.Text(file) != before[i]).Count().ShouldBeInRange(30, Cases - 30);

        void Write(string file, string text)
        {
            theirs.Write(file, text);
            ours.Write(file, text);
        }
    }

    private static string Config(Dice dice)
    {
        List<string> lines = [dice.Below(3) == 0 ? "[*]" : "[*.cs]"];
        if (dice.Below(4) == 0)
            lines.Add($"file_header_template = {dice.Of(Templates)}");
        for (var count = dice.Below(5); count > 0; count--)
        {
            if (dice.Below(5) == 0)
                lines.Add(dice.Below(3) == 0 ? "[B.cs]" : "[A.cs]");
            lines.Add($"{dice.Of(Keys)} = {dice.Of(Severities)}");
        }

        return string.Join('\n', lines) + "\n";
    }
}
