using System.Text.RegularExpressions;
using Hooks.Build.Generators.Code;
using Hooks.Build.Generators.Tests.Kit;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Tests.Code;

/// <summary>What the pages of the rules show as wrong is told of, and what they show as right is not.</summary>
[TestClass]
public sealed partial class RulePageTests
{
    public static IEnumerable<string> Rules => CodeDescriptors.All.Select(rule => rule.Id);

    [TestMethod]
    [DynamicData(nameof(Rules))]
    public async Task Its_examples_are_wrong_and_right(string rule)
    {
        var page = (await File.ReadAllTextAsync(Path.Combine(Root, "docs", "rules", rule + ".md"))).ReplaceLineEndings("\n");
        page.ShouldStartWith($"# {rule}: ");
        var (wrong, right) = (Examples(page, "## Wrong"), Examples(page, "## Right"));
        wrong.ShouldNotBeEmpty();
        right.ShouldNotBeEmpty();
        foreach (var example in wrong)
            (await ToldAsync(example)).ShouldContain(rule, example);

        foreach (var example in right)
            (await ToldAsync(example)).ShouldBeEmpty(example);
    }

    private static IEnumerable<string> Examples(string page, string heading) =>
        CodeBlock().Matches(page.Split(heading + "\n")[1].Split("\n## ")[0]).Select(match => match.Groups[1].Value);

    private static async Task<IEnumerable<string>> ToldAsync(string example)
    {
        var members = example.StartsWith("[Hook]", StringComparison.Ordinal) ? example : $"[Hook] static async Task Example(HookContext hook)\n{{\n{example}\nawait Task.CompletedTask;\n}}";
        var compilation = Project.Of($"using System.Diagnostics; using System.IO; static class RepoHooks {{ {members} }}");
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty(example);
        return (await CodeRun.RunAsync(compilation, audit: null)).Select(diagnostic => diagnostic.Id);
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline, 10000)]
    private static partial Regex CodeBlock();

    private static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Directory.Packages.props")))
                folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside of the repository");

            return folder;
        }
    }
}
