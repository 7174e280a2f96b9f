using System.Text.Json;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Agents;

/// <summary>
/// The switches in agents' own settings by which they start no hooks at all, whatever is installed. Of several files the one counts that the agent heeds most:
/// what its administrator says, then this user's for the repository, the repository's, and the user's for all.
/// </summary>
/// <param name="root">Absolute path of the top of the working tree.</param>
/// <param name="environment">The variables of this process: where the user's home is.</param>
internal sealed class AgentSwitches(string root, IReadOnlyDictionary<string, string> environment)
{
    private const string OwnName = "hooks-build";

    /// <summary>What switches off the hooks of an agent, and in which file; nothing where they run.</summary>
    public IEnumerable<string> Of(string agent) => agent switch
    {
        AgentNames.Claude =>
            First(
                [.. Managed(
                    "claude-code",
                    "ClaudeCode",
                    "managed-settings.json"), In(
                        root, ".claude/settings.local.json"), In(root, ".claude/settings.json"), OfUser("CLAUDE_CONFIG_DIR", ".claude", "settings.json")],
                "disableAllHooks",
                JsonValueKind.True)
                .Concat(Managed("claude-code", "ClaudeCode", "managed-settings.json")
                    .Where(file => Value(file, "allowManagedHooksOnly")?.Kind == JsonValueKind.True)
                    .Select(file => Said(file, "allowManagedHooksOnly", "true"))),
        AgentNames.Codex => First([In(root, ".codex/config.toml"), OfUser("CODEX_HOME", ".codex", "config.toml")]),

        // In a file of hooks it is about that file.
        AgentNames.Copilot =>
            new[] { In(
                root,
                ".github/hooks/hooks-build.json"), In(
                    root,
                    ".github/copilot/settings.local.json"), In(
                        root,
                        ".github/copilot/settings.json"), OfUser(
                            "COPILOT_HOME", ".copilot", "settings.json"), OfUser("COPILOT_HOME", ".copilot", "config.json") }
                .Where(file => Value(file, "disableAllHooks")?.Kind == JsonValueKind.True).Select(file => Said(file, "disableAllHooks", "true")),
        AgentNames.Gemini =>
            First(OfGemini, "hooksConfig.enabled", JsonValueKind.False)
                .Concat(OfGemini.Where(IsOursDisabled).Select(file => Said(file, "hooksConfig.disabled", $"a list with '{OwnName}'"))),
        _ => [],
    };

    private string[] OfGemini =>
        [.. Managed("gemini-cli", "GeminiCli", "settings.json"), In(root, ".gemini/settings.json"), OfUser("", ".gemini", "settings.json")];

    private static bool IsOursDisabled(string file) =>
        Value(file, "hooksConfig.disabled") is { Kind: JsonValueKind.Array } names && names.Children.Exists(name => name.Text == OwnName);

    private static string In(string folder, string file) => folder.Length == 0 ? "" : Path.Combine(folder, file.Replace('/', Path.DirectorySeparatorChar));

    private string OfUser(string variable, string folder, string file) =>
        environment.GetValueOrDefault(variable) is { Length: > 0 } named && Path.IsPathFullyQualified(named) ? In(named, file)
        : environment.GetValueOrDefault(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") is { Length: > 0 } home && Path.IsPathFullyQualified(home)
            ? In(home, folder + "/" + file)
        : "";

    private static string[] Managed(string ofLinux, string ofOthers, string file) =>
    [
        OperatingSystem.IsMacOS() ? $"/Library/Application Support/{ofOthers}/{file}"
            : OperatingSystem.IsWindows() ? In(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), $"{ofOthers}/{file}")
            : $"/etc/{ofLinux}/{file}",
    ];

    // The first that says anything of it.
    private IEnumerable<string> First(string[] files, string name, JsonValueKind off)
    {
        var (file, value) = files.Select(file => (File: file, Value: Value(file, name)))
            .FirstOrDefault(one => one.Value is { Kind: JsonValueKind.True or JsonValueKind.False });
        return value?.Kind == off ? [Said(file, name, off == JsonValueKind.True ? "true" : "false")] : [];
    }

    private IEnumerable<string> First(string[] files)
    {
        var (file, value) = files.Select(file => (File: file, Value: OfCodex(file))).FirstOrDefault(one => one.Value is not null);
        return value is (false, var name) ? [Said(file, name, "false")] : [];
    }

    private string Said(string file, string name, string value) => $"{name} is {value} in {RelativePath.Of(file, root)}";

    private static JsonText? Value(string file, string path)
    {
        try
        {
            return Read(file) is { } bytes
                ? path.Split('.').Aggregate((JsonText?)JsonText.Parse(bytes), (value, name) => value is { Kind: JsonValueKind.Object } ? value[name] : null)
                : null;
        }
        catch (JsonException)
        {
            // Of what cannot be read nothing is known.
            return null;
        }
    }

    // codex_hooks is the older name.
    private static (bool Value, string Name)? OfCodex(string file)
    {
        var bytes = Read(file) ?? [];
        foreach (var name in (ReadOnlySpan<string>)["hooks", "codex_hooks"])
        {
            if (TomlText.Flag(bytes, "features", name) is { } value)
            {
                return (value, "features." + name);
            }
        }

        return null;
    }

    private static byte[]? Read(string file)
    {
        try
        {
            return file.Length == 0 ? null : PlainFile.Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
