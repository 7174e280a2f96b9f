using System.Buffers;
using System.Text;
using Hooks.Build.Checks.Text.Secrets;

namespace Hooks.Build.Checks.Text.CSharp;

/// <summary>Cuts C# into tokens, as far as is needed not to take comments and strings for code. Never fails: what is not closed ends with the file.</summary>
internal ref struct CSharpReader(ReadOnlySpan<byte> content)
{
    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create([.. Encoding.ASCII.GetBytes(SecretText.Alphanumeric + "_"), .. Enumerable.Range(0x80, 0x80).Select(value => (byte)value)]);

    private static readonly string[] Characters = [.. Enumerable.Range(0, 256).Select(value => ((char)value).ToString())];

    private readonly ReadOnlySpan<byte> _content = content;
    private int _at;

    /// <summary>The next token.</summary>
    public CSharpToken Read()
    {
        SkipBlanksAndComments();
        if (_at >= _content.Length)
            return new CSharpToken(CSharpTokenKind.End, _at, "");

        var start = _at;
        var literal = CSharpLiteral.At(_content, _at);
        if (literal.Length > 0)
        {
            _at += literal.Length;
            return literal.Value is null ? new CSharpToken(CSharpTokenKind.Other, start, "") : new CSharpToken(CSharpTokenKind.Text, start, literal.Value);
        }

        var name = _content[_at..].IndexOfAnyExcept(NameBytes);
        name = name < 0 ? _content.Length - _at : name;
        if (name > 0)
        {
            _at += name;
            var isNumber = char.IsAsciiDigit((char)_content[start]);
            return new CSharpToken(isNumber ? CSharpTokenKind.Other : CSharpTokenKind.Name, start, Encoding.UTF8.GetString(_content[start.._at]));
        }

        _at++;
        return new CSharpToken(CSharpTokenKind.Other, start, Characters[_content[start]]);
    }

    private void SkipBlanksAndComments()
    {
        while (_at < _content.Length)
        {
            var rest = _content[_at..];
            if (rest[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                _at++;
            else if (rest.StartsWith("//"u8) || (rest[0] == '#' && IsFirstOfLine()))
                _at += EndOf(rest, 0, "\n"u8);
            else if (rest.StartsWith("/*"u8))
                _at += EndOf(rest, 2, "*/"u8);
            else
                break;
        }
    }

    private readonly bool IsFirstOfLine()
    {
        var before = _content[.._at].TrimEnd(" \t"u8);
        return before.IsEmpty || before[^1] is (byte)'\n' or (byte)'\r';
    }

    private static int EndOf(ReadOnlySpan<byte> text, int from, ReadOnlySpan<byte> end)
    {
        var found = text[from..].IndexOf(end);
        return found < 0 ? text.Length : from + found + end.Length;
    }
}
