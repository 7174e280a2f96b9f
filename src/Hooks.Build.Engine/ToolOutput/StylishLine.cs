using System.Text.RegularExpressions;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.ToolOutput;

/// <summary>
/// What ESLint's formatter <c>stylish</c> prints, and with it stylelint and others: a file's name, and below it
/// <c>  line:column  error  text  rule</c>, in columns of two blanks or more (stylelint has a sign for the level).
/// </summary>
internal static partial class StylishLine
{
    [GeneratedRegex(
        @"^\s+(?<line>\d+):(?<column>\d+)(?:-(?<endLine>\d+):(?<endColumn>\d+))?\s+(?<level>error|warning)\s{2,}(?<text>\S.*?)(?<=\S)(?:\s{2,}(?<code>\S+))?\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();

    /// <summary>Reads a line below the name of a file.</summary>
    public static Finding? TryParse(string line, string heading, string folder) =>
        // Without the file it is a line of some table.
        FindingMatch.Of(Line(), CanonicalLine.WithoutColour(line)) is { } match
            && FoundFile.Existing(CanonicalLine.WithoutColour(heading).Trim(), folder) is { } file
            ? FindingMatch.At(match, file, FindingMatch.Level(match), match.Groups["code"].Value, match.Groups["text"].Value)
            : null;
}
