using System.Buffers;
using System.Text;
using System.Text.Json;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Exports;

/// <summary>JSON for files that others read, and may show: all but ASCII letters is escaped, so that no page or terminal takes a name for its own.</summary>
internal static class Json
{
    /// <summary>An object as a text, of which the members are written.</summary>
    public static string Text(Action<Utf8JsonWriter> write, bool indented = true) =>
        Encoding.UTF8.GetString(JsonBuffer.OfObject(new JsonWriterOptions { Indented = indented }, write).WrittenSpan);

    /// <summary>Writes a document.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = JsonBuffer.Of(new JsonWriterOptions { Indented = true }, write);
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
