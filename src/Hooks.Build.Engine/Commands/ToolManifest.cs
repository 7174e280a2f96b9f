using System.Text.Json;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Commands;

/// <summary>The .NET tools of a repository, which <c>dotnet</c> starts and which are not on the <c>PATH</c>.</summary>
internal static class ToolManifest
{
    private static readonly string[] Names = [".config/dotnet-tools.json", "dotnet-tools.json"];

    /// <summary>The manifest that has a command, by its path from the root; <see langword="null"/> where none has it.</summary>
    /// <param name="root">Absolute path of the repository.</param>
    /// <param name="folder">The folder from which <c>dotnet</c> would look upwards, by its path from the root; <see langword="null"/> for the root.</param>
    /// <param name="command">The command.</param>
    public static string? Find(string root, string? folder, string command)
    {
        root = Path.GetFullPath(root);
        for (var around = Path.GetFullPath(folder ?? ".", root); around is not null; around = around == root ? null : Path.GetDirectoryName(around))
        {
            if (Names.Select(name => Path.Combine(around, name)).FirstOrDefault(path => Has(path, command)) is { } path)
            {
                return Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
            }
        }

        return null;
    }

    // One that cannot be read, or is none, has nothing: whoever asks has an error to tell already.
    private static bool Has(string path, string command)
    {
        try
        {
            if (PlainFile.Read(path) is not { } bytes)
            {
                return false;
            }

            using var document = JsonDocument.Parse(
                bytes.AsMemory(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0),
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return Member(document.RootElement, "tools") is { ValueKind: JsonValueKind.Object } tools
                && tools.EnumerateObject().Any(tool => Member(tool.Value, "commands") is { ValueKind: JsonValueKind.Array } commands
                    && commands.EnumerateArray().Any(name => name.ValueKind == JsonValueKind.String && name.ValueEquals(command)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;
}
