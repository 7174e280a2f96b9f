using System.Text.Json;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Locking;

/// <summary>What the build wrote down of the assemblies that a project refers to (<c>deps.json</c>), and their files.</summary>
internal sealed class References
{
    private readonly string _assembly;
    private readonly ILookup<string, (string Library, string Type, string Hash)> _libraries;

    private References(string assembly, IEnumerable<(string Assembly, string Library, string Type, string Hash)> libraries)
    {
        _assembly = assembly;
        _libraries = libraries.Distinct().ToLookup(found => found.Assembly, found => (found.Library, found.Type, found.Hash), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Reads what there is.</summary>
    /// <param name="assembly">Absolute path of the assembly that refers to others.</param>
    public static References Of(string assembly)
    {
        try
        {
            using var list = PlainFile.Read(Path.ChangeExtension(assembly, ".deps.json")) is { } bytes ? JsonDocument.Parse(bytes) : null;
            return new References(assembly, list is null ? [] : Libraries(list.RootElement));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return new References(assembly, []);
        }
    }

    /// <summary>Whether an assembly is built of a project that is referred to, and of nothing else.</summary>
    public bool IsProject(string name) => _libraries[name].Any() && _libraries[name].All(library => library.Type == "project");

    /// <summary>The package that has an assembly, with its version; empty where none is known.</summary>
    public string PackageOf(string name) => string.Join(", ", _libraries[name].Select(library => library.Library));

    /// <summary>A hash of what an assembly is: NuGet's of its package, else that of its file.</summary>
    /// <exception cref="HooksException">HOOK9032: there is neither.</exception>
    public string ContentOf(string name)
    {
        var known = _libraries[name].Select(library => library.Hash).ToList();
        if (known.Count > 0 && known.TrueForAll(hash => hash.Length > 0))
        {
            return string.Join(", ", known);
        }

        var file = Path.Combine(Path.GetDirectoryName(_assembly)!, name + ".dll");
        try
        {
            return PlainFile.Read(file) is { } bytes ? "sha256-" + Sha256.Hex(bytes) : throw Unknown(name, $"{file} is not there");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unknown(name, $"{file} cannot be read, {e.Message}");
        }
    }

    private static HooksException Unknown(string name, string why) => new(
        Codes.Unlocked,
        $"Hooks of {name} do not run, since nothing says what its code is: no package of the project has it, and {why}. Refer to it by a PackageReference, or let the build copy it (Private=true)");

    private static IEnumerable<(string Assembly, string Library, string Type, string Hash)> Libraries(JsonElement root) =>
        from target in Members(root, "targets")
        from library in Members(target.Value)
        let known = Members(root, "libraries").FirstOrDefault(known => known.Name == library.Name).Value
        where known.ValueKind == JsonValueKind.Object
        from file in Members(library.Value, "runtime")
        select (Path.GetFileNameWithoutExtension(file.Name), library.Name, Text(known, "type"), Text(known, "sha512"));

    private static IEnumerable<JsonProperty> Members(JsonElement element, string? name = null) =>
        name is not null ? element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var inner) ? Members(inner) : []
        : element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
