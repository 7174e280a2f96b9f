using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.ToolOutput;

/// <summary>Reads findings by a regular expression that a hook declares.</summary>
internal sealed class ProblemPattern
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private readonly Regex _regex;

    private ProblemPattern(Regex regex) => _regex = regex;

    /// <summary>Whether a line took it longer than its limit: the next would as well.</summary>
    public bool IsTooSlow { get; private set; }

    /// <summary>The pattern of a text; <see langword="null"/> where it is none. The compiler has looked at it before.</summary>
    public static ProblemPattern? Of(string text)
    {
        try
        {
            return new ProblemPattern(new Regex(text, RegexOptions.CultureInvariant, Limit));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Reads a line.</summary>
    /// <returns>What is found; <see langword="null"/> for nothing.</returns>
    public Finding? Read(ReadOnlySpan<byte> line, string folder)
    {
        if (line.Length > CanonicalLine.Longest)
        {
            return null;
        }

        try
        {
            var match = _regex.Match(CanonicalLine.WithoutColour(Encoding.UTF8.GetString(line).TrimEnd('\r')));
            return match.Success && LevelOf(match.Groups["level"].Value) is { } level
                ? new Finding(
                    level,
                    FoundFile.Path(match.Groups["file"].Value.Trim(), folder) ?? "",
                    Number(match, "line"),
                    Number(match, "column"),
                    Number(match, "endLine"),
                    Number(match, "endColumn"),
                    match.Groups["code"].Value.Trim(),
                    match.Groups["text"].Value.Trim())
                : null;
        }
        catch (RegexMatchTimeoutException)
        {
            IsTooSlow = true;
            return null;
        }
    }

    private static HookFindingLevel? LevelOf(string level) => level switch
    {
        ['w' or 'W', ..] => HookFindingLevel.Warning,
        ['i' or 'I' or 'n' or 'N' or 'h' or 'H', ..] => null,
        _ => HookFindingLevel.Error,
    };

    private static int Number(Match match, string group) =>
        int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
