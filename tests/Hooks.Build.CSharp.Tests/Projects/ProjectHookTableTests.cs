using System.Globalization;
using Hooks.Build.Catalog;

namespace Hooks.Build.CSharp.Tests.Projects;

/// <summary>The table of docs/dotnet-hooks.md says what the catalog says.</summary>
[TestClass]
public sealed class ProjectHookTableTests
{
    private static readonly (int Bit, string Name)[] Stages = [(1, "Build"), (2, "PreCommit"), (4, "CommitMsg"), (8, "PrePush")];

    [TestMethod]
    public void Each_hook_about_projects_has_its_stages_and_its_time_limit_there()
    {
        var rows = File.ReadAllLines(Document())
            .Where(line => line.StartsWith("| `csharp:", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToList();

        rows.Select(cells => $"{cells[1]} {cells[4]} {cells[5]}").ShouldBe(HookCatalog.All
            .Where(hook => hook is { Tool: "csharp", SeesGone: true })
            .Select(hook =>
                $"`{hook.Command}` {string.Join(", ", Stages.Where(stage => (hook.Stages & stage.Bit) != 0).Select(stage => $"`{stage.Name}`"))} {hook.Timeout.ToString("N0", CultureInfo.InvariantCulture)} s"));
    }

    private static string Document()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "docs/dotnet-hooks.md")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, "docs/dotnet-hooks.md");
    }
}
