using Hooks.Build.Engine.Settings;

namespace Hooks.Build.Engine.State;

/// <summary>
/// The properties of MSBuild that a state keeps. It keeps what the project says: a value that was given for one build, on its command line or in its
/// environment, is wished once and holds once.
/// </summary>
public static class StateSettings
{
    /// <summary>Their names, in no other case.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. SettingTable.All.Where(setting => setting.IsKept).Select(setting => setting.Name),

        // What the rest of the state is made of.
        "HookProperties", "HooksRepositoryRoot", "HooksTargetFramework",
    ];

    /// <summary>Whether the state keeps a property as it was written.</summary>
    public static bool IsKept(string name) =>
        SettingTable.All.Any(setting => setting.IsKept && setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && setting.Name != "HooksLogDirectory");

    /// <summary>Whether a name is that of a setting: MSBuild makes properties of variables, and knows both in any case.</summary>
    public static bool IsSetting(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A setting that was given for one build; <see langword="null"/> where all are the project's own.</summary>
    /// <param name="globals">The names of properties of the command line, or of a build that called this one.</param>
    /// <param name="environment">The environment of the build. What is empty there is nothing.</param>
    public static string? GivenOnce(IEnumerable<string> globals, IReadOnlyDictionary<string, string> environment) =>
        globals.FirstOrDefault(IsSetting) ?? environment.FirstOrDefault(variable => variable.Value.Length > 0 && IsSetting(variable.Key)).Key;
}
