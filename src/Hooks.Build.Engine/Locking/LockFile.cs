using System.Buffers;
using System.Text;
using System.Text.Json;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Locking;

/// <summary>The file that says which hooks of other assemblies somebody looked through. It is checked in, so that a review sees it change.</summary>
internal static class LockFile
{
    private const int Version = 1;

    /// <summary>Reads it; nothing where there is none.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<JoinedAssembly> Read(string path)
    {
        if (PlainFile.Read(path) is not { } bytes)
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            return root.GetProperty("version").GetInt32() == Version
                ? [.. root.GetProperty("assemblies").EnumerateObject().Select(assembly => new JoinedAssembly(assembly.Name, Text(assembly.Value, "package"), Text(assembly.Value, "content"), Hooks(assembly.Value)))]
                : throw new InvalidDataException("another version of Hooks.Build wrote it");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    /// <summary>Writes it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, IEnumerable<JoinedAssembly> assemblies)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteStartObject("assemblies");
            foreach (var assembly in assemblies.OrderBy(assembly => assembly.Name, StringComparer.Ordinal))
            {
                json.WriteStartObject(assembly.Name);
                json.WriteString("package", assembly.Package);
                json.WriteString("content", assembly.Content);
                json.WriteStartObject("hooks");
                foreach (var (name, (may, definition)) in assembly.Hooks.OrderBy(hook => hook.Key, StringComparer.Ordinal))
                {
                    json.WriteStartObject(name);
                    json.WriteString("may", may);
                    json.WriteString("definition", definition);
                    json.WriteEndObject();
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        var text = Encoding.UTF8.GetString(buffer.WrittenSpan).ReplaceLineEndings("\n") + "\n";
        ReplacedFile.Write(path, Encoding.UTF8.GetBytes(text));
    }

    private static Dictionary<string, (string, string)> Hooks(JsonElement assembly) =>
        assembly.GetProperty("hooks").EnumerateObject().ToDictionary(hook => hook.Name, hook => (Text(hook.Value, "may"), Text(hook.Value, "definition")), StringComparer.Ordinal);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
