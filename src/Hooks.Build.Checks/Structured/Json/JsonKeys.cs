using System.Text;
using System.Text.Json;

namespace Hooks.Build.Checks.Structured.Json;

/// <summary>Finds keys that stand twice in an object. Keeps the keys of the objects that are open, and no others.</summary>
internal sealed class JsonKeys
{
    private readonly Stack<KeySet> _open = new();
    private readonly Stack<KeySet> _spare = new();

    /// <summary>Takes what a reader has read.</summary>
    /// <param name="text">The text it reads.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="findings">Takes the keys that stood before.</param>
    public void Take(ReadOnlySpan<byte> text, in Utf8JsonReader reader, Findings findings)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            _open.Push(_spare.TryPop(out var spare) ? spare : new KeySet());
        }
        else if (reader.TokenType == JsonTokenType.EndObject)
        {
            var closed = _open.Pop();
            closed.Clear();
            _spare.Push(closed);
        }
        else if (reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueIsEscaped ? Unescaped(reader.ValueSpan) : reader.ValueSpan;
            if (!_open.Peek().TryAdd(Encoding.Latin1.GetString(name)))
                findings.AddAt(text, (int)reader.TokenStartIndex + 1, $"the key {TextPlace.Name(name)} stands twice in its object; keep one");
        }
    }

    private static ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> text)
    {
        var plain = new byte[text.Length];
        return plain.AsSpan(0, JsonTexts.Unescape(text, plain));
    }
}
