using System.Text.RegularExpressions;

namespace Hooks.Build.Repository;

/// <summary>The quality hooks of this repository.</summary>
internal static partial class RepoHooks
{
    [Hook(Exclude = [Recorded])]
    private const string Whitespace = StandardHooks.TrailingWhitespace;

    [Hook(Exclude = [LockFiles, Recorded])]
    private const string EndOfFile = StandardHooks.EndOfFileFixer;

    [Hook(Exclude = [Recorded])]
    internal const string LineEnds = StandardHooks.MixedLineEnding + " --fix=lf";

    [Hook(Exclude = [Recorded])]
    private const string Secrets = StandardHooks.Secrets;

    [Hook(Stages = HookStages.PreCommit, DependsOn = [nameof(Whitespace), nameof(EndOfFile)])]
    private const string Format = CSharpHooks.Format;

    // What NuGet writes, and what was recorded of others' tests.
    private const string LockFiles = "**/packages.lock.json";
    private const string Recorded = "tests/Hooks.Build.Checks.Tests/Conformance/*.json";

    [Hook(Files = ["**/*.cs"], Exclude = ["build/**", "tests/**"], PerFile = true, Description = "nothing half done is left behind")]
    internal static Task NoLeftovers(HookContext hook) =>
        ForbidAsync(hook, Leftovers(), "LEFT001", "is not left behind: finish it, or write an issue");

    [Hook(Files = ["**"], Exclude = ["**/*.md", "**/*.png", "build/**"], PerFile = true, Description = "no path or address of one machine")]
    internal static Task NoMachinePaths(HookContext hook) =>
        ForbidAsync(hook, MachinePaths(), "PATH001", "exists on one machine only");

    [Hook(DependsOn = [nameof(Whitespace)], Reads = ["docs/diagnostics.md", "src/Hooks.Build.Generators/Diagnostics/DiagnosticDescriptors.cs", "src/Hooks.Build.Generators/Code/CodeDescriptors.cs", "src/Hooks.Build.Engine/Model/Codes.cs", "targets/Hooks.Build.targets"], Description = "every diagnostic has its row in docs/diagnostics.md")]
    private static async Task DiagnosticsAreDocumented(HookContext hook)
    {
        const string Table = "docs/diagnostics.md";
        var documented = await File.ReadAllTextAsync(Path.Combine(hook.RepositoryRoot, Table), hook.Cancellation);
        await Task.WhenAll(
            LookAsync("src/Hooks.Build.Generators/Diagnostics/DiagnosticDescriptors.cs"),
            LookAsync("src/Hooks.Build.Generators/Code/CodeDescriptors.cs"),
            LookAsync("src/Hooks.Build.Engine/Model/Codes.cs"),
            LookAsync("targets/Hooks.Build.targets"));

        async Task LookAsync(string source)
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
