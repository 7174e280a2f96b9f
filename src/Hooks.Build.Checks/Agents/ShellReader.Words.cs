using System.Globalization;
using System.Text;

namespace Hooks.Build.Checks.Agents;

/// <summary>Words: quotes, escapes and substitutions.</summary>
internal sealed partial class ShellReader
{
    private readonly HashSet<char> _unclosed = [];
    private int _braces;

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
                    _ = ReadLiteral(word);
                    break;
                case '"':
                    isQuoted = true;
                    _ = ReadQuoted(word);
                    break;
                case '$' when Next == '\'' && !_isPowerShell:
                    isQuoted = true;
                    _at++;
                    ReadEscaped(word);
                    break;
                case '$' when Next == '"':
                    _at++;
                    break;
                case '\\' when !_isPowerShell:
                    isQuoted = true;
                    ReadBackslash(word);
                    break;
                case '`' when _isPowerShell:
                    isQuoted = true;
                    ReadBacktick(word);
                    break;
                case '<' or '>':
                    // Of a process.
                    _isOpen |= _isPowerShell;
                    _at += 2;
                    ReadNested(word);
                    break;
                case '@' when word.Length == 0 && !isQuoted && TryReadHereString(word):
                    isQuoted = true;
                    break;
                default:
                    if (!TryReadExpansion(word))
                    {
                        _ = word.Append(Braces.Mark(Current));
                        _at++;
                    }

                    break;
            }
        }

        return (word.ToString(), isQuoted);
    }

    // Of PowerShell: @' and a line break, up to a line that begins with '@.
    private bool TryReadHereString(StringBuilder word)
    {
        var quote = Next;
        if (quote is not ('\'' or '"') || _unclosed.Contains(quote) || !_text.AsSpan(_at + 2).TrimStart(" \r").StartsWith("\n"))
            return false;

        var end = _text.IndexOf($"\n{quote}@", _at + 2, StringComparison.Ordinal);
        if (end < 0)
            return !_unclosed.Add(quote);

        var body = _text[(_at + 2)..end];
        if (quote == '"')
            AddExpansions(body);

        _ = word.Append(body.TrimStart('\r', '\n'));
        _at = end + 3;
        return true;
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

    // In PowerShell it escapes. What some letters mean after it is no part of an option.
    private void ReadBacktick(StringBuilder word)
    {
        var end = LineEnd(_at + 1);
        _ = end == 0 && _at + 1 < _text.Length ? word.Append(Next) : word;
        _at = Math.Min(_at + 1 + Math.Max(end, 1), _text.Length);
    }

    private StringBuilder ReadLiteral(StringBuilder word)
    {
        var end = _text.IndexOf('\'', _at + 1);
        _ = word.Append(_text, _at + 1, (end < 0 ? _text.Length : end) - _at - 1);
        _isOpen |= end < 0;
        _at = end < 0 ? _text.Length : end + 1;
        return word;
    }

    private StringBuilder ReadQuoted(StringBuilder word)
    {
        for (_at++; _at < _text.Length && Current != '"';)
        {
            if (Current == '`' && _isPowerShell)
            {
                ReadBacktick(word);
            }
            else if (Current == '\\' && !_isPowerShell && Next is '"' or '\\' or '$' or '`' or '\n')
            {
                _ = Next == '\n' ? word : word.Append(Next);
                _at += 2;
            }
            else if (!TryReadExpansion(word, isInQuotes: true))
            {
                _ = word.Append(Current);
                _at++;
            }
        }

        _isOpen |= _at >= _text.Length;
        _at = Math.Min(_at + 1, _text.Length);
        return word;
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
                'u' => word.Append(Braces.WithoutMarks($"{(char)Number(4, 16)}")),
                >= '0' and <= '7' => AppendOctal(word),
                _ => word.Append(escape),
            };
        }

        _isOpen |= _at >= _text.Length;
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
        for (var i = 0; i < most
            && char.IsAsciiHexDigit(Current)
            && int.Parse([Current], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is var digit
            && digit < radix; i++)
        {
            value = (value * radix) + digit;
            _at++;
        }

        return value;
    }

    private bool TryReadExpansion(StringBuilder word, bool isInQuotes = false)
    {
        if (Current == '`' && !_isPowerShell)
        {
            var end = _at + 1;
            while (end < _text.Length && _text[end] != '`')
                end += _text[end] == '\\' ? 2 : 1;

            _isOpen |= end >= _text.Length;
            end = Math.Min(end, _text.Length);
            GuessUnescaped(_text[(_at + 1)..end], isInQuotes);
            _ = word.Append('$');
            _at = Math.Min(end + 1, _text.Length);
            return true;
        }

        if (Current == '$' && Next == '(')
        {
            _at += 2;
            ReadNested(word);
            return true;
        }

        if (Current == '$' && Next == '{')
        {
            ReadBraced(word, isInQuotes);
            return true;
        }

        return false;
    }

    // Its end is where a shell that reads it finds one: quotes, comments and documents in it are its own.
    private void ReadNested(StringBuilder word)
    {
        var start = _at;
        ShellReader inner = new(_text, _isPowerShell, _at, _depth + 1, isInner: true);
        inner.ReadAll();
        _isTooDeep |= inner._isTooDeep;
        _isOpen |= inner._isOpen || inner._at >= _text.Length;
        _nested.Add(_text[start..inner._at]);
        _ = word.Append('$');
        _at = Math.Min(inner._at + 1, _text.Length);
    }

    // ${...}: a value or a pattern, in which nothing ends a word.
    private void ReadBraced(StringBuilder word, bool isInQuotes)
    {
        if (_depth + ++_braces > Deepest)
            (_isTooDeep, _at) = (true, _text.Length);

        for (_ = TakeInto(word, 2); _at < _text.Length && Current != '}';)
        {
            _ = Current switch
            {
                '\\' => TakeInto(word, 2),
                '"' => ReadQuoted(word),
                '\'' when !isInQuotes => ReadLiteral(word),
                _ => TryReadExpansion(word, isInQuotes) ? word : TakeInto(word, 1),
            };
        }

        _braces--;
        _isOpen |= _at >= _text.Length;
        _ = TakeInto(word, 1);
    }

    private StringBuilder TakeInto(StringBuilder word, int count)
    {
        count = Math.Min(count, _text.Length - _at);
        _at += count;
        return word.Append(_text, _at - count, count);
    }
}
