using System.Globalization;
using System.Text;

namespace Hooks.Build.Tasks;

/// <summary>
/// Reads a line of JSON. By hand: a task can bring no library along without a fight over its version, and the one reader that is part of netstandard2.0
/// (JsonReaderWriterFactory, over XML) takes 7 to 10 ms of every build until its first line, this one less than 1.
/// </summary>
internal sealed class JsonReader(string text)
{
    private const int Deepest = 32;
    private int _next;

    /// <summary>Reads all of a text that is one object.</summary>
    /// <returns>Its members: texts, numbers (<see cref="double"/>), truth values, lists, objects of the same kind, and <see langword="null"/>.</returns>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static Dictionary<string, object?> ReadObject(string text)
    {
        JsonReader reader = new(text);
        var members = reader.Peek() == '{' ? reader.ReadMembers(depth: 1) : throw new InvalidDataException("it is no JSON object");
        reader.SkipBlanks();
        return reader._next == text.Length ? members : throw reader.Wrong();
    }

    private object? ReadValue(int depth) => Peek() switch
    {
        _ when depth > Deepest => throw Wrong(),
        '{' => ReadMembers(depth),
        '[' => ReadItems(depth),
        '"' => ReadText(),
        't' => ReadWord("true", value: true),
        'f' => ReadWord("false", value: false),
        'n' => ReadWord("null", value: null),
        _ => ReadNumber(),
    };

    private Dictionary<string, object?> ReadMembers(int depth)
    {
        Dictionary<string, object?> members = new(StringComparer.Ordinal);
        Expect('{');
        if (TryTake('}'))
        {
            return members;
        }

        do
        {
            var name = ReadText();
            Expect(':');
            members[name] = ReadValue(depth + 1);
        }
        while (TryTake(','));
        Expect('}');
        return members;
    }

    private List<object?> ReadItems(int depth)
    {
        List<object?> items = [];
        Expect('[');
        if (TryTake(']'))
        {
            return items;
        }

        do
        {
            items.Add(ReadValue(depth + 1));
        }
        while (TryTake(','));
        Expect(']');
        return items;
    }

    private string ReadText()
    {
        Expect('"');
        var start = _next;
        StringBuilder? value = null;
        while (Next() is var character && character != '"')
        {
            if (character < ' ')
            {
                throw Wrong();
            }

            if (character == '\\')
            {
                value ??= new StringBuilder(text, start, _next - 1 - start, capacity: 256);
                character = Unescape(Next());
            }

            _ = value?.Append(character);
        }

        return value?.ToString() ?? text.Substring(start, _next - 1 - start);
    }

    private char Unescape(char character) => character switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\b',
        'f' => '\f',
        '"' or '\\' or '/' => character,
        'u' => (char)((Digit() << 12) | (Digit() << 8) | (Digit() << 4) | Digit()),
        _ => throw Wrong(),
    };

    private int Digit() => Next() switch
    {
        var digit and >= '0' and <= '9' => digit - '0',
        var digit and >= 'a' and <= 'f' => digit - 'a' + 10,
        var digit and >= 'A' and <= 'F' => digit - 'A' + 10,
        _ => throw Wrong(),
    };

    private object ReadNumber()
    {
        var start = _next;
        while (_next < text.Length && text[_next] is (>= '0' and <= '9') or '-' or '+' or '.' or 'e' or 'E')
        {
            _next++;
        }

        return double.TryParse(text.Substring(start, _next - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong();
    }

    private object? ReadWord(string word, object? value)
    {
        if (string.CompareOrdinal(text, _next, word, 0, word.Length) != 0)
        {
            throw Wrong();
        }

        _next += word.Length;
        return value;
    }

    private char Peek()
    {
        SkipBlanks();
        return _next < text.Length ? text[_next] : throw Wrong();
    }

    private char Next() => _next < text.Length ? text[_next++] : throw Wrong();

    private bool TryTake(char character)
    {
        SkipBlanks();
        if (_next == text.Length || text[_next] != character)
        {
            return false;
        }

        _next++;
        return true;
    }

    private void Expect(char character)
    {
        if (!TryTake(character))
        {
            throw Wrong();
        }
    }

    private void SkipBlanks()
    {
        while (_next < text.Length && text[_next] is ' ' or '\t' or '\r')
        {
            _next++;
        }
    }

    private InvalidDataException Wrong() => new($"it is no JSON from character {_next + 1} on");
}
