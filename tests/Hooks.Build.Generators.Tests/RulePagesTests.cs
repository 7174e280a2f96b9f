using System.Text.RegularExpressions;
using Hooks.Build.Generators.Tests.Kit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hooks.Build.Generators.Tests;

/// <summary>Rule, page, table of diagnostics and release tracking say the same, and what the page shows is as it says.</summary>
[TestClass]
public sealed partial class RulePagesTests
{
    private static readonly DiagnosticAnalyzer[] Analyzers =
        [.. typeof(HookAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsSubclassOf(typeof(DiagnosticSuppressor)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    private static readonly DiagnosticDescriptor[] Rules =
        [.. Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Where(rule => rule.Id.StartsWith("HOOK0", StringComparison.Ordinal))
            .DistinctBy(rule => rule.Id)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    public static IEnumerable<string> Ids => Rules.Select(rule => rule.Id);

    [GeneratedRegex("^## (?<heading>[A-Za-z]+)\n\n```csharp\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Sample();

    [TestMethod]
    public void Each_rule_has_its_page_and_each_page_its_rule() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "rules"))
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ShouldBe(Ids.Select(id => id + ".md"));

    [TestMethod]
    [DynamicData(nameof(Ids))]
    public void Page_table_and_release_tracking_say_what_the_rule_says(string id)
    {
        var rule = Rules.Single(candidate => candidate.Id == id);
        var page = Repository.Read($"docs/rules/{id}.md");
        page.ShouldStartWith($"# {id}: {rule.Title}\n\nSeverity: {Severity(rule)}.");
        foreach (var heading in (string[])["Why", "Wrong", "Right", "How to repair it", "How to silence it"])
            page.ShouldContain($"\n## {heading}\n");

        page.Contains("Not at all.", StringComparison.Ordinal).ShouldBe(rule.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable));
        Lines("docs/diagnostics.md", $"| {id} | {Severity(rule)} | [").ShouldHaveSingleItem().ShouldEndWith($"](rules/{id}.md) |");
        Lines(
            "src/Hooks.Build.Generators/AnalyzerReleases.Unshipped.md",
            $"{id} | ").Concat(Lines("src/Hooks.Build.Generators/AnalyzerReleases.Shipped.md", $"{id} | "))
            .ShouldHaveSingleItem()
            .ShouldBe(
                $"{id} | {rule.Category} | {rule.DefaultSeverity} | [{rule.Title}](https://github.com/hooks-build/Hooks.Build/blob/main/docs/rules/{id}.md)");
    }

    [TestMethod]
    [DynamicData(nameof(Ids))]
    public async Task Its_wrong_code_breaks_this_rule_alone_and_its_right_code_none(string id)
    {
        var samples = Sample()
            .Matches(Repository.Read($"docs/rules/{id}.md"))
            .ToDictionary(match => match.Groups["heading"].Value, match => match.Groups["code"].Value, StringComparer.Ordinal);
        samples.Keys.Order(StringComparer.Ordinal).ShouldBe(["Right", "Wrong"]);
        (await BrokenAsync(samples["Wrong"])).Distinct(StringComparer.Ordinal).ShouldBe([id]);
        (await BrokenAsync(samples["Right"])).ShouldBeEmpty();
    }

    // Code that a page calls wrong may be refused by the compiler as well; right code is not.
    private static async Task<IEnumerable<string>> BrokenAsync(string code)
    {
        var compilation = Project.Of(code);
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        var options = new AnalyzerOptions([], new BuildProperties(Project.Root));
        var diagnostics = await compilation.WithAnalyzers([.. Analyzers], options).GetAnalyzerDiagnosticsAsync();
        return diagnostics.Select(diagnostic => diagnostic.Id);
    }

    private static string Severity(DiagnosticDescriptor rule) => rule.DefaultSeverity.ToString() switch { "Error" => "error", "Warning" => "warning", _ => "info" };

    private static IEnumerable<string> Lines(string file, string start) =>
        Repository.Read(file).Split('\n').Where(line => line.StartsWith(start, StringComparison.Ordinal));
}
