using System.Text;
using System.Text.RegularExpressions;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.ToolOutput;

/// <summary>
/// Failed tests in the Test Anything Protocol, <see href="https://testanything.org/tap-version-14-specification.html"/>, which begins with its version. A test
/// that is to do or was skipped is none, and of nested tests the innermost counts. Of the block below one its <c>location</c> or <c>at</c>, and its
/// <c>error</c> or <c>message</c> are read.
/// </summary>
internal sealed partial class TapFindings
{
    private bool _isTap;
    private bool _isInBlock;
    private Finding? _begun;
    private bool _hasText;
    private bool _isText;
    private int _indent;

    // How far those are indented that failed: nested tests come before the one that they are part of.
    private readonly List<int> _failed = [];

    [GeneratedRegex(@"^ *not ok\b(?: +\d+)?(?: +-)? *(?<text>.*)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Failed();

    [GeneratedRegex(@"(?<!\\)# *(?:todo|skip)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Excused();

    [GeneratedRegex(@"^ *(?<key>location|at|error|message): *(?<quote>['""]?)(?<value>.+?)\k<quote>$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Detail();

    [GeneratedRegex(@"(?:^|\()(?:file://)?(?<file>[^(]+?):(?<line>\d+)(?::(?<column>\d+))?\)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();

    /// <summary>Reads a line.</summary>
    /// <returns>Whether it belongs to the protocol, so that nothing else is to be found in it.</returns>
    public bool Read(ReadOnlySpan<byte> line, string folder, Action<Finding> add)
    {
        if (!_isTap)
        {
            _isTap = line.StartsWith("TAP version "u8);
            return _isTap;
        }

        var text = line.TrimStart((byte)' ');
        if (_isInBlock)
        {
            _isInBlock = !text.StartsWith("..."u8);
            if (_isInBlock && _begun is not null && line.Length <= CanonicalLine.Longest)
            {
                ReadDetail(Encoding.UTF8.GetString(line).TrimEnd(), folder);
            }

            return true;
        }

        if (_begun is not null && text.TrimEnd("\r "u8).SequenceEqual("---"u8) && line.Length - text.Length > _indent)
        {
            _isInBlock = true;
            return true;
        }

        var hasFailed = IsWord(text, "not ok"u8);
        if (hasFailed || IsWord(text, "ok"u8))
        {
            End(add);
            Begin(line, line.Length - text.Length, hasFailed);
            return true;
        }

        // A comment.
        return text.StartsWith("#"u8);
    }

    /// <summary>Passes on a test that was begun.</summary>
    public void End(Action<Finding> add)
    {
        if (_begun is { } finding)
        {
            add(finding);
        }

        _begun = null;
    }

    private static bool IsWord(ReadOnlySpan<byte> line, ReadOnlySpan<byte> word) =>
        line.StartsWith(word) && (line.Length == word.Length || line[word.Length] is (byte)' ' or (byte)'\r');

    private void Begin(ReadOnlySpan<byte> bytes, int indent, bool hasFailed)
    {
        var isTold = _failed.RemoveAll(other => other > indent) > 0;
        if (!hasFailed || bytes.Length > CanonicalLine.Longest)
        {
            return;
        }

        var line = Encoding.UTF8.GetString(bytes).TrimEnd();
        if (FindingMatch.Of(Failed(), line) is not { } match || FindingMatch.Of(Excused(), line) is not null)
        {
            return;
        }

        if (!_failed.Contains(indent))
        {
            _failed.Add(indent);
        }

        _indent = indent;
        var name = match.Groups["text"].Value.Replace("\\#", "#", StringComparison.Ordinal).Trim();
        (_begun, _hasText, _isText) = (isTold
            ? null
            : new Finding(HookFindingLevel.Error, "", 0, 0, 0, 0, "", name.Length == 0 ? "a test failed" : name), false, false);
    }

    private void ReadDetail(string line, string folder)
    {
        if (_isText)
        {
            AddText(line.Trim());
            return;
        }

        if (FindingMatch.Of(Detail(), line) is not { } detail)
        {
            return;
        }

        var value = detail.Groups["value"].Value;
        if (detail.Groups["key"].ValueSpan is "error" or "message")
        {
            // A text of several lines begins in the next.
            _isText = !_hasText && value is ['|' or '>', ..] and { Length: <= 2 };
            if (!_hasText && !_isText)
            {
                AddText(value);
            }
        }
        else if (_begun!.Line == 0 && FindingMatch.Of(Place(), value) is { } place && FoundFile.Existing(place.Groups["file"].Value, folder) is { } file)
        {
            _begun = _begun with { File = file, Line = FindingMatch.Number(place, "line"), Column = FindingMatch.Number(place, "column") };
        }
    }

    private void AddText(string text) => (_begun, _hasText, _isText) = (_begun! with { Message = $"{_begun.Message}: {text}" }, true, false);
}
