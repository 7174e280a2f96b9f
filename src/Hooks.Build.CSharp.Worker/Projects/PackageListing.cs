using System.Text.Json;

namespace Hooks.Build.CSharp.Projects;

/// <summary>A package of a project that something is wrong with, as <c>dotnet list package</c> tells it.</summary>
/// <param name="Project">Path of the project, as it is told there, full or from the root.</param>
/// <param name="Id">The package.</param>
/// <param name="Version">The version that is used.</param>
/// <param name="IsTransitive">Whether another package or project brings it.</param>
/// <param name="Details">What is wrong with it.</param>
internal sealed record ListedPackage(string Project, string Id, string Version, bool IsTransitive, JsonElement Details);

/// <summary>What <c>dotnet list package --format json</c> says.</summary>
/// <param name="Sources">The sources that were asked.</param>
/// <param name="Problems">What went wrong.</param>
/// <param name="Packages">The packages, each once for a project.</param>
internal sealed record PackageListing(IReadOnlyList<string> Sources, IReadOnlyList<string> Problems, IReadOnlyList<ListedPackage> Packages)
{
    /// <summary>Reads it; <see langword="null"/> where it is something else.</summary>
    public static PackageListing? Read(string text)
    {
        var start = text.IndexOf('{', StringComparison.Ordinal);
        if (start < 0)
            return null;

        try
        {
            using var json = JsonDocument.Parse(text.AsMemory(start));
            var root = json.RootElement.Clone();
            // Whatever comes after version 1 may mean something else, and no project would be no answer.
            if (!root.TryGetProperty("version", out var version) || version.GetInt32() != 1 || !Items(root, "projects").Any())
                return null;

            return new PackageListing(
                [.. Items(root, "sources").Select(source => source.GetString() ?? "")],
                [.. Items(root, "problems").Where(problem => Text(problem, "level") == "error").Select(problem => Text(problem, "text"))],
                [.. Items(root, "projects").SelectMany(PackagesOf).DistinctBy(package => (package.Project, package.Id, package.Version))]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The items of an array; none where there is none of that name.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : [];

    /// <summary>A text; empty where there is none of that name.</summary>
    public static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static IEnumerable<ListedPackage> PackagesOf(JsonElement project) =>
        Items(project, "frameworks")
            .SelectMany(framework => Of(framework, "topLevelPackages", transitive: false).Concat(Of(framework, "transitivePackages", transitive: true)))
            .Select(package => package with { Project = Text(project, "path") });

    private static IEnumerable<ListedPackage> Of(JsonElement framework, string name, bool transitive) =>
        Items(framework, name).Select(package => new ListedPackage("", Text(package, "id"), Text(package, "resolvedVersion"), transitive, package));
}
