namespace Hooks.Build.Checks.Tests.Documentation;

/// <summary>A part of docs/checks.md that the code writes: <c>UPDATE_BASELINES=1</c> writes it, and otherwise it must be the same.</summary>
internal static class DocumentedTable
{
    /// <summary>The folder of the pages.</summary>
    public static string Docs => Path.Combine(RepositoryRoot(), "docs");

    public static void ShouldBeWritten(string begin, string end, string table)
    {
        var file = Path.Combine(Docs, "checks.md");
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var to = text.IndexOf(end, StringComparison.Ordinal);
        to.ShouldBeGreaterThanOrEqualTo(from, $"docs/checks.md has lost the marks around a table: {begin.Trim()}");
        if (Environment.GetEnvironmentVariable("UPDATE_BASELINES") == "1")
        {
            File.WriteAllText(file, text[..from] + table + text[to..]);
            return;
        }

        text[from..to].ShouldBe(table, "set UPDATE_BASELINES=1 to write the table");
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
