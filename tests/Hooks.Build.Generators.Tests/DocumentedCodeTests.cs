using System.Text.RegularExpressions;
using Hooks.Build.Generators.Tests.Kit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hooks.Build.Generators.Tests;

/// <summary>What the documentation shows can be pasted: the whole files of a document are one project, with the usings that the SDK adds by itself.</summary>
[TestClass]
public sealed partial class DocumentedCodeTests
{
    private const string SdkUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    // Each of its files is what replaces another tool, and is the whole project.
    private static readonly string Alternatives = Path.Combine("docs", "migrating.md");

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline, 10000)]
    private static partial Regex CodeBlock();

    public static IEnumerable<string> Documents =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md"))
            .Where(file => WholeFiles(file).Length > 0).Select(file => Path.GetRelativePath(Repository.Root, file));

    [TestMethod]
    [DynamicData(nameof(Documents))]
    public async Task Its_whole_files_compile_and_break_no_law(string document)
    {
        var files = WholeFiles(Path.Combine(Repository.Root, document));
        foreach (var project in document == Alternatives ? files.Select(file => (string[])[file]) : [files])
        {
            await CompileAsync(project);
        }
    }

    [TestMethod]
    public async Task What_replaces_another_tool_compiles_beside_what_the_template_writes()
    {
        // Without symbols it is what `dotnet new hooks --csharp false` writes.
        var template = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "Hooks.Build.Templates", "content", "hooks", "build", "RepoHooks.cs"));
        foreach (var file in WholeFiles(Path.Combine(Repository.Root, Alternatives)))
        {
            await CompileAsync([file, template]);
        }
    }

    private static async Task CompileAsync(string[] files)
    {
        var vocabulary = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Hooks.Build.CSharp"), "*.cs").Select(File.ReadAllText);
        var compilation = CSharpCompilation.Create(
            "Documented",
            files.Append(SdkUsings).Concat(vocabulary).Select(text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp12))),
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var run = GeneratorRun.Of(compilation);
        run.Complaints.ShouldBeEmpty();
        run.Hooks().ShouldNotBeEmpty();
        (await AnalyzerRun.RunAsync(compilation)).ShouldBeEmpty();
    }

    [TestMethod]
    public void Readme_has_a_first_file_and_a_test_of_it() => WholeFiles(Path.Combine(Repository.Root, "README.md")).Length.ShouldBe(2);

    // Parts of a file begin with what they are about.
    private static string[] WholeFiles(string document) =>
        [.. CodeBlock()
            .Matches(File.ReadAllText(document).ReplaceLineEndings("\n"))
            .Select(match => match.Groups[1].Value)
            .Where(text => text.StartsWith("using ", StringComparison.Ordinal) && !text.StartsWith("using var", StringComparison.Ordinal))];
}
