using Hooks.Build.Catalog;

namespace Hooks.Build.Checks.Tests.Documentation;

/// <summary>The table of all ready-made hooks, as docs/checks.md has it.</summary>
internal static class CheckTable
{
    public static string Text() => string.Concat(Rows().Select(row => row + "\n"));

    private static IEnumerable<string> Rows()
    {
        yield return "| Id | Constant | Checks | Files | Repairs | Arguments |";
        yield return "|---|---|---|---|---|---|";
        foreach (var hook in HookCatalog.All)
        {
            var constant = HookConstants.All.FirstOrDefault(one => one.Command == hook.Command).Name;
            string[] cells = [
                Code(hook.Id),
                constant is null ? "" : Code(constant),
                Escaped(hook.Description),
                Files(hook),
                Repairs(hook),
                string.Join("<br>", hook.Options.Select(Argument))];
            yield return $"| {string.Join(" | ", cells)} |";
        }
    }

    private static string Files(StandardHook hook) => hook switch
    {
        { Id: "commit-message" } => "the commit message",
        { Files: [], PerFile: true } => "those you name",
        { Files: [] } => "none: the repository",
        { Files: ["**"], Contents: FileContents.Text } => "text",
        { Files: ["**"], Contents: FileContents.AnyText } => "text, UTF-16 too",
        { Files: ["**"], Contents: FileContents.ExecutableText } => "executable text",
        { Files: ["**"] } => "all",
        _ => string.Join(' ', hook.Files.Select(Code)),
    };

    private static string Repairs(StandardHook hook) => hook.RepairsAll ? "all" : hook.Fixes ? "what it can" : "";

    private static string Argument(HookOption option)
    {
        var name = Code(option.Name) + (option.Letter.Length > 0 ? $" (`{option.Letter}`)" : "");
        var choices = option.Choices.Count > 0 ? $" ({string.Join(", ", option.Choices.Select(Code))})" : "";
        var usual = option.Default.Length > 0 ? $"; default {Code(option.Default)}" : "";
        return $"{name}: {Escaped(option.Help)}{choices}{usual}";
    }

    private static string Code(string text) => $"`{Escaped(text)}`";

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
