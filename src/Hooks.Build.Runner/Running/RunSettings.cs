using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Engine.State;

namespace Hooks.Build.Runner.Running;

/// <summary>Reads the settings that the build wrote down.</summary>
internal static class RunSettings
{
    /// <summary>Whether the project lets hooks run.</summary>
    /// <exception cref="HooksException">HOOK9002: the setting is not valid.</exception>
    public static bool IsEnabled(PlanState state) => SettingReader.Flag("HooksEnabled", state.Setting("HooksEnabled"), otherwise: true);

    /// <summary>The request that the project's own settings make.</summary>
    /// <exception cref="HooksException">HOOK9002: a setting is not valid.</exception>
    public static RunRequest ToRequest(PlanState state) => new()
    {
        RepositoryRoot = state.RepositoryRoot,
        LogDirectory = state.LogDirectory,
        Profiles = SettingReader.Names(state.Setting("HookProfile")),
        Filter = SettingReader.Names(state.Setting("HookFilter")),
        Skip = SettingReader.Names(state.Setting("HookSkip")),
        SkipIfKnown = SettingReader.Names(Environment.GetEnvironmentVariable("HOOKS_SKIP")),
        MaxParallel = SettingReader.Number("HooksMaxParallel", state.Setting("HooksMaxParallel"), Math.Max(4, Environment.ProcessorCount), 1, 64),
        Schedule = SettingReader.Flag("HooksParallel", state.Setting("HooksParallel"), otherwise: true)
            ? SettingReader.Schedule("HooksSchedule", state.Setting("HooksSchedule"))
            : HookSchedule.Sequential,
        MaxConcurrentProfiles = SettingReader.Number("HooksMaxConcurrentProfiles", state.Setting("HooksMaxConcurrentProfiles"), 0, 1, 64),
        FailFast = SettingReader.Flag("HooksFailFast", state.Setting("HooksFailFast"), otherwise: false),
        DefaultTimeout = TimeSpan.FromSeconds(SettingReader.Number("HooksDefaultTimeout", state.Setting("HooksDefaultTimeout"), 300, 1, 86400)),
        Fix = SettingReader.Fix("HooksFix", state.Setting("HooksFix")),
        FailOnFix = SettingReader.Flag("HooksFailOnFix", state.Setting("HooksFailOnFix"), otherwise: false),
        Speculate = SettingReader.Flag("HooksSpeculate", state.Setting("HooksSpeculate"), otherwise: false),
        Cache = SettingReader.Flag("HooksCache", state.Setting("HooksCache"), otherwise: true) && Environment.GetEnvironmentVariable("HOOKS_CACHE") != "0",
        CacheDirectory = CacheSettings.Directory(state.Setting("HooksCacheDirectory"), state.RepositoryRoot),
        Properties = state.Values,
    };
}
