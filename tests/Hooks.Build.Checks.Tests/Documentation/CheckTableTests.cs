using Hooks.Build.Catalog;

namespace Hooks.Build.Checks.Tests.Documentation;

/// <summary>What is written of the ready-made hooks is true: the table in docs/checks.md (<c>UPDATE_BASELINES=1</c> writes it) and the constants.</summary>
[TestClass]
public sealed class CheckTableTests
{
    private const string Begin = "<!-- The table below is written by CheckTableTests with UPDATE_BASELINES=1. -->\n\n";
    private const string End = "\n<!-- The end of the table. -->\n";

    [TestMethod]
    public void The_table_in_the_documentation_is_that_of_the_catalogue()
    {
        var file = Path.Combine(RepositoryRoot(), "docs", "checks.md");
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = text.IndexOf(End, StringComparison.Ordinal);
        to.ShouldBeGreaterThanOrEqualTo(from, "docs/checks.md has lost the marks around its table");
        if (Environment.GetEnvironmentVariable("UPDATE_BASELINES") == "1")
        {
            File.WriteAllText(file, text[..from] + CheckTable.Text() + text[to..]);
            return;
        }

        text[from..to].ShouldBe(CheckTable.Text(), "set UPDATE_BASELINES=1 to write the table");
    }

    [TestMethod]
    public void The_constants_are_the_commands_of_the_ready_made_hooks()
    {
        var tools = HookConstants.All.Select(constant => constant.Command.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        tools.ShouldContain("hooks");

        HookConstants.All.Select(constant => constant.Command).ShouldBe(HookCatalog.All.Where(hook => tools.Contains(hook.Tool)).Select(hook => hook.Command), ignoreOrder: true);
    }

    [TestMethod]
    public void A_constant_is_named_as_its_hook()
    {
        foreach (var (name, command) in HookConstants.All)
            name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..].ShouldBe(command[(command.IndexOf(':', StringComparison.Ordinal) + 1)..].Replace("-", "", StringComparison.Ordinal), StringCompareShould.IgnoreCase);
    }

    // Paths of sources are mapped in our builds, so the folder is found from the output.
    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "global.json")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository's root was not found.");

        return folder.FullName;
    }
}
