using System.Text.RegularExpressions;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.ToolOutput;

/// <summary>
/// Recognises findings in the output of tools: MSBuild's canonical form, <c>file(line,column): error CODE: text</c>, and the compilers' form,
/// <c>file:line:column: error: text</c>, which TypeScript's writes with a dash.
/// </summary>
internal static partial class CanonicalLine
{
    /// <summary>No finding is longer, in bytes.</summary>
    public const int Longest = 4096;

    // What a hook prints is anything, and its time limit counts while it is read: each expression takes the length of a line, and not its square. None
    // begins with what can be passed over in several ways, and the file is what stands before the match.
    [GeneratedRegex(
        @"\((?<line>\d+)(?:,(?<column>\d+)(?:,(?<endLine>\d+),(?<endColumn>\d+)|-(?<endColumn>\d+))?|-(?<endLine>\d+))?\)\s*:(?:[A-Za-z\s]*\s)?(?<level>error|warning|info)(?:\s+(?<code>[^\s:]+))?\s*:\s?(?<text>.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex WithParentheses();

    [GeneratedRegex(
        @"^\s*(?<file>(?:[A-Za-z]:[\\/])?[^:\s][^:]*):(?<line>\d+)(?::(?<column>\d+))?(?::| -)\s*(?:fatal )?(?<level>error|warning|info|note)(?:\s+(?<code>[^\s:]+))?\s*:\s?(?<text>.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex WithColons();

    [GeneratedRegex(
        @"^\s*(?:(?<file>[^\s:(][^:(]*):\s*)?(?<level>error|warning)\s+(?<code>[A-Za-z][A-Za-z_-]*\d+)\s*:\s?(?<text>.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex WithoutPlace();

    // Colours and the like; titles of windows, links.
    [GeneratedRegex(@"\x1B(\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1B]*(\x07|\x1B\\))", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnsiSequence();

    [GeneratedRegex(@"(?<!\s)\s+\[[^\[\]]+\.\w*proj(::TargetFramework=[^\[\]]*)?\]$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProjectSuffix();

    /// <summary>Whether a line might hold a finding: cheap, on bytes.</summary>
    public static bool IsWorthParsing(ReadOnlySpan<byte> line) =>
        line.Length <= Longest
            && (line.IndexOf("rror"u8) >= 0 || line.IndexOf("arning"u8) >= 0 || line.IndexOf("RROR"u8) >= 0 || line.IndexOf("ARNING"u8) >= 0);

    /// <summary>Reads a finding from a line of output; relative files start at the folder the tool ran in.</summary>
    public static Finding? TryParse(string line, string workingDirectory)
    {
        line = WithoutColour(line);
        Finding? withoutFile = null;
        foreach (var form in (ReadOnlySpan<Regex>)[WithParentheses(), WithColons()])
        {
            if (FindingMatch.Of(form, line) is { } match)
            {
                var name = match.Groups["file"] is { Success: true } group ? group.ValueSpan : line.AsSpan(0, match.Index);
                if (FoundFile.BeforeLine(name.Trim().ToString(), workingDirectory) is { } file)
                {
                    return ToFinding(match, file);
                }

                withoutFile ??= ToFinding(match, file: null);
            }
        }

        return withoutFile
            ?? (FindingMatch.Of(WithoutPlace(), line) is { } bare
                ? ToFinding(bare, FoundFile.Existing(bare.Groups["file"].Value.Trim(), workingDirectory))
                : null);
    }

    /// <summary>The line without the sequences by which a terminal colours it, names its window or makes links.</summary>
    public static string WithoutColour(string line) => line.Contains('\x1B', StringComparison.Ordinal) ? FindingMatch.Without(AnsiSequence(), line) : line;

    // Without a file it is a finding by its code alone; what stands before that is often the name of a program (CSC, MSBUILD).
    private static Finding? ToFinding(Match match, string? file)
    {
        var code = match.Groups["code"].Value;
        if (file is null && code.Length == 0)
        {
            return null;
        }

        var level = match.Groups["level"].ValueSpan;
        if (!level.Equals("error", StringComparison.OrdinalIgnoreCase) && !level.Equals("warning", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var text = match.Groups["text"].Value.TrimEnd();
        text = FindingMatch.Of(ProjectSuffix(), text) is { } suffix ? text[..suffix.Index] : text;
        var kind = level.Equals("error", StringComparison.OrdinalIgnoreCase) ? HookFindingLevel.Error : HookFindingLevel.Warning;
        return file is null ? new Finding(kind, "", 0, 0, 0, 0, code, text) : FindingMatch.At(match, file, kind, code, text);
    }
}
