using System.Text.Json;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Locking;

/// <summary>Another assembly whose hooks a project uses: what it is, and what its hooks may do.</summary>
/// <param name="Name">The assembly's name.</param>
/// <param name="Package">The package that has it, with its version; empty where none is known.</param>
/// <param name="Content">NuGet's hash of the package; empty where it has none.</param>
/// <param name="Hooks">The hooks, by name: what each may do, and the hash of its definition.</param>
internal sealed record JoinedAssembly(string Name, string Package, string Content, IReadOnlyDictionary<string, (string May, string Definition)> Hooks)
{
    /// <summary>The assemblies whose hooks a plan has, by name, without projects that were built with it: their sources are the repository's own.</summary>
    /// <param name="hooks">The hooks of one plan.</param>
    /// <param name="assembly">Absolute path of the assembly with the plan.</param>
    public static IReadOnlyList<JoinedAssembly> Of(IEnumerable<PlannedHook> hooks, string assembly)
    {
        var joined = hooks.Where(hook => hook.Origin is not null).ToLookup(hook => hook.Origin!.Assembly, StringComparer.Ordinal);
        if (joined.Count == 0)
        {
            return [];
        }

        using var dependencies = Dependencies(assembly);
        return [.. joined.OrderBy(own => own.Key, StringComparer.Ordinal).Select(own => Of(own.Key, own, dependencies)).OfType<JoinedAssembly>()];
    }

    private static JoinedAssembly? Of(string name, IEnumerable<PlannedHook> hooks, JsonDocument? dependencies)
    {
        var (library, isProject, content) = dependencies is null ? ("", false, "") : Library(name, dependencies.RootElement);
        return isProject ? null : new JoinedAssembly(name, library, content, hooks.ToDictionary(hook => hook.OwnName, hook => (hook.Origin!.May, hook.Origin.Definition), StringComparer.Ordinal));
    }

    private static JsonDocument? Dependencies(string assembly)
    {
        try
        {
            return PlainFile.Read(Path.ChangeExtension(assembly, ".deps.json")) is { } bytes ? JsonDocument.Parse(bytes) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    // The library among whose files the assembly is.
    private static (string Name, bool IsProject, string Content) Library(string assembly, JsonElement root)
    {
        foreach (var target in Members(root, "targets"))
        {
            foreach (var library in Members(target.Value))
            {
                if (Members(library.Value, "runtime").Any(file => Path.GetFileNameWithoutExtension(file.Name) == assembly)
                    && Members(root, "libraries").FirstOrDefault(known => known.Name == library.Name).Value is { ValueKind: JsonValueKind.Object } known)
                {
                    return (library.Name, Text(known, "type") == "project", Text(known, "sha512"));
                }
            }
        }

        return ("", false, "");
    }

    private static IEnumerable<JsonProperty> Members(JsonElement element, string? name = null) =>
        name is not null ? element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var inner) ? Members(inner) : []
        : element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
