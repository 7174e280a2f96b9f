using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Hooks.Build.Runner.Agents;

/// <summary>A value in the text of a JSON file, with its place: what is not touched stays as it is written, comments too.</summary>
internal sealed class JsonText
{
    private const int Deepest = 256;

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    private JsonText(JsonValueKind kind, int start) => (Kind, Start) = (kind, start);

    /// <summary>What it is.</summary>
    public JsonValueKind Kind { get; }

    /// <summary>Where it begins, in bytes; of a property its name.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    /// <summary>Where its value begins.</summary>
    public int ValueStart { get; private set; }

    /// <summary>Its name; empty for an element of a list.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its text, where it is one; else empty.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Its elements or properties.</summary>
    public List<JsonText> Children { get; } = [];

    /// <summary>A property.</summary>
    public JsonText? this[string name] => Children.FindLast(child => child.Name == name);

    /// <summary>Reads a file; comments and trailing commas may be in it. An empty one is an object with nothing in it.</summary>
    /// <exception cref="JsonException">It is no JSON; the message says where, and is the part of a sentence.</exception>
    public static JsonText Parse(byte[] bytes)
    {
        if (IsBlank(bytes))
        {
            return new JsonText(JsonValueKind.Object, 0);
        }

        var offset = bytes.AsSpan().StartsWith(Mark) ? Mark.Length : 0;
        try
        {
            Utf8JsonReader reader = new(
                bytes.AsSpan(offset), new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = Deepest });
            _ = reader.Read();
            var root = Read(ref reader, offset);
            return reader.Read() ? throw new JsonException("there is more than one value in it") : root;
        }
        catch (JsonException e) when (e.LineNumber is not null)
        {
            throw new JsonException(Fault(bytes, e.LineNumber ?? 0, (int)(e.BytePositionInLine ?? 0) + (e.LineNumber == 0 ? offset : 0)), e);
        }
    }

    /// <summary>Whether a file holds nothing but blanks.</summary>
    public static bool IsBlank(byte[] bytes) => bytes.AsSpan(bytes.AsSpan().StartsWith(Mark) ? Mark.Length : 0).IndexOfAnyExcept(" \t\r\n"u8) < 0;

    // Lines and columns as editors count them, from 1, in characters.
    private static string Fault(byte[] bytes, long line, int column)
    {
        var start = 0;
        for (var left = line; left > 0; left--)
        {
            start += bytes.AsSpan(start).IndexOf((byte)'\n') + 1;
        }

        var at = Math.Min(bytes.Length, start + column);
        var place = string.Create(
            CultureInfo.InvariantCulture, $"line {line + 1}, column {Encoding.UTF8.GetString(bytes, start, at - start).TrimStart('\uFEFF').Length + 1}");
        return at == bytes.Length ? $"it ends in {place}, where more has to come" : $"what stands in {place} is no JSON";
    }

    private static JsonText Read(ref Utf8JsonReader reader, int offset)
    {
        var start = offset + (int)reader.TokenStartIndex;
        JsonText node = new(KindOf(reader.TokenType), start) { ValueStart = start };
        if (node.Kind == JsonValueKind.String)
        {
            node.Text = TextOf(ref reader);
        }

        while (node.Kind is JsonValueKind.Object or JsonValueKind.Array
            && reader.Read()
            && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            var (name, at) = ("", -1);
            if (node.Kind == JsonValueKind.Object)
            {
                (name, at) = (TextOf(ref reader), offset + (int)reader.TokenStartIndex);
                _ = reader.Read();
            }

            var child = Read(ref reader, offset);
            child.Name = name;
            child.Start = at < 0 ? child.Start : at;
            node.Children.Add(child);
        }

        node.End = offset + (int)reader.BytesConsumed;
        return node;
    }

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // Half of a pair of surrogates.
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.None => JsonValueKind.Undefined,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };
}
