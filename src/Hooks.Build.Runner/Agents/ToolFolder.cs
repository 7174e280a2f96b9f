using System.Text.Json;

namespace Hooks.Build.Runner.Agents;

/// <summary>The folder in which a shell tool is told to run by an argument of its own, where agents would write <c>cd</c> else.</summary>
internal static class ToolFolder
{
    // Gemini, of old; Cursor; Codex; VS Code and others.
    private static readonly string[] Names = [
        "dir_path", "directory", "working_directory", "workingDirectory", "working_dir", "workingDir", "workdir", "workDir", "cwd", "Cwd"];

    /// <summary>The folder.</summary>
    /// <param name="input">What the tool is given.</param>
    /// <param name="begin">Absolute path of the folder in which the agent works.</param>
    /// <param name="environment">Gives the value of an environment variable.</param>
    /// <param name="isClear">Whether it is said in one way, as a path.</param>
    /// <returns>Its absolute path; empty where none is said.</returns>
    public static string Of(JsonElement input, string begin, Func<string, string?> environment, out bool isClear)
    {
        var said = Names.Select(name => AgentJson.Get(input, name)).OfType<JsonElement>().Where(value => value.ValueKind != JsonValueKind.Null).ToList();
        isClear = said.TrueForAll(value => value.ValueKind == JsonValueKind.String && !value.GetString()!.Contains('\0', StringComparison.Ordinal));
        List<string> folders = isClear
            ? [.. said.Select(value => value.GetString()!)
                .Where(text => text.Length > 0)
                .Select(text => Path.TrimEndingDirectorySeparator(Path.GetFullPath(Whole(text, environment), begin)))
                .Distinct(StringComparer.Ordinal)]
            : [];
        isClear &= folders.Count < 2;
        return folders is [var only, ..] ? only : "";
    }

    private static string Whole(string text, Func<string, string?> environment)
    {
        var isHome = text == "~" || text.StartsWith("~/", StringComparison.Ordinal);
        return isHome && environment("HOME") is { Length: > 0 } home ? home + text[1..]
            : text.StartsWith("file:///", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(text, UriKind.Absolute, out var address) ? address.LocalPath
            : text;
    }
}
