using System.Text;
using System.Text.RegularExpressions;
using Hooks.Build.Catalog;

namespace Hooks.Build.Checks.Text.Messages;

/// <summary>The commit message follows Conventional Commits, is no wider than it may be, and names an issue where it has to.</summary>
internal sealed class CommitMessage(HookArguments arguments, CheckContext context) : FileCheck
{
    // Messages that git writes itself, or that will be folded into another commit.
    private static readonly string[] Accepted = ["Merge ", "Revert \"", "Reapply \"", "fixup! ", "squash! ", "amend! "];

    private readonly CommitSubject? _format = arguments.Has("--any-format") ? null : new CommitSubject(arguments.All("--types"), arguments.All("--scopes"));
    // Git names no editor to a hook where it used none, see run_commit_hook in its commit.c.
    private readonly bool _hasEditor = context.Environment.GetValueOrDefault("GIT_EDITOR") != ":";
    private readonly int _mostOfSubject = arguments.Number("--max-subject");
    private readonly int _mostOfLine = arguments.Number("--max-line");
    private readonly Regex[] _issues =
        [.. arguments.All("--issue").Select(pattern => new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))];

    public override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings)
    {
        var message = MessageLines.Read(Encoding.UTF8.GetString(content), context.Messages, _hasEditor);
        if (message.Count == 0)
        {
            findings.Add(1, 0, $"the commit message is empty; write {_format?.Example ?? "what the commit does"}");
            return;
        }

        var subject = message[0];
        if (Array.Exists(Accepted, start => subject.Text.StartsWith(start, StringComparison.Ordinal)))
            return;

        if (_format?.Problem(subject.Text) is { } problem)
            findings.Add(subject.Number, 0, problem);
        if (_mostOfSubject > 0 && LengthOf(subject.Text) is var length && length > _mostOfSubject)
        {
            findings.Add(
                subject.Number,
                _mostOfSubject + 1,
                $"the first line has {length} characters; write at most {_mostOfSubject}, and the rest below an empty line");
        }

        if (message.Count > 1 && message[1].Text.Length > 0)
            findings.Add(message[1].Number, 0, "the second line is not empty; leave a line empty below the first one");

        for (var i = 1; i < message.Count; i++)
            LookAtBody(message[i], isLast: i == message.Count - 1, findings);

        if (_issues.Length > 0 && !NamesIssue(message))
            findings.Add(subject.Number, 0, $"no issue is named; write one that matches {string.Join(" or ", _issues.Select(issue => issue.ToString()))}");
    }

    private void LookAtBody(MessageLine line, bool isLast, Findings findings)
    {
        if (_format is not null && CommitSubject.ProblemOfFooter(line.Text, isLast) is { } problem)
            findings.Add(line.Number, 0, problem);

        // Words that are longer than a line cannot be wrapped, and addresses should not be.
        if (_mostOfLine > 0 && LengthOf(line.Text) is var length && length > _mostOfLine && !HasLongWord(line.Text))
            findings.Add(line.Number, _mostOfLine + 1, $"the line has {length} characters; wrap it at {_mostOfLine}");
    }

    private bool HasLongWord(string line) =>
        Array.Exists(line.Split(' '), word => LengthOf(word) > _mostOfLine || word.Contains("://", StringComparison.Ordinal));

    private bool NamesIssue(List<MessageLine> message)
    {
        var text = string.Join('\n', message.Select(line => line.Text));
        try
        {
            return Array.Exists(_issues, issue => issue.IsMatch(text));
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new CheckSetupException($"--issue: '{e.Pattern}' takes more than a second for this message; write a simpler one", e);
        }
    }

    private static int LengthOf(string text)
    {
        var length = 0;
        foreach (var _ in text.EnumerateRunes())
            length++;

        return length;
    }
}
