namespace Hooks.Build.Checks.Agents;

/// <summary>
/// Arguments, and braces that have no other in their word. In PowerShell a block begins or ends there, whatever it touches; bash reads most of them as
/// letters. It is not known who reads, so a command that is cut at one is read uncut as well.
/// </summary>
internal sealed partial class ShellReader
{
    // Of each block whether it is that of a condition, as if (...) { in one line: no other shell reads that at all.
    private readonly Stack<bool> _blocks = [];
    private ShellCommand? _uncut;
    private int _afterCondition = -1;

    private void AddArgument(string word, bool isQuoted, int start)
    {
        var (from, fromUncut) = (0, 0);
        foreach (var lone in Braces.Lone(word))
        {
            var isOpening = Braces.IsOpening(word[lone]);
            if (isOpening ? lone > from && word[lone - 1] is '@' or '$' : _blocks.Count == 0)
                continue;

            // Where a command begins all of them read a block.
            var isBlock = lone == from && _uncut is null && _command.Words.TrueForAll(WrappedCommand.IsKeyword);
            _uncut ??= isBlock ? null : _command.Again();
            AddWord(_command, word[from..lone], isQuoted);
            EndPart();
            from = lone + 1;
            if (isOpening)
            {
                _blocks.Push(isBlock && lone == 0 && _afterCondition >= 0 && _text.AsSpan(_afterCondition, start - _afterCondition).Trim(" \t").IsEmpty);
            }
            else if (_blocks.Pop() && _uncut is not null)
            {
                AddWord(_uncut, word[fromUncut..lone], isQuoted);
                EndUncut();
            }

            fromUncut = _uncut is null ? from : fromUncut;
        }

        AddWord(_command, word[from..], isQuoted, isQuoted && from == 0);
        if (_uncut is not null)
            AddWord(_uncut, word[fromUncut..], isQuoted, isQuoted && fromUncut == 0);
    }

    private void AddWord(ShellCommand command, string word, bool isQuoted, bool isEmpty = false)
    {
        if (word.Length > 0 || isEmpty)
        {
            var words = _expanded > MostExpanded ? null : Braces.Expand(word);
            _isTooDeep |= words is null;
            _expanded += words?.Count - 1 ?? 0;
            command.Quoted.UnionWith(isQuoted ? Enumerable.Range(command.Words.Count, words?.Count ?? 0) : []);
            command.Words.AddRange(words ?? []);
        }
    }

    private void EndPart()
    {
        if (HasContent(_command))
        {
            _commands.Add(_command);
            _command = _command.Next();
        }
    }

    private void EndUncut()
    {
        if (_uncut is not null)
        {
            _commands.Add(_uncut);
            _uncut = null;
        }
    }

    private void EndCommand()
    {
        var hasContent = HasContent(_command);
        if (hasContent)
            _commands.Add(_command);

        EndUncut();
        _command = hasContent || _command.IsContinued ? new ShellCommand() : _command;
    }

    private bool HasContent(ShellCommand command) =>
        command.Words.Count + command.Written.Count + command.Given.Count > 0 || _documents.Exists(document => document.Command == command);
}
