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

        var match = FindingMatch.Of(_regex, CanonicalLine.WithoutColour(Encoding.UTF8.GetString(line).TrimEnd('\r')), out var isTooSlow);
        IsTooSlow |= isTooSlow;
        return match is not null && LevelOf(match.Groups["level"].Value) is { } level
            ? FindingMatch.At(
                match,
                FoundFile.Path(match.Groups["file"].Value.Trim(), folder) ?? "",
                level,
                match.Groups["code"].Value.Trim(),
                match.Groups["text"].Value.Trim())
            : null;
    }

    private static HookFindingLevel? LevelOf(string level) => level switch
    {
        ['w' or 'W', ..] => HookFindingLevel.Warning,
        ['i' or 'I' or 'n' or 'N' or 'h' or 'H', ..] => null,
        _ => HookFindingLevel.Error,
    };
}
