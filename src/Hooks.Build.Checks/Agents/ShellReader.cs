using System.Globalization;
using System.Text;

namespace Hooks.Build.Checks.Agents;

/// <summary>
/// Cuts a script into commands and words as a shell does, without running or expanding anything: quotes, comments, here-documents, redirections and
/// substitutions of POSIX shells and bash, as far as PowerShell writes the same, too. It takes any text.
/// </summary>
internal sealed class ShellReader
{
    private readonly string _text;
    private readonly List<ShellCommand> _commands = [];
    private readonly List<string> _nested = [];
    private readonly List<(string Delimiter, bool IsLiteral, bool StripsTabs, ShellCommand Command)> _documents = [];
    private ShellCommand _command = new();
    private int _at;

    private ShellReader(string text) => _text = text;

    /// <summary>Reads a script.</summary>
    public static ShellScript Read(string text)
    {
        ShellReader reader = new(text);
        reader.ReadAll();
        return new ShellScript(reader._commands, reader._nested);
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private void ReadAll()
    {
        while (_at < _text.Length)
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
                case ';' or '&' or '|' or '(' or ')':
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

        _command.Words.Add(word);
    }

    private void ReadRedirection()
    {
        var start = _at;
        while (Current is '<' or '>' or '|' or '&' or '-' && _at - start < 3 && IsOperator(_text.AsSpan(start, _at - start + 1)))
        {
            _at++;
        }

        var kind = _text[start.._at];
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
        foreach (var (delimiter, isLiteral, stripsTabs, command) in _documents)
        {
            StringBuilder body = new();
            while (_at < _text.Length)
            {
                var end = _text.IndexOf('\n', _at);
                var line = _text[_at..(end < 0 ? _text.Length : end)];
                _at = end < 0 ? _text.Length : end + 1;
                if ((stripsTabs ? line.TrimStart('\t') : line).TrimEnd('\r') == delimiter)
                {
                    break;
                }

                _ = body.Append(line).Append('\n');
            }

            command.Given.Add(body.ToString());
            if (!isLiteral)
            {
                ShellReader inner = new(body.ToString());
                inner.ReadExpansions();
                _nested.AddRange(inner._nested);
            }
        }

        _documents.Clear();
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
            else if (!TryReadExpansion(ignored))
            {
                _at++;
            }
        }
    }

    private (string Word, bool IsQuoted) ReadWord()
    {
        StringBuilder word = new();
        var isQuoted = false;
        while (_at < _text.Length && !EndsWord())
        {
            switch (Current)
            {
                case '\'':
                    isQuoted = true;
                    ReadLiteral(word);
                    break;
                case '"':
                    isQuoted = true;
                    ReadQuoted(word);
                    break;
                case '$' when Next == '\'':
                    isQuoted = true;
                    _at++;
                    ReadEscaped(word);
                    break;
                case '$' when Next == '"':
                    _at++;
                    break;
                case '\\':
                    isQuoted = true;
                    ReadBackslash(word);
                    break;
                case '<' or '>':
                    // Of a process.
                    _at += 2;
                    ReadNested(word);
                    break;
                default:
                    if (!TryReadExpansion(word))
                    {
                        _ = word.Append(Current);
                        _at++;
                    }

                    break;
            }
        }

        return (word.ToString(), isQuoted);
    }

    private bool EndsWord() => Current is ' ' or '\t' or '\r' or '\n' or ';' or '&' or '|' or '(' or ')' || (Current is '<' or '>' && Next != '(');

    private void ReadBackslash(StringBuilder word)
    {
        if (Next == '\n')
        {
            _at += 2;
            return;
        }

        // Of a path of Windows it is a separator.
        _ = word.Length >= 2 && word[1] == ':' && char.IsAsciiLetter(word[0]) ? word.Append('\\') : word;
        _ = _at + 1 < _text.Length ? word.Append(Next) : word;
        _at = Math.Min(_at + 2, _text.Length);
    }

    private void ReadLiteral(StringBuilder word)
    {
        var end = _text.IndexOf('\'', _at + 1);
        _ = word.Append(_text, _at + 1, (end < 0 ? _text.Length : end) - _at - 1);
        _at = end < 0 ? _text.Length : end + 1;
    }

    private void ReadQuoted(StringBuilder word)
    {
        for (_at++; _at < _text.Length && Current != '"';)
        {
            if (Current == '\\' && Next is '"' or '\\' or '$' or '`' or '\n')
            {
                _ = Next == '\n' ? word : word.Append(Next);
                _at += 2;
            }
            else if (!TryReadExpansion(word))
            {
                _ = word.Append(Current);
                _at++;
            }
        }

        _at = Math.Min(_at + 1, _text.Length);
    }

    // $'...': the escapes of C.
    private void ReadEscaped(StringBuilder word)
    {
        for (_at++; _at < _text.Length && Current != '\'';)
        {
            if (Current != '\\' || _at + 1 >= _text.Length)
            {
                _ = word.Append(Current);
                _at++;
                continue;
            }

            var escape = Next;
            _at += 2;
            _ = escape switch
            {
                'n' => word.Append('\n'),
                't' => word.Append('\t'),
                'x' => word.Append((char)Number(2, 16)),
                'u' => word.Append((char)Number(4, 16)),
                >= '0' and <= '7' => AppendOctal(word),
                _ => word.Append(escape),
            };
        }

        _at = Math.Min(_at + 1, _text.Length);
    }

    private StringBuilder AppendOctal(StringBuilder word)
    {
        _at--;
        return word.Append((char)(Number(3, 8) & 0xff));
    }

    private int Number(int most, int radix)
    {
        var value = 0;
        for (var i = 0; i < most && char.IsAsciiHexDigit(Current) && int.Parse([Current], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is var digit && digit < radix; i++)
        {
            value = (value * radix) + digit;
            _at++;
        }

        return value;
    }

    private bool TryReadExpansion(StringBuilder word)
    {
        if (Current == '`')
        {
            var end = _at + 1;
            while (end < _text.Length && _text[end] != '`')
            {
                end += _text[end] == '\\' ? 2 : 1;
            }

            end = Math.Min(end, _text.Length);
            _nested.Add(_text[(_at + 1)..end].Replace("\\`", "`", StringComparison.Ordinal));
            _at = Math.Min(end + 1, _text.Length);
            return true;
        }

        if (Current == '$' && Next == '(')
        {
            _at += 2;
            ReadNested(word);
            return true;
        }

        return false;
    }

    // Up to the parenthesis that closes it, which is none in quotes.
    private void ReadNested(StringBuilder word)
    {
        var start = _at;
        for (var depth = 1; _at < _text.Length; _at++)
        {
            if (Current == '\\')
            {
                _at++;
            }
            else if (Current == '\'' && _text.IndexOf('\'', _at + 1) is > 0 and var literal)
            {
                _at = literal;
            }
            else if (Current == '"')
            {
                ReadQuoted(word: new StringBuilder());
                _at--;
            }
            else if (Current == '(')
            {
                depth++;
            }
            else if (Current == ')' && --depth == 0)
            {
                break;
            }
        }

        var end = Math.Min(_at, _text.Length);
        _nested.Add(_text[start..end]);
        _ = word.Append('$');
        _at = Math.Min(end + 1, _text.Length);
    }
}
