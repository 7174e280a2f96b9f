using System.Globalization;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.CSharp.Tests.Formatting;

[TestClass]
public sealed class UsingsOrderTests
{
    // Ordinals, cultures and the two ways to fold case order these differently.
    private static readonly string[] Names =
    [
        "MyApp", "My_App.Models", "My_App", "MyApp.Data", "MyAppX", "log4net", "Log4Net.Extra", "LOG4NET", "Log4net", "System", "System.IO", "SystemX",
        "System_Y", "system", "Ärger", "Arger", "Arzt", "Ähre.B",
        "Zürich", "Zurich.A", "Zuerich", "Straße", "Strasse", "Strast", "École", "Ecole", "Eclair", "_a", "a_", "aa", "Aa.B", "a1", "a10", "a2", "@class",
        "classy", "ı", "i", "I", "İ", "Ⅷ", "Ａ", "A", "ñ", "n", "o",
    ];

    [TestMethod]
    public async Task Usings_are_in_the_order_of_dotnet_format_style_whatever_letters_they_have()
    {
        const int Cases = 150;
        Dice dice = new(4);
        using SourceFolder theirs = new("[*.cs]\nend_of_line = lf\n");
        using SourceFolder ours = new("[*.cs]\nend_of_line = lf\n");
        List<string> files = [];
        for (var i = 0; i < Cases; i++)
        {
            var folder = string.Create(CultureInfo.InvariantCulture, $"c{i}");
            var names = Names.OrderBy(_ => dice.Below(1000)).Take(2 + dice.Below(10)).Select(name => dice.Below(6) == 0 ? $"static {name}.T" : name);
            var first = dice.Below(2) == 0 ? "true" : "false";
            var apart = dice.Below(3) == 0 ? "true" : "false";
            Write($"{folder}/.editorconfig", $"[*.cs]\ndotnet_sort_system_directives_first = {first}\ndotnet_separate_import_directive_groups = {apart}\n");
            Write($"{folder}/A.cs", string.Concat(names.Select(name => $"using {name};\n")) + $"\nclass C{i.ToString(CultureInfo.InvariantCulture)} {{ }}\n");
            files.Add($"{folder}/A.cs");
        }

        await StyleByTool.FormatAsync(theirs);
        await SortByWorkerAsync(ours, files);
        string[] different = [.. files.Where(file => ours.Text(file) != theirs.Text(file))
            .Select(file => $"{file}\n--- theirs\n{theirs.Text(file)}\n--- ours\n{ours.Text(file)}")];
        different.ShouldBeEmpty(string.Join("\n=====\n", different));

        void Write(string file, string text)
        {
            theirs.Write(file, text);
            ours.Write(file, text);
        }
    }

    // In its own process: how names compare is decided when a process starts.
    private static async Task SortByWorkerAsync(SourceFolder folder, List<string> files)
    {
        using var worker = await WorkerProcess.StartAsync();
        worker.Send(new ToolRequest(1, "format", folder.Root, ["--usings"], files) { Fix = true, Cores = 2 });
        ToolAnswer answer;
        do
        {
            answer = await worker.AnswerAsync();
        }
        while (answer.Line is not null);

        answer.Exit.ShouldBe(0);
    }
}
