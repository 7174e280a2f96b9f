using System.Text;

namespace Hooks.Build.Checks.Agents;

/// <summary>Here-documents.</summary>
internal sealed partial class ShellReader
{
    private readonly List<(string Delimiter, bool IsLiteral, bool StripsTabs, ShellCommand Command)> _documents = [];
    private bool _isDocument;

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
                _guessed.AddRange(CanGuess(body.Length) ? [body] : []);
            }
            else if (!document.IsLiteral)
            {
                AddExpansions(body);
            }
        }

        _documents.Clear();
    }

    private void AddExpansions(string body)
    {
        ShellReader inner = new(body, _isPowerShell, depth: _depth + 1) { _isDocument = true };
        inner.ReadExpansions();
        _nested.AddRange(inner._nested);
        _guessed.AddRange(CanGuess(inner._guessedLength) ? inner._guessed : []);
        _isTooDeep |= inner._isTooDeep;
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
                return (body.ToString(), true);

            _ = body.Append(line).Append('\n');
        }

        return (body.ToString(), false);
    }

    private void ReadExpansions()
    {
        StringBuilder ignored = new();
        while (_at < _text.Length)
        {
            if (Current == (_isPowerShell ? '`' : '\\'))
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
