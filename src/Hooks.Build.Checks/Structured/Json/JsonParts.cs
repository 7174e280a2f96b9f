using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Hooks.Build.Checks.Structured.Json;

/// <summary>A value, or the key of an object, in a text.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Start">Where it begins: for keys and texts behind the quotation mark.</param>
/// <param name="Length">Its length, of a key or text without quotation marks.</param>
/// <param name="IsEscaped">Whether a key or text has escapes.</param>
[StructLayout(LayoutKind.Auto)]
internal record struct JsonPart(JsonTokenType Type, int Start, int Length, bool IsEscaped)
{
    /// <summary>The number of the part that follows it and all that is in it.</summary>
    public int Next;
}

/// <summary>All parts of a text, in order: what has to be known to write objects with their keys sorted.</summary>
internal sealed class JsonParts : IDisposable
{
    private readonly Stack<int> _open = new();
    private JsonPart[] _parts = ArrayPool<JsonPart>.Shared.Rent(256);

    public int Count { get; private set; }

    public ref readonly JsonPart this[int part] => ref _parts[part];

    /// <summary>Reads a text. Faults and keys that stand twice are findings; where there are some, the parts are of no use.</summary>
    /// <param name="text">The text, with numbers in place of NaN and Infinity.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public void Read(ReadOnlySpan<byte> text, Findings findings)
    {
        Utf8JsonReader reader = new(text, JsonFaults.Options(allowComments: false));
        JsonKeys keys = new();
        try
        {
            while (reader.Read())
            {
                Add(in reader);
                keys.Take(text, in reader, findings);
            }
        }
        catch (JsonException e)
        {
            JsonFaults.Add(text, e, in reader, allowComments: true, findings);
        }
    }

    public void Dispose()
    {
        ArrayPool<JsonPart>.Shared.Return(_parts);
        _parts = [];
    }

    private void Add(in Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            _parts[_open.Pop()].Next = Count;
            return;
        }

        if (Count == _parts.Length)
        {
            var larger = ArrayPool<JsonPart>.Shared.Rent(Count * 2);
            _parts.CopyTo(larger, 0);
            ArrayPool<JsonPart>.Shared.Return(_parts);
            _parts = larger;
        }

        var quote = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 1 : 0;
        _parts[Count] = new JsonPart(reader.TokenType, (int)reader.TokenStartIndex + quote, reader.ValueSpan.Length, reader.ValueIsEscaped)
        {
            Next = Count + 1,
        };
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            _open.Push(Count);
        Count++;
    }
}
