using System.Buffers;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>
/// How many brackets are open in code: those in literals and comments are none. Roslyn's own lexer calls itself for what stands in the holes of strings, and
/// has no guard for its stack there. Where it cannot be told what is a literal, its brackets count.
/// </summary>
internal sealed class CodeBrackets
{
    private const string NewLines = "\r\n\u0085\u2028\u2029";

    private static readonly SearchValues<char> CodeSigns = SearchValues.Create("()[]{}/\"'@$");
    private static readonly SearchValues<char> TextSigns = SearchValues.Create("\"{\\" + NewLines);

    private readonly string _text;
    // The literals in whose holes we are.
    private readonly Stack<(Literal Literal, int Open)> _holes = new();
    private int _at;
    private int _open;
    private int _mostOpen;
    // As found last: of a long line it is asked often.
    private int _endOfLine = -1;
    // Where text that is not compiled may end: no literal that begins there goes on behind it.
    private int _directive = -1;
    private int _distrusted = -1;

    private CodeBrackets(string text) => _text = text;

    /// <summary>The most that are open at once.</summary>
    public static int MostOpen(string text)
    {
        CodeBrackets brackets = new(text);
        while (brackets.MoveTo(CodeSigns))
            brackets.ReadCode();
        return brackets._mostOpen;
    }

    private void ReadCode()
    {
        switch (_text[_at])
        {
            case '(' or '[' or '{':
                Open();
                _at++;
                break;
            case '}' when _holes.TryPeek(out var hole) && _open <= hole.Open:
                _at += Math.Min(Run(_at, '}'), hole.Literal.Dollars);
                _open = hole.Open - 1;
                ReadText(_holes.Pop().Literal);
                break;
            case ')' or ']' or '}':
                _open = Math.Max(0, _open - 1);
                _at++;
                break;
            case '/':
                ReadComment();
                break;
            case '\'':
                ReadCharacter();
                break;
            default:
                ReadLiteral();
                break;
        }
    }

    private void ReadComment()
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : ' ';
        _at += next is '/' or '*' ? 2 : 1;
        if (next == '/')
            _at = EndOfLine(_at);
        else if (next == '*' && IsTrusted())
        {
            var end = _text.AsSpan(_at, _directive - _at).IndexOf("*/");
            if (end >= 0)
                _at += end + 2;
            else
                Distrust(_at);
        }
    }

    private void ReadCharacter()
    {
        var end = EndOfLine(_at);
        for (_at++; _at < end; _at++)
        {
            if (_text[_at] == '\'')
            {
                _at++;
                return;
            }

            if (_text[_at] == '\\')
                _at++;
        }

        _at = end;
    }

    private void ReadLiteral()
    {
        var (dollars, isVerbatim) = (0, false);
        for (; _at < _text.Length && _text[_at] is '$' or '@'; _at++)
        {
            dollars += _text[_at] == '$' ? 1 : 0;
            isVerbatim |= _text[_at] == '@';
        }

        var quotes = Run(_at, '"');
        // A name such as @class; a string of nothing.
        if (quotes is 0 || (quotes == 2 && !isVerbatim))
        {
            _at += quotes;
            return;
        }

        var isRaw = quotes > 2 && !isVerbatim;
        _at += isRaw ? quotes : 1;
        var isLine = isRaw ? !_text.AsSpan(_at, EndOfLine(_at) - _at).IsWhiteSpace() : !isVerbatim;
        ReadText(new Literal(isRaw ? quotes : 1, dollars, isVerbatim, isLine));
    }

    // To the literal's end, or into its next hole.
    private void ReadText(Literal literal)
    {
        if (!literal.IsLine && !IsTrusted())
            return;

        var start = _at;
        while (MoveTo(TextSigns) && (literal.IsLine || _at < _directive))
        {
            var sign = _text[_at];
            var run = Run(_at, sign);
            if (sign == '"')
            {
                _at += literal is { IsRaw: false, IsVerbatim: false } ? 1 : run;
                if (literal.IsRaw ? run >= literal.Quotes : !literal.IsVerbatim || run % 2 == 1)
                    return;
            }
            else if (sign == '{')
            {
                _at += run;
                if (literal.Dollars > 0 && (literal.IsRaw ? run >= literal.Dollars : run % 2 == 1))
                {
                    Open();
                    _holes.Push((literal, _open));
                    return;
                }
            }
            else if (sign == '\\')
            {
                _at += literal is { IsRaw: false, IsVerbatim: false } && _at + 1 < _text.Length && !NewLines.AsSpan().Contains(_text[_at + 1]) ? 2 : 1;
            }
            else
            {
                _at++;
                if (literal.IsLine)
                    return;
            }
        }

        if (!literal.IsLine && _directive < _text.Length)
            Distrust(start);
    }

    private void Open() => _mostOpen = Math.Max(_mostOpen, ++_open);

    private bool MoveTo(SearchValues<char> signs)
    {
        var next = _text.AsSpan(_at).IndexOfAny(signs);
        _at = next < 0 ? _text.Length : _at + next;
        return next >= 0;
    }

    private int Run(int start, char sign)
    {
        var length = _text.AsSpan(start).IndexOfAnyExcept(sign);
        return length < 0 ? _text.Length - start : length;
    }

    private int EndOfLine(int start)
    {
        if (start > _endOfLine)
        {
            var length = _text.AsSpan(start).IndexOfAny(NewLines);
            _endOfLine = length < 0 ? _text.Length : start + length;
        }

        return _endOfLine;
    }

    // Whether what has several lines may begin here; finds the next directive.
    private bool IsTrusted()
    {
        while (_directive < _at)
        {
            var next = _text.AsSpan(_at).IndexOf('#');
            for (; next >= 0 && !IsDirective(_at + next); next = After(next))
            {
            }

            _directive = next < 0 ? _text.Length : _at + next;
        }

        return _directive != _distrusted;

        int After(int found)
        {
            var next = _text.AsSpan(_at + found + 1).IndexOf('#');
            return next < 0 ? next : found + 1 + next;
        }
    }

    // #else, #elif, #endif.
    private bool IsDirective(int sign)
    {
        var before = _text.AsSpan(0, sign).TrimEnd(" \t");
        return (before.IsEmpty || NewLines.AsSpan().Contains(before[^1]))
            && _text.AsSpan(sign + 1).TrimStart(" \t") is (['e', 'l', ..] or ['e', 'n', 'd', 'i', ..]);
    }

    private void Distrust(int start) => (_at, _endOfLine, _distrusted) = (start, -1, _directive);

    // Quotes: with how many it ends. Dollars: with how many braces a hole opens. IsLine: whether it ends with its line.
    private readonly record struct Literal(int Quotes, int Dollars, bool IsVerbatim, bool IsLine)
    {
        public bool IsRaw => Quotes > 2;
    }
}
