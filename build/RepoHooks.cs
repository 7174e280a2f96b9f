using System.Text.RegularExpressions;

namespace Hooks.Build.Repository;

/// <summary>The quality hooks of this repository.</summary>
internal static partial class RepoHooks
{
    [Hook(Stages = HookStages.PreCommit | HookStages.PrePush, Files = ["**/*.cs"], Fix = "dotnet format whitespace . --folder --include {files}", Description = "white space as .editorconfig says")]
    private const string Format = "dotnet format whitespace . --folder --verify-no-changes --include {files}";

    [Hook(Files = ["**"], Exclude = ["**/*.png", "**/packages.lock.json"], PerFile = true, Description = "no trailing blanks, LF, a final newline")]
    private static Task TextHygiene(HookContext hook) => hook.ForEachFileAsync(async (file, cancel) =>
    {
        var text = await file.ReadTextAsync(cancel);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].EndsWith('\r'))
            {
                hook.Error(file, i + 1, lines[i].Length, "TEXT001", "the line ends in CR LF; LF is wanted");
            }
            else if (lines[i].Length > 0 && char.IsWhiteSpace(lines[i][^1]))
            {
                hook.Error(file, i + 1, lines[i].Length, "TEXT002", "the line ends in a blank");
            }
        }

        if (text.Length > 0 && text[^1] != '\n')
        {
            hook.Error(file, lines.Length, 1, "TEXT003", "the file does not end in a newline");
        }
    });

    [Hook(Files = ["**/*.cs"], Exclude = ["build/**", "tests/**"], PerFile = true, Description = "nothing half done is left behind")]
    private static Task NoLeftovers(HookContext hook) =>
        ForbidAsync(hook, Leftovers(), "LEFT001", "is not left behind: finish it, or write an issue");

    [Hook(Files = ["**"], Exclude = ["**/*.md", "**/*.png", "build/**"], PerFile = true, Description = "no path or address of one machine")]
    private static Task NoMachinePaths(HookContext hook) =>
        ForbidAsync(hook, MachinePaths(), "PATH001", "exists on one machine only");

    [Hook(DependsOn = [nameof(TextHygiene)], Reads = ["docs/diagnostics.md", "src/Hooks.Build.Generators/DiagnosticDescriptors.cs", "src/Hooks.Build.Engine/Codes.cs", "targets/Hooks.Build.targets"], Description = "every diagnostic has its row in docs/diagnostics.md")]
    private static async Task DiagnosticsAreDocumented(HookContext hook)
    {
        const string Table = "docs/diagnostics.md";
        var documented = await File.ReadAllTextAsync(Path.Combine(hook.RepositoryRoot, Table), hook.Cancellation);
        foreach (var source in (string[])["src/Hooks.Build.Generators/DiagnosticDescriptors.cs", "src/Hooks.Build.Engine/Codes.cs", "targets/Hooks.Build.targets"])
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(hook.RepositoryRoot, source), hook.Cancellation);
            for (var i = 0; i < lines.Length; i++)
            {
                if (Ids().Match(lines[i]) is { Success: true } id && !documented.Contains($"| {id.Groups["id"].Value} |", StringComparison.Ordinal))
                {
                    hook.Error(source, i + 1, id.Index + 1, "DOCS001", $"{id.Groups["id"].Value} has no row in {Table}");
                }
            }
        }
    }

    private static Task ForbidAsync(HookContext hook, Regex forbidden, string code, string message) => hook.ForEachFileAsync(async (file, cancel) =>
    {
        var lines = (await file.ReadTextAsync(cancel)).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (forbidden.Match(lines[i]) is { Success: true } match)
            {
                hook.Error(file, i + 1, match.Index + 1, code, $"'{match.Value}' {message}");
            }
        }
    });

    [GeneratedRegex(@"NotImplementedException\(|\bTODO\b|\bFIXME\b|\bHACK\b|Thread\.Sleep", RegexOptions.None, 1000)]
    private static partial Regex Leftovers();

    [GeneratedRegex(@"(?<![A-Za-z0-9_.$})])/(?:root|work|farm)/[A-Za-z]|https?://[^/ ]*(?:nexus|artifactory|proxy)", RegexOptions.None, 1000)]
    private static partial Regex MachinePaths();

    [GeneratedRegex("\"(?<id>HOOK[0-9]{4})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ids();
}
