using System.Buffers;
using System.Text;

namespace Hooks.Build.Engine.Fingerprints;

/// <summary>
/// Finds what may be files in an argument that is a program for a shell, as in <c>sh -c "..."</c>. Words in quotes may be a program again: of these each
/// part between quotes and blanks is a word too.
/// </summary>
internal sealed class ShellWords
{
    private const string Separators = " \t\r\n;&|<>()`";
    private const string Quotes = "\"'";
    private static readonly SearchValues<char> Ends = SearchValues.Create(Separators + Quotes + "\\");

    private readonly List<string> _words;
    private readonly StringBuilder _whole = new();
    private string _folder = "";
    private bool _isFolder;
    private int _part;
    private bool _isWholeOutput;
    private bool _isPartOutput;

    private ShellWords(string argument) => _words = [argument];

    /// <summary>
    /// The argument itself and, where it is several words, each of them but those that output goes to; behind a <c>cd</c> also as they are from its folder.
    /// </summary>
    public static List<string> Of(string argument)
    {
        if (!argument.AsSpan().ContainsAny(Ends))
        {
            return [argument];
        }

        ShellWords words = new(argument);
        words.AddAll(argument);
        return words._words;
    }

    private void AddAll(string text)
    {
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            var isQuote = Quotes.Contains(character, StringComparison.Ordinal);
            var isSeparator = Separators.Contains(character, StringComparison.Ordinal);
            if (isQuote || isSeparator)
            {
                EndPart(text, i);
                // '>|' writes too, whatever is there.
                _isPartOutput = character == '>' || (_isPartOutput && (isQuote || character is ' ' or '|'));
            }

            if (isQuote && (quote == '\0' || quote == character))
            {
                quote = quote == '\0' ? character : '\0';
            }
            else if (isSeparator && quote == '\0')
            {
                EndWhole();
                _isWholeOutput = character == '>' || (_isWholeOutput && character is ' ' or '|');
            }
            else if (character == '\\' && quote != '\'' && i + 1 < text.Length)
            {
                // What it is before is no separator; a line's end is nothing.
                if (text[i + 1] != '\n')
                {
                    _ = _whole.Append(text[i + 1]);
                }

                i++;
                if (Ends.Contains(text[i]))
                {
                    EndPart(text, i);
                }
            }
            else
            {
                _ = _whole.Append(character);
            }
        }

        EndPart(text, text.Length);
        EndWhole();
    }

    // What lies between two characters that separate anything.
    private void EndPart(string text, int end)
    {
        if (end > _part)
        {
            var part = text[_part..end];
            if (!_isPartOutput && !_isWholeOutput)
            {
                Add(part);
            }

            _isPartOutput = false;
            // In the folder in which it is then.
            (_folder, _isFolder) = _isFolder ? (From(_folder, part), false) : (_folder, part == "cd");
        }

        _part = end + 1;
    }

    // What the shell takes for a word, without its quotes.
    private void EndWhole()
    {
        if (_whole.Length > 0)
        {
            var word = _whole.ToString();
            if (!_isWholeOutput && !_words.Contains(word, StringComparer.Ordinal))
            {
                Add(word);
            }

            _isWholeOutput = false;
            _ = _whole.Clear();
        }
    }

    private void Add(string word)
    {
        AddOnce(word);
        if (_folder.Length > 0)
        {
            AddOnce(From(_folder, word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]));
        }
    }

    private static string From(string folder, string word) => folder.Length == 0 || word.StartsWith('/') ? word : folder + "/" + word;

    private void AddOnce(string word)
    {
        if (!_words.Contains(word, StringComparer.Ordinal))
        {
            _words.Add(word);
        }
    }
}
