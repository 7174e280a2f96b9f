using System.Text;
using System.Text.RegularExpressions;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.ToolOutput;

/// <summary>
/// What rustc prints, and with it cargo, clippy and others: <c>error[E0308]: mismatched types</c>, and in the next line <c>  --> src/main.rs:2:18</c>.
/// </summary>
internal sealed partial class RustFindings
{
    private (HookFindingLevel Level, string Code, string Text)? _begun;

    [GeneratedRegex(@"^(?<level>error|warning)(?:\[(?<code>[^\]\s]+)\])?: (?<text>\S.*)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Head();

    [GeneratedRegex(@"^\s*--> (?<file>.+):(?<line>\d+):(?<column>\d+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();

    /// <summary>Remembers a line that may be the first of a finding.</summary>
    public void Begin(string line) =>
        _begun = FindingMatch.Of(Head(), CanonicalLine.WithoutColour(line)) is { } match
            ? (FindingMatch.Level(match), match.Groups["code"].Value, match.Groups["text"].Value.TrimEnd())
            : null;

    /// <summary>Reads the line behind it.</summary>
    /// <returns>Whether it says where.</returns>
    public bool Read(ReadOnlySpan<byte> line, string folder, Action<Finding> add)
    {
        if (_begun is not { } begun)
        {
            return false;
        }

        _begun = null;
        if (line.IndexOf("-->"u8) < 0 || line.Length > 2 * CanonicalLine.Longest)
        {
            return false;
        }

        if (FindingMatch.Of(Place(), CanonicalLine.WithoutColour(Encoding.UTF8.GetString(line)).TrimEnd()) is not { } match
            || FoundFile.BeforeLine(match.Groups["file"].Value, folder) is not { } file)
        {
            return false;
        }

        add(FindingMatch.At(match, file, begun.Level, begun.Code, begun.Text));
        return true;
    }
}
