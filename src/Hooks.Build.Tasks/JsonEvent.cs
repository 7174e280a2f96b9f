using System.Globalization;
using System.Text;

namespace Hooks.Build.Tasks;

/// <summary>
/// One line of the program's output: a JSON object. It is read by hand, since a task can bring no library along without a fight over its version, and
/// the one reader that is part of netstandard2.0 (JsonReaderWriterFactory) takes 40 ms until its first line.
/// </summary>
internal sealed class JsonEvent
{
    private readonly Dictionary<string, object?> _members;

    private JsonEvent(Dictionary<string, object?> members) => _members = members;

    /// <summary>What kind of event it is.</summary>
    public string Kind => Text("kind");

    /// <summary>Reads a line.</summary>
    /// <exception cref="InvalidDataException">It is no JSON object.</exception>
    public static JsonEvent Parse(string line)
    {
        Reader reader = new(line);
        return reader.ReadValue(depth: 0) is Dictionary<string, object?> members && reader.IsAtEnd ? new JsonEvent(members) : throw new InvalidDataException("it is no JSON object");
    }

    /// <summary>A text; empty where there is none.</summary>
    public string Text(string name) => Get(name) as string ?? "";

    /// <summary>A whole number; 0 where there is none.</summary>
    public int Number(string name) => Get(name) is double number && number is >= int.MinValue and <= int.MaxValue ? (int)number : 0;

    /// <summary>A truth value; <see langword="false"/> where there is none.</summary>
    public bool Flag(string name) => Get(name) is true;

    /// <summary>An object; <see langword="null"/> where there is none.</summary>
    public JsonEvent? Object(string name) => Get(name) is Dictionary<string, object?> members ? new JsonEvent(members) : null;

    /// <summary>The objects of an array.</summary>
    public IEnumerable<JsonEvent> Objects(string name) => ((Get(name) as List<object?>) ?? []).OfType<Dictionary<string, object?>>().Select(members => new JsonEvent(members));

    /// <summary>The texts of an array.</summary>
    public IEnumerable<string> Texts(string name) => ((Get(name) as List<object?>) ?? []).OfType<string>();

    private object? Get(string name) => _members.TryGetValue(name, out var value) ? value : null;

    private sealed class Reader(string text)
    {
        private const int Deepest = 32;
        private int _next;

        public bool IsAtEnd
        {
            get
            {
                SkipBlanks();
                return _next == text.Length;
            }
        }

        public object? ReadValue(int depth)
        {
            if (depth > Deepest)
            {
                throw Wrong();
            }

            return Peek() switch
            {
                '{' => ReadObject(depth),
                '[' => ReadArray(depth),
                '"' => ReadText(),
                't' => Word("true", value: true),
                'f' => Word("false", value: false),
                'n' => Word("null", value: null),
                _ => ReadNumber(),
            };
        }

        private Dictionary<string, object?> ReadObject(int depth)
        {
            Dictionary<string, object?> members = new(StringComparer.Ordinal);
            Expect('{');
            if (TryTake('}'))
            {
                return members;
            }

            do
            {
                SkipBlanks();
                var name = ReadText();
                Expect(':');
                members[name] = ReadValue(depth + 1);
            }
            while (TryTake(','));
            Expect('}');
            return members;
        }

        private List<object?> ReadArray(int depth)
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
            var end = text.IndexOfAny(['"', '\\'], _next);
            if (end >= 0 && text[end] == '"')
            {
                var plain = text.Substring(_next, end - _next);
                _next = end + 1;
                return plain;
            }

            StringBuilder value = new();
            while (Next() is var character && character != '"')
            {
                _ = value.Append(character == '\\' ? Unescape(Next()) : character);
            }

            return value.ToString();
        }

        private char Unescape(char character) => character switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\b',
            'f' => '\f',
            '"' or '\\' or '/' => character,
            'u' when _next + 4 <= text.Length && ushort.TryParse(text.Substring(_next, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) => Skip(4, (char)code),
            _ => throw Wrong(),
        };

        private double ReadNumber()
        {
            var start = _next;
            while (_next < text.Length && text[_next] is (>= '0' and <= '9') or '-' or '+' or '.' or 'e' or 'E')
            {
                _next++;
            }

            return double.TryParse(text.Substring(start, _next - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong();
        }

        private object? Word(string word, object? value) =>
            string.CompareOrdinal(text, _next, word, 0, word.Length) == 0 ? Skip(word.Length, value) : throw Wrong();

        private T Skip<T>(int count, T value)
        {
            _next += count;
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
}
