using System.Buffers;
using System.Text;
using System.Text.Json;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Locking;

/// <summary>The file that says which hooks of other assemblies somebody looked through. It is checked in, so that a review sees it change.</summary>
internal static class LockFile
{
    private const int Version = 1;

    /// <summary>Reads what each project has in it, by the project's file name: several may lie in one folder. Nothing where there is no file.</summary>
    /// <param name="path">Absolute path of the file.</param>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SortedDictionary<string, IReadOnlyList<JoinedAssembly>> Read(string path)
    {
        SortedDictionary<string, IReadOnlyList<JoinedAssembly>> all = new(StringComparer.Ordinal);
        if (PlainFile.Read(path) is not { } bytes)
        {
            return all;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (root.GetProperty("version").GetInt32() != Version)
            {
                throw new InvalidDataException("another version of Hooks.Build wrote it");
            }

            foreach (var project in root.GetProperty("projects").EnumerateObject())
            {
                all.Add(
                    project.Name,
                    [.. project.Value.EnumerateObject()
                        .Select(assembly => new JoinedAssembly(
                            assembly.Name, Text(assembly.Value, "package"), Text(assembly.Value, "content"), Hooks(assembly.Value)))]);
            }

            return all;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    /// <summary>Writes what each project has in it.</summary>
    /// <inheritdoc cref="Read"/>
    public static void Write(string path, IReadOnlyDictionary<string, IReadOnlyList<JoinedAssembly>> all)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(
            buffer, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteStartObject("projects");
            foreach (var (name, joined) in all)
            {
                json.WriteStartObject(name);
                foreach (var assembly in joined.OrderBy(assembly => assembly.Name, StringComparer.Ordinal))
                {
                    Write(json, assembly);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        var text = Encoding.UTF8.GetString(buffer.WrittenSpan).ReplaceLineEndings("\n") + "\n";
        ReplacedFile.Write(path, Encoding.UTF8.GetBytes(text));
    }

    private static void Write(Utf8JsonWriter json, JoinedAssembly assembly)
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

    private static Dictionary<string, (string, string)> Hooks(JsonElement assembly) =>
        assembly.GetProperty("hooks")
            .EnumerateObject()
            .ToDictionary(hook => hook.Name, hook => (Text(hook.Value, "may"), Text(hook.Value, "definition")), StringComparer.Ordinal);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
