using System.Globalization;
using System.Text.RegularExpressions;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.ToolOutput;

/// <summary>What a regular expression finds in a line of output. A line that takes it longer than its limit has nothing that it looks for.</summary>
internal static class FindingMatch
{
    /// <summary>The first match; <see langword="null"/> where there is none.</summary>
    public static Match? Of(Regex regex, string line) => Of(regex, line, out _);

    /// <summary>The first match from a place on; <see langword="null"/> where there is none.</summary>
    public static Match? Of(Regex regex, string line, int start) => Of(regex, line, start, out _);

    /// <summary>The first match; <see langword="null"/> where there is none.</summary>
    /// <param name="regex">The expression.</param>
    /// <param name="line">The line.</param>
    /// <param name="isTooSlow">Whether the limit was reached.</param>
    public static Match? Of(Regex regex, string line, out bool isTooSlow) => Of(regex, line, start: 0, out isTooSlow);

    private static Match? Of(Regex regex, string line, int start, out bool isTooSlow)
    {
        isTooSlow = false;
        try
        {
            return regex.Match(line, start) is { Success: true } match ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            isTooSlow = true;
            return null;
        }
    }

    /// <summary>The line without all that the expression matches.</summary>
    public static string Without(Regex regex, string line)
    {
        try
        {
            return regex.Replace(line, "");
        }
        catch (RegexMatchTimeoutException)
        {
            return line;
        }
    }

    /// <summary>The level that the group <c>level</c> names: <c>error</c>, or else a warning.</summary>
    public static HookFindingLevel Level(Match match) => match.Groups["level"].ValueSpan is "error" ? HookFindingLevel.Error : HookFindingLevel.Warning;

    /// <summary>A finding at the place that the groups <c>line</c>, <c>column</c>, <c>endLine</c> and <c>endColumn</c> name.</summary>
    public static Finding At(Match match, string file, HookFindingLevel level, string code, string text) =>
        new(level, file, Number(match, "line"), Number(match, "column"), Number(match, "endLine"), Number(match, "endColumn"), code, text);

    /// <summary>The number in a group; 0 where there is none.</summary>
    public static int Number(Match match, string group) => Number(match.Groups[group].ValueSpan);

    /// <summary>The number that a text is; 0 where it is none.</summary>
    public static int Number(ReadOnlySpan<char> text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
