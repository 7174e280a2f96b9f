using System.Text;
using System.Text.Json;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Mcp;

/// <summary>
/// JSON that goes to a model. Each text in it is one that <see cref="AgentText"/> lets pass: what hooks print and what files are called was written by others.
/// </summary>
internal static class CleanJson
{
    /// <summary>What is written, with each text clean and none too long.</summary>
    /// <param name="write">Writes the members of one object.</param>
    public static string Object(Action<Utf8JsonWriter> write) => Of(JsonBuffer.OfObject(JsonBuffer.Unescaped, write).WrittenMemory);

    /// <summary>The same of JSON as it is.</summary>
    public static string Of(ReadOnlyMemory<byte> written)
    {
        using var document = JsonDocument.Parse(written);
        return Encoding.UTF8.GetString(JsonBuffer.Of(JsonBuffer.Unescaped, json => Copy(document.RootElement, json)).WrittenSpan);
    }

    private static void Copy(JsonElement value, Utf8JsonWriter json)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(AgentText.Clean(member.Name));
                    Copy(member.Value, json);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                {
                    Copy(element, json);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(AgentText.Clean(value.GetString()!));
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
