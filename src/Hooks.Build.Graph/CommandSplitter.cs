using System.Text;

namespace Hooks.Build.Graph;

/// <summary>An argument without its quotes, and for each of its characters where it was in the command.</summary>
/// <param name="Text">The argument.</param>
/// <param name="Unquoted">The same with NUL, which no command has, for each character that was quoted.</param>
/// <param name="Start">Where it begins in the command.</param>
/// <param name="Positions">Where each character was.</param>
internal sealed record CommandArgument(string Text, string Unquoted, int Start, int[] Positions);

/// <summary>Cuts a command into steps and arguments and takes the quotes away.</summary>
internal sealed class CommandSplitter
{
    private readonly string _text;
    private readonly List<CommandArgument[]> _steps = [];
    private readonly List<CommandArgument> _step = [];
    private readonly StringBuilder _argument = new();
    private readonly StringBuilder _unquoted = new();
    private readonly List<int> _positions = [];
    private int _position;
    private int _start = -1;

    private CommandSplitter(string text) => _text = text;

    public static bool TrySplit(string text, out List<CommandArgument[]> steps, out CommandError error)
    {
        var splitter = new CommandSplitter(text);
        steps = splitter._steps;
        error = splitter.Split();
        return error.Message.Length == 0;
    }

    private CommandError Split()
    {
        var zero = _text.IndexOf('\0');
        if (zero >= 0)
            return new("The command has a NUL character, which no program can be given; remove it.", zero);

        while (_position < _text.Length)
        {
            var open = _position;
            if (_text[open] is '\'' or '"' && !TakeQuoted(_text[open]))
                return new($"The quote {_text[open]} is not closed; close it, or write \\{_text[open]} for the character itself.", open);

            if (_position == open)
                TakeUnquoted();
        }

        EndStep();
        return _steps.Count == 0 ? new("The command is empty; write a program and its arguments.", 0) : new("", 0);
    }

    private bool TakeQuoted(char quote)
    {
        Begin();
        _position++;
        while (_position < _text.Length && _text[_position] != quote)
        {
            if (quote == '"' && _text[_position] == '\\' && NextIs('"', '\\'))
                _position++;

            Take(quoted: true);
        }

        return _position++ < _text.Length;
    }

    private void TakeUnquoted()
    {
        switch (_text[_position])
        {
            case ' ' or '\t':
                EndArgument();
                _position++;
                break;
            case '\r' when NextIs('\n'):
            case '\n':
                EndStep();
                _position++;
                break;
            case '\\' when NextIs('"', '\'', ' '):
                Begin();
                _position++;
                Take(quoted: true);
                break;
            default:
                Begin();
                Take(quoted: false);
                break;
        }
    }

    private bool NextIs(params char[] expected) => _position + 1 < _text.Length && Array.IndexOf(expected, _text[_position + 1]) >= 0;

    private void Begin()
    {
        if (_start < 0)
            _start = _position;
    }

    private void Take(bool quoted)
    {
        _positions.Add(_position);
        _unquoted.Append(quoted ? '\0' : _text[_position]);
        _argument.Append(_text[_position++]);
    }

    private void EndArgument()
    {
        if (_start < 0)
            return;

        _step.Add(new CommandArgument(_argument.ToString(), _unquoted.ToString(), _start, [.. _positions]));
        _argument.Clear();
        _unquoted.Clear();
        _positions.Clear();
        _start = -1;
    }

    private void EndStep()
    {
        EndArgument();
        if (_step.Count > 0)
            _steps.Add([.. _step]);

        _step.Clear();
    }
}
