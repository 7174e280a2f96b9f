using System.Text;
using System.Text.Json;

namespace Hooks.Build.Runner.Agents;

/// <summary>Reads values of an event's JSON, which is nobody's to trust: what is of another kind than it should be is not there.</summary>
internal static class AgentJson
{
    private const int Deepest = 512;

    /// <summary>Reads an event; <see langword="null"/> where it is no JSON object.</summary>
    public static JsonDocument? TryParse(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        bytes = WholeText.Of(bytes);
        try
        {
            var document = JsonDocument.Parse(bytes.Span.StartsWith(mark) ? bytes[mark.Length..] : bytes, new JsonDocumentOptions { MaxDepth = Deepest });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The first text of some names; empty where there is none.</summary>
    public static string Text(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Get(element, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text)
            {
                return text;
            }
        }

        return "";
    }

    /// <summary>Whether something is said to be true.</summary>
    public static bool Flag(JsonElement element, string name) => Get(element, name) is { ValueKind: JsonValueKind.True };

    /// <summary>A value; <see langword="null"/> where there is none.</summary>
    public static JsonElement? Get(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>An object, also where it is written as a text with an object in it.</summary>
    public static JsonElement? Object(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Get(element, name) is not { } value)
            {
                continue;
            }

            if (value.ValueKind == JsonValueKind.Object)
            {
                return value;
            }

            if (value.ValueKind == JsonValueKind.String && TryParse(Encoding.UTF8.GetBytes(value.GetString()!)) is { } inner)
            {
                using (inner)
                {
                    return inner.RootElement.Clone();
                }
            }
        }

        return null;
    }

    /// <summary>A text as it is, anything else as JSON.</summary>
    public static string Whole(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };
}
