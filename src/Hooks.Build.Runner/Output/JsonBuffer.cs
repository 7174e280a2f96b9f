using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hooks.Build.Runner.Output;

/// <summary>JSON as bytes.</summary>
internal static class JsonBuffer
{
    /// <summary>For readers of JSON: nothing is escaped but what must be.</summary>
    public static JsonWriterOptions Unescaped { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is written.</summary>
    public static ArrayBufferWriter<byte> Of(JsonWriterOptions options, Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(buffer, options);
        write(json);
        json.Flush();
        return buffer;
    }

    /// <summary>An object, of which the members are written.</summary>
    public static ArrayBufferWriter<byte> OfObject(JsonWriterOptions options, Action<Utf8JsonWriter> write) => Of(options, json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    });
}
