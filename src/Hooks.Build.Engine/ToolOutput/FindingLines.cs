using System.Text;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.ToolOutput;

/// <summary>Recognises findings in the output of one command, line by line. Tools that tell of one in several lines are followed.</summary>
/// <param name="add">Takes what is found, without its place in the folder it was found from.</param>
internal sealed class FindingLines(Action<Finding> add)
{
    private const int LongestName = 1024;

    // The last line that began at the margin: formatters of JavaScript's world name a file there, and tell of it below.
    private byte[]? _heading;
    private int _headingLength;

    private readonly RustFindings _rust = new();
    private readonly TapFindings _tap = new();

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="folder">Absolute path of the folder in which the command runs.</param>
    public void Read(ReadOnlySpan<byte> line, string folder)
    {
        if (_tap.Read(line, folder, add) || _rust.Read(line, folder, add))
        {
            return;
        }

        if (CanonicalLine.IsWorthParsing(line))
        {
            var text = Encoding.UTF8.GetString(line).TrimEnd('\r');
            if (CanonicalLine.TryParse(text, folder) is { } finding)
            {
                add(finding);
                return;
            }

            if (line[0] == ' '
                && _headingLength > 0
                && StylishLine.TryParse(text, Encoding.UTF8.GetString(_heading.AsSpan(0, _headingLength)), folder) is { } below)
            {
                add(below);
                return;
            }

            _rust.Begin(text);
        }

        KeepHeading(line);
    }

    /// <summary>Passes on what was begun, as nothing follows.</summary>
    public void End() => _tap.End(add);

    private void KeepHeading(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line[0] is (byte)' ' or (byte)'\r')
        {
            return;
        }

        _heading ??= new byte[LongestName];
        _headingLength = line.Length <= LongestName ? line.Length : 0;
        line[.._headingLength].CopyTo(_heading);
    }
}
