using System.Text;

namespace Hooks.Build.Checks.Agents;

/// <summary>
/// Cuts a script into commands and words as a shell does, without running or expanding anything: quotes, comments, here-documents, redirections and
/// substitutions of POSIX shells and bash, as far as PowerShell writes the same, too. It takes any text.
/// </summary>
internal sealed partial class ShellReader
{
    /// <summary>How deep substitutions may stand in each other: whoever nests more wants to be read by nobody.</summary>
    private const int Deepest = 100;

    private readonly string _text;
    private readonly int _depth;
    private readonly bool _isInner;
    private readonly List<ShellCommand> _commands = [];
    private readonly List<string> _nested = [];
    private readonly List<(string Delimiter, bool IsLiteral, bool StripsTabs, ShellCommand Command)> _documents = [];
    private readonly Stack<Opened> _opened = [];
    private ShellCommand _command = new();
    private bool _isTooDeep;
    private int _at;

    private ShellReader(string text, int at = 0, int depth = 0, bool isInner = false) => (_text, _at, _depth, _isInner) = (text, at, depth, isInner);

    private readonly record struct Opened(int At, bool IsCase, bool IsArithmetic);

    /// <summary>Reads a script.</summary>
    public static ShellScript Read(string text)
    {
        ShellReader reader = new(text);
        reader.ReadAll();
        return new ShellScript(reader._commands, reader._nested, reader._isTooDeep);
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    // To the end, or up to the parenthesis that closes the substitution which it is in.
    private void ReadAll()
    {
        if (_depth > Deepest)
        {
            (_isTooDeep, _at) = (true, _text.Length);
        }

        while (_at < _text.Length && !(_isInner && Current == ')' && _opened.Count == 0))
        {
            switch (Current)
            {
                case ' ' or '\t' or '\r':
                    _at++;
                    break;
                case '\\' when Next == '\n':
                    _at += 2;
                    break;
                case '\\' when Next == '\r' && _at + 2 < _text.Length && _text[_at + 2] == '\n':
                    _at += 3;
                    break;
                case '\n':
                    _at++;
                    EndCommand();
                    ReadDocuments();
                    break;
                case '#':
                    SkipLine();
                    break;
                case '&' when Next == '>':
                    _at++;
                    ReadRedirection();
                    break;
                case '(':
                    Open();
                    break;
                case ')':
                    Close();
                    break;
                case ';' or '&' or '|':
                    _at++;
                    EndCommand();
                    break;
                case '<' or '>' when Next != '(':
                    ReadRedirection();
                    break;
                default:
                    ReadArgument();
                    break;
            }
        }

        EndCommand();
    }

    private void Open()
    {
        EndCommand();
        var isArithmetic = _opened.TryPeek(out var outer) ? outer.IsArithmetic || (!outer.IsCase && outer.At == _at - 1) : _isInner && _at > 1 && _text[_at - 1] == '(' && _text[_at - 2] == '$';
        _opened.Push(new Opened(_at, IsCase: false, isArithmetic));
        _at++;
    }

    // In a case statement it ends a pattern.
    private void Close()
    {
        EndCommand();
        _ = _opened.TryPeek(out var opened) && !opened.IsCase && _opened.TryPop(out _);
        _at++;
    }

    private void SkipLine()
    {
        while (_at < _text.Length && Current != '\n')
        {
            _at++;
        }
    }

    private void EndCommand()
    {
        if (_command.Words.Count + _command.Written.Count + _command.Given.Count > 0 || _documents.Exists(document => document.Command == _command))
        {
            _commands.Add(_command);
            _command = new ShellCommand();
        }
    }

    private void ReadArgument()
    {
        var start = _at;
        var (word, isQuoted) = ReadWord();
        if (Current is '<' or '>' && !isQuoted && word.Length > 0 && word.All(char.IsAsciiDigit) && _at - start == word.Length && Next != '(')
        {
            // The number of a descriptor.
            ReadRedirection();
            return;
        }

        if (!isQuoted)
        {
            ReadCase(word);
        }

        _command.Words.Add(word);
    }

    private void ReadCase(string word)
    {
        if (word == "case" && _command.Words.TrueForAll(WrappedCommand.IsKeyword))
        {
            _opened.Push(new Opened(_at, IsCase: true, IsArithmetic: false));
        }
        else if (word == "esac" && _command.Words.Count == 0 && _opened.TryPeek(out var opened) && opened.IsCase)
        {
            _ = _opened.Pop();
        }
    }

    private void ReadRedirection()
    {
        var start = _at;
        while (Current is '<' or '>' or '|' or '&' or '-' && _at - start < 3 && IsOperator(_text.AsSpan(start, _at - start + 1)))
        {
            _at++;
        }

        var kind = _text[start.._at];
        if (kind.StartsWith("<<", StringComparison.Ordinal) && _opened.TryPeek(out var opened) && opened.IsArithmetic)
        {
            return;
        }

        SkipBlanks();
        if (Current is '\n' or '\0' or ';')
        {
            return;
        }

        var (word, isQuoted) = ReadWord();
        if (kind is "<<" or "<<-")
        {
            _documents.Add((word, isQuoted, kind == "<<-", _command));
        }
        else if (kind == "<<<")
        {
            _command.Given.Add(word);
        }
        else if (kind.StartsWith('>') && !(kind == ">&" && word is "-" or [>= '0' and <= '9']))
        {
            _command.Written.Add(word);
        }
    }

    private static bool IsOperator(ReadOnlySpan<char> text) => text is "<" or ">" or "<<" or ">>" or "<<-" or "<<<" or "<>" or ">|" or ">&" or "<&";

    private void SkipBlanks()
    {
        while (Current is ' ' or '\t' or '\r')
        {
            _at++;
        }
    }

    // The lines after a command that has here-documents. What the shell expands in one it also runs.
    private void ReadDocuments()
    {
        foreach (var document in _documents)
        {
            var (body, isEnded) = ReadDocument(document.Delimiter, document.StripsTabs);
            document.Command.Given.Add(body);
            if (!isEnded)
            {
                // It may be none: then these are commands.
                _nested.Add(body);
            }
            else if (!document.IsLiteral)
            {
                ShellReader inner = new(body, depth: _depth + 1);
                inner.ReadExpansions();
                _nested.AddRange(inner._nested);
                _isTooDeep |= inner._isTooDeep;
            }
        }

        _documents.Clear();
    }

    private (string Body, bool IsEnded) ReadDocument(string delimiter, bool stripsTabs)
    {
        StringBuilder body = new();
        while (_at < _text.Length)
        {
            var end = _text.IndexOf('\n', _at);
            var line = _text[_at..(end < 0 ? _text.Length : end)];
            var text = stripsTabs ? line.TrimStart('\t') : line;

            // bash lets the parenthesis that closes a substitution follow.
            if (_isInner && text.Length > delimiter.Length && text[delimiter.Length] == ')' && text.StartsWith(delimiter, StringComparison.Ordinal))
            {
                _at += line.Length - text.Length + delimiter.Length;
                return (body.ToString(), true);
            }

            _at = end < 0 ? _text.Length : end + 1;
            if (text.TrimEnd('\r') == delimiter)
            {
                return (body.ToString(), true);
            }

            _ = body.Append(line).Append('\n');
        }

        return (body.ToString(), false);
    }

    private void ReadExpansions()
    {
        StringBuilder ignored = new();
        while (_at < _text.Length)
        {
            if (Current == '\\')
            {
                _at = Math.Min(_at + 2, _text.Length);
            }
            else if (!TryReadExpansion(ignored, isInQuotes: true))
            {
                _at++;
            }
        }
    }
}
