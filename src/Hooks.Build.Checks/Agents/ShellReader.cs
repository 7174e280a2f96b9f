namespace Hooks.Build.Checks.Agents;

/// <summary>
/// Cuts a script into commands and words as a shell does, without running or expanding anything: quotes, comments, here-documents, redirections and
/// substitutions of POSIX shells and bash, or of PowerShell. It takes any text.
/// </summary>
internal sealed partial class ShellReader
{
    /// <summary>How deep substitutions may stand in each other: whoever nests more wants to be read by nobody.</summary>
    private const int Deepest = 100;

    private const int MostExpanded = 100_000;

    private readonly string _text;
    private readonly int _depth;
    private readonly bool _isInner;
    private readonly bool _isPowerShell;
    private readonly List<ShellCommand> _commands = [];
    private readonly List<string> _nested = [];
    private readonly Stack<Opened> _opened = [];
    private ShellCommand _command = new();
    private bool _isTooDeep;
    private bool _isOpen;
    private int _shift = -1;
    private int _expanded;
    private int _at;

    private ShellReader(string text, bool isPowerShell, int at = 0, int depth = 0, bool isInner = false) =>
        (_text, _isPowerShell, _at, _depth, _isInner) = (text, isPowerShell, at, depth, isInner);

    private readonly record struct Opened(int At, bool IsCase, bool IsArithmetic, bool IsDouble = false, bool IsCondition = false);

    /// <summary>Reads a script.</summary>
    /// <param name="text">The script.</param>
    /// <param name="isPowerShell">Whether PowerShell reads it, not a POSIX shell.</param>
    public static ShellScript Read(string text, bool isPowerShell = false)
    {
        ShellReader reader = new(Braces.WithoutMarks(text), isPowerShell);
        reader.ReadAll();
        return new ShellScript(reader._commands, reader._nested, reader._guessed, reader._isTooDeep, reader._isOpen);
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    // To the end, or up to the parenthesis that closes the substitution which it is in.
    private void ReadAll()
    {
        if (_depth > Deepest)
            (_isTooDeep, _at) = (true, _text.Length);

        while (_at < _text.Length && !(_isInner && Current == ')' && _opened.Count == 0))
        {
            switch (Current)
            {
                case ' ' or '\t' or '\r':
                    _at++;
                    break;
                case '`' when _isPowerShell && LineEnd(_at + 1) is > 0 and var length:
                    _at += 1 + length;
                    break;
                case '<' when Next == '#':
                    SkipComment();
                    break;
                case '\\' when !_isPowerShell && Next == '\n':
                    _at += 2;
                    break;
                case '\\' when !_isPowerShell && LineEnd(_at + 1) == 2:
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
                case '|' when Next != '|':
                    _at++;
                    EndCommand();
                    _command.IsPiped = true;
                    break;
                case '|':
                    _at += 2;
                    EndCommand();
                    _command.IsAfterFailure = true;
                    break;
                case '&' when Next == '&':
                    _at += 2;
                    EndCommand();
                    _command.IsAfterSuccess = true;
                    break;
                case ';' or '&':
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
        GuessSubshell(_opened.LastOrDefault(opened => opened.IsDouble));
    }

    private void Open()
    {
        var isCondition = _command.Words is [.., var last] && last.ToUpperInvariant() is "IF" or "ELSEIF";
        EndCommand();
        var isDouble = _opened.TryPeek(out var outer)
            ? !outer.IsArithmetic && !outer.IsCase && outer.At == _at - 1
            : _isInner && _at > 1 && _text[_at - 1] == '(' && _text[_at - 2] == '$';
        _opened.Push(new Opened(_at, IsCase: false, isDouble || outer.IsArithmetic, isDouble, isCondition));
        _commands.Add(ShellCommand.Open);
        _at++;
    }

    // In a case statement it ends a pattern.
    private void Close()
    {
        EndCommand();
        if (_opened.TryPeek(out var opened) && !opened.IsCase)
        {
            _ = _opened.Pop();
            _commands.Add(ShellCommand.Close);
            GuessSubshell(opened.IsDouble && Next != ')' ? opened : default);
        }

        _at++;
        _afterCondition = opened.IsCondition ? _at : -1;
    }

    private int LineEnd(int at) => at >= _text.Length ? 0 : _text[at] == '\n' ? 1 : _text[at] == '\r' && at + 1 < _text.Length && _text[at + 1] == '\n' ? 2 : 0;

    private void SkipLine()
    {
        while (_at < _text.Length && Current != '\n')
            _at++;
    }

    // Of PowerShell: <# ... #>. Other shells do not run that.
    private void SkipComment()
    {
        var end = _isPowerShell ? _text.IndexOf("#>", _at + 2, StringComparison.Ordinal) : -1;
        _isOpen |= end < 0;
        _at = end < 0 ? _at + 2 : end + 2;
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

        if (!isQuoted && !_isPowerShell)
            ReadCase(word);

        AddArgument(word, isQuoted, start);
    }

    private void ReadCase(string word)
    {
        if (word == "case" && _command.Words.TrueForAll(WrappedCommand.IsKeyword))
        {
            _opened.Push(new Opened(_at, IsCase: true, IsArithmetic: false));
        }
        else if (word == "esac" && (_command.Words.Count == 0 || IsEmptyCase()) && _opened.TryPeek(out var opened) && opened.IsCase)
        {
            _ = _opened.Pop();
        }
    }

    // case x in esac
    private bool IsEmptyCase() =>
        _command.Words is ["in"] || (_command.Words is [.. var before, "case", _, "in"] && before.TrueForAll(WrappedCommand.IsKeyword));

    private void ReadRedirection()
    {
        var start = _at;
        while (Current is '<' or '>' or '|' or '&' or '-' && _at - start < 3 && IsOperator(_text.AsSpan(start, _at - start + 1)))
            _at++;

        var kind = _text[start.._at];
        _isOpen |= _isPowerShell && kind.StartsWith('<'); // Which it has not.
        if (kind.StartsWith("<<", StringComparison.Ordinal) && _opened.TryPeek(out var opened) && opened.IsArithmetic)
        {
            _shift = start;
            return;
        }

        SkipBlanks();
        if (Current is '\n' or '\0' or ';')
            return;

        var (marked, isQuoted) = ReadWord();
        var word = Braces.Unmark(marked);
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
            _at++;
    }
}
