using System.Text.Json;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Runner.Agents;

/// <summary>
/// What Codex does not take in its file of hooks, though others do: it reads plain JSON, and is told to pass over a file with anything but hooks and a
/// description.
/// </summary>
internal static class CodexFile
{
    /// <summary>What is in a file that keeps Codex from reading it, and what to do.</summary>
    public static IEnumerable<string> Refused(string file)
    {
        byte[] bytes;
        JsonText root;
        try
        {
            bytes = PlainFile.Read(file) ?? [];
            root = JsonText.Parse(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Which is told by others.
            yield break;
        }

        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var hasMark = bytes.AsSpan().StartsWith(mark);
        if (hasMark)
        {
            yield return "begins with a byte order mark, and Codex reads none of it: take the mark out";
        }

        if (!IsPlain(hasMark ? bytes[3..] : bytes))
        {
            yield return "has comments or trailing commas in it, and Codex reads none of it: take them out";
        }

        foreach (var name in root.Children.Select(child => child.Name).Where(name => name is not ("hooks" or "description")))
        {
            yield return $"has '{name}' in it, and Codex was seen to read none of a file with anything but hooks and description: take it out";
        }
    }

    private static bool IsPlain(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 256 });
            return true;
        }
        catch (JsonException)
        {
            return JsonText.IsBlank(bytes);
        }
    }
}
