using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Settings;

/// <summary>A property that people set in the project that declares the hooks.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsKept">Whether the build leaves it in the state, for those who run hooks without MSBuild.</param>
/// <param name="Check">Throws HOOK9002 for a value that it cannot have; <see langword="null"/> where every text is one: a path, names.</param>
public sealed record Setting(string Name, bool IsKept, Action<string, string>? Check = null);

/// <summary>
/// The properties, in one place. The package's targets, the state and docs/properties.md are held to this list by tests; the build and the
/// <c>hooks</c> command look at values through it before anything depends on them.
/// </summary>
public static class SettingTable
{
    private const bool Kept = true;

    /// <summary>Every property, in the order of docs/properties.md.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("HooksEnabled", Kept, Flag),
        new("HooksRunOnBuild", !Kept, Flag),
        new("HookStage", !Kept, (name, text) => SettingReader.Stage(name, text)),
        new("HookProfile", Kept),
        new("HookFilter", Kept),
        new("HookSkip", Kept),
        new("HooksFiles", !Kept, (name, text) => SettingReader.Files(name, text)),
        new("HooksParallel", Kept, Flag),
        new("HooksMaxParallel", Kept, Number(64)),
        new("HooksSchedule", Kept, (name, text) => SettingReader.Schedule(name, text)),
        new("HooksMaxConcurrentProfiles", Kept, Number(64)),
        new("HooksFailFast", Kept, Flag),
        new("HooksDefaultTimeout", Kept, Number(86400)),
        new("HooksFix", Kept, (name, text) => SettingReader.Fix(name, text)),
        new("HooksFailOnFix", Kept, Flag),
        new("HooksCache", Kept, Flag),
        new("HooksCacheDirectory", Kept),
        new("HooksRemoteCache", Kept, (_, text) => RemoteCacheSettings.Read(text, writes: null, _ => null)),
        new("HooksRemoteCacheWrite", Kept, Flag),
        new("HooksSpeculate", Kept, Flag),
        new(WorkerSettings.Name, Kept, Flag),
        new("HooksLogDirectory", Kept),
        new("HooksRepositoryRoot", !Kept),
        new("HooksTargetFramework", !Kept),
        new("HookGraphFormat", !Kept, (name, text) => SettingReader.GraphFormat(name, text)),
        new("HookProperties", !Kept, SettingReader.CheckPairs),
        new("HooksInstall", !Kept, Flag),
        new("HooksInstallStages", !Kept, (name, text) => GitHooks.Read(name, text)),
        new("HooksInstallForce", !Kept, Flag),
        new("HooksWriteSolutionTargets", !Kept, Flag),
        new("HooksShipped", !Kept, Flag),
        new("HooksStateFile", !Kept),
        new("HooksBuildRunnerPath", !Kept),
        new("HooksBuildToolsPath", !Kept),
        new("HooksBuildTasksPath", !Kept),
        new("HooksBuildWorkerPath", !Kept),
    ];

    /// <summary>What is wrong with the values of properties; empty where nothing is.</summary>
    public static IReadOnlyList<Problem> Check(IEnumerable<KeyValuePair<string, string>> values)
    {
        List<Problem> problems = [];
        foreach (var (name, text) in values)
        {
            try
            {
                All.FirstOrDefault(setting => setting.Name == name)?.Check?.Invoke(name, text);
            }
            catch (HooksException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        return problems;
    }

    /// <summary>Requires that no value is wrong.</summary>
    /// <exception cref="HooksException">HOOK9002: some are.</exception>
    public static void Require(IEnumerable<KeyValuePair<string, string>> values)
    {
        if (Check(values) is { Count: > 0 } problems)
        {
            throw new HooksException(problems);
        }
    }

    private static void Flag(string name, string text) => SettingReader.Flag(name, text, otherwise: false);

    private static Action<string, string> Number(int most) => (name, text) => SettingReader.Number(name, text, otherwise: 0, least: 1, most);
}
