using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>
/// Whether a result can be one that a hook had here. An entry has a checksum, which anybody can make: what it says is read as if a stranger had written it,
/// and nothing else is stored.
/// </summary>
internal static class PlausibleResult
{
    private const int MostFindings = 10_000;
    private const int MostLines = 1_000;
    private const int LongestLine = 4 << 10;
    private const int LongestText = 64 << 10;
    private const int LongestCode = 256;

    // A day is the longest limit, ten the most retries.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(12);

    /// <summary>Whether it can be one.</summary>
    public static bool Is(CachedResult result) =>
        result.Outcome is HookOutcome.Succeeded or HookOutcome.Failed
        && result.Duration >= TimeSpan.Zero && result.Duration <= Longest
        && IsText(result.Reason, LongestText)
        && result.DroppedFindings is >= 0 and <= HookReport.MostDropped
        && result.Findings.Count <= MostFindings && result.Findings.All(Is)
        && result.Tail.Count <= MostLines && result.Tail.All(line => IsLine(line, LongestLine))
        && OutputLimits.Allow(result.Outputs);

    /// <summary>A text without what <see cref="Is(CachedResult)"/> refuses: nobody who is told it sees that.</summary>
    public static string Clean(string text)
    {
        if (text.Length > LongestText)
        {
            text = text[..LongestText];
        }

        return IsText(text, LongestText) ? text : string.Concat(text.Where(IsOfText));
    }

    private static bool Is(Finding finding) =>
        Enum.IsDefined(finding.Level)
        && finding is { Line: >= 0, Column: >= 0, EndLine: >= 0, EndColumn: >= 0 }
        && IsLine(finding.Code, LongestCode) && Finding.IsCode(finding.Code)
        && IsText(finding.Message, LongestText)
        && (finding.File.Length == 0 || IsInside(finding.File));

    // Below the repository's root, by a path from there.
    private static bool IsInside(string path) =>
        IsLine(path, LongestLine)
            && !Path.IsPathRooted(path)
            && !path.Contains('\\', StringComparison.Ordinal)
            && !path.Split('/').Any(part => part is "" or "." or "..");

    private static bool IsLine(string text, int longest) => IsText(text, longest) && text.AsSpan().IndexOfAny('\r', '\n') < 0;

    private static bool IsText(string text, int longest) => text.Length <= longest && text.All(IsOfText);

    private static bool IsOfText(char character) => !char.IsControl(character) || character is '\t' or '\r' or '\n';
}
