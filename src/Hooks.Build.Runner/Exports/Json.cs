using System.Buffers;
using System.Text.Json;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Exports;

/// <summary>JSON for files that others read, and may show: all but ASCII letters is escaped, so that no page or terminal takes a name for its own.</summary>
internal static class Json
{
    /// <summary>Writes a document.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write, bool indented = true)
    {
        var buffer = JsonBuffer.Of(new JsonWriterOptions { Indented = indented }, write);
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a member that is an object.</summary>
    public static void Object(this Utf8JsonWriter json, string name, Action write)
    {
        json.WriteStartObject(name);
        write();
        json.WriteEndObject();
    }

    /// <summary>Writes an object, the document or an element of an array.</summary>
    public static void Object(this Utf8JsonWriter json, Action write)
    {
        json.WriteStartObject();
        write();
        json.WriteEndObject();
    }

    /// <summary>Writes a number, or null, with as many digits as make sense of a rate.</summary>
    public static void NumberOrNull(this Utf8JsonWriter json, string name, double? number)
    {
        const int Digits = 6;
        if (number is { } known)
        {
            json.WriteNumber(name, Math.Round(known, Digits));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Writes a member that is an array of what is written for each.</summary>
    public static void Array<T>(this Utf8JsonWriter json, string name, IEnumerable<T> values, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            write(value);
        }

        json.WriteEndArray();
    }
}
