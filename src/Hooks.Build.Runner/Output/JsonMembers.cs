using System.Text.Json;

namespace Hooks.Build.Runner.Output;

/// <summary>Objects and arrays of JSON, which end where they should.</summary>
internal static class JsonMembers
{
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
