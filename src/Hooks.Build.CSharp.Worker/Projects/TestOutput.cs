using System.Text.RegularExpressions;

namespace Hooks.Build.CSharp.Projects;

/// <summary>
/// What <c>dotnet test</c> says, of both kinds of test programs: each test that failed becomes a finding with its name and message, at the line of its source
/// where that is told. All else is text, also where a test prints a line that looks like a finding.
/// </summary>
/// <param name="finding">Takes findings.</param>
/// <param name="text">Takes all lines.</param>
internal sealed partial class TestOutput(Action<string> finding, Action<string> text)
{
    private const int LongestMessage = 500;
    private readonly List<string> _message = [];
    private int _length;
    private string _name = "";
    private string _place = "";
    private Part _part;
    private bool _foundNone;
    private bool _foundSome;

    private enum Part
    {
        Message,
        Stack,
        Rest,
    }

    /// <summary>Whether it ran no test at all.</summary>
    public bool RanNothing => _foundNone && !_foundSome;

    // '  Failed Adds [12 ms]' of VSTest, 'failed Adds (1s 12ms)' of Microsoft.Testing.Platform.
    [GeneratedRegex(@"^\s*failed (?<name>\S.*) [\[(]<?\s*\d[\dhms .]*[\])]$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex FailedTest();

    [GeneratedRegex(@"^\s*at (?>.* in )(?<file>.+?):(line )?(?<line>\d+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Frame();

    [GeneratedRegex(@"^\s*(Standard (Output|Error|output|error)|Error output|Debug Traces|TestContext Messages|Test run summary|(Passed|Failed)!  - |(passed|skipped) \S|  (Passed|Skipped) )", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Other();

    /// <summary>Takes a line.</summary>
    public void Take(string line)
    {
        text(line);
        _foundNone |= line.StartsWith("Test run summary: Zero tests ran", StringComparison.Ordinal)
            || line.StartsWith("No test matches the given testcase filter", StringComparison.Ordinal)
            || line.StartsWith("No test is available in", StringComparison.Ordinal);
        _foundSome |= line.StartsWith("Passed!  - ", StringComparison.Ordinal) || line.StartsWith("Test run summary: Passed!", StringComparison.Ordinal);
        if (FailedTest().Match(line) is { Success: true } failed)
        {
            End();
            _name = failed.Groups["name"].Value;
        }
        else if (_name.Length > 0)
        {
            TakePart(line);
        }
    }

    /// <summary>Tells the last test.</summary>
    public void End()
    {
        if (_name.Length > 0)
            finding($"{(_place.Length > 0 ? _place : "dotnet test ")}: error HOOK3004: {_name} failed: {string.Join(' ', Once())}");

        _message.Clear();
        _length = 0;
        (_name, _place, _part) = ("", "", Part.Message);
    }

    private void TakePart(string line)
    {
        if (Other().IsMatch(line))
            _part = Part.Rest;

        if (_part == Part.Rest)
            return;

        if (Frame().Match(line) is { Success: true } frame)
        {
            _part = Part.Stack;
            // The innermost of the repository: what threw may be a library.
            if (_place.Length == 0 && !Path.IsPathRooted(frame.Groups["file"].Value))
                _place = $"{frame.Groups["file"].Value.Replace('\\', '/')}({frame.Groups["line"].Value},1)";
        }
        else if (line.TrimStart().StartsWith("at ", StringComparison.Ordinal) || line.Trim() == "Stack Trace:")
        {
            _part = Part.Stack;
        }
        else if (_part == Part.Message
            && line.Trim() is { Length: > 0 } words
            && words != "Error Message:"
            && !words.StartsWith("from ", StringComparison.Ordinal)
            && _length < 2 * LongestMessage)
        {
            _message.Add(words);
            _length += words.Length + 1;
        }
    }

    // The testing platform has what a test framework says twice: as its explanation, and as the message of the exception.
    private IEnumerable<string> Once()
    {
        var length = 0;
        var again = _message.Count == 0 ? -1 : _message.FindIndex(1, line => line == _message[0]);
        var isTwice = again > 0 && _message.Skip(again).SequenceEqual(_message.Take(Math.Min(again, _message.Count - again)), StringComparer.Ordinal);
        foreach (var line in isTwice ? _message.Take(again) : _message)
        {
            if (length > LongestMessage)
                yield break;

            yield return line;
            length += line.Length + 1;
        }
    }
}
