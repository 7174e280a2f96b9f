using System.Text;

namespace Hooks.Build.Checks.Agents;

/// <summary>Texts of a script that some shells run. They may overlap, so that they are bounded.</summary>
internal sealed partial class ShellReader
{
    private const int MostGuessed = 1000;
    private const int LongestGuessed = 4_000_000;

    private readonly List<string> _guessed = [];
    private int _guessedLength;

    // Without )) it is no arithmetic, but a subshell in another, and what was read as a shift begins a document.
    private void GuessSubshell(Opened opened)
    {
        if (opened.IsDouble && _shift > opened.At)
            Guess(opened.At, _text.Length);
    }

    // What is in a substitution is read once more, and guessed then.
    private void Guess(int start, int end)
    {
        if (!_isInner && CanGuess(end - start))
            _guessed.Add(_text[start..end]);
    }

    // Each may be the rest of the text.
    private bool CanGuess(int length)
    {
        _guessedLength += length;
        _isTooDeep |= _guessed.Count >= MostGuessed || _guessedLength > LongestGuessed;
        return !_isTooDeep;
    }

    // Which backslashes go is what POSIX says; in a here-document shells differ.
    private void GuessUnescaped(string script, bool isInQuotes)
    {
        if (_isInner)
            return;

        foreach (var escaped in (string[])(!isInQuotes ? ["\\`$"] : _isDocument ? ["\\`$", "\\`$\""] : ["\\`$\""]))
        {
            if (CanGuess(script.Length))
                _guessed.Add(Unescaped(script, escaped));
        }
    }

    private static string Unescaped(string script, string escaped)
    {
        StringBuilder text = new();
        for (var at = 0; at < script.Length; at++)
        {
            at += script[at] == '\\' && at + 1 < script.Length && escaped.Contains(script[at + 1], StringComparison.Ordinal) ? 1 : 0;
            _ = text.Append(script[at]);
        }

        return text.ToString();
    }
}
