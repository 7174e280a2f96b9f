using Hooks.Build.Engine.Remembering;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.State;

namespace Hooks.Build.Runner.Running;

/// <summary>Reads the settings that the build wrote down.</summary>
internal static class RunSettings
{
    /// <summary>Whether the project lets hooks run.</summary>
    /// <exception cref="Engine.HooksException">HOOK9002: the setting is not valid.</exception>
    public static bool IsEnabled(PlanState state) => Settings.Flag("HooksEnabled", state.Setting("HooksEnabled"), otherwise: true);

    /// <summary>The request that the project's own settings make.</summary>
    /// <exception cref="Engine.HooksException">HOOK9002: a setting is not valid.</exception>
    public static RunRequest ToRequest(PlanState state) => new()
    {
        RepositoryRoot = state.RepositoryRoot,
        LogDirectory = state.LogDirectory,
        Profiles = Settings.Names(state.Setting("HookProfile")),
        Filter = Settings.Names(state.Setting("HookFilter")),
        Skip = Settings.Names(state.Setting("HookSkip")),
        SkipIfKnown = Settings.Names(Environment.GetEnvironmentVariable("HOOKS_SKIP")),
        MaxParallel = Settings.Number("HooksMaxParallel", state.Setting("HooksMaxParallel"), Math.Max(4, Environment.ProcessorCount), 1, 64),
        Schedule = Settings.Flag("HooksParallel", state.Setting("HooksParallel"), otherwise: true)
            ? Settings.Schedule("HooksSchedule", state.Setting("HooksSchedule"))
            : HookSchedule.Sequential,
        MaxConcurrentProfiles = Settings.Number("HooksMaxConcurrentProfiles", state.Setting("HooksMaxConcurrentProfiles"), 0, 1, 64),
        FailFast = Settings.Flag("HooksFailFast", state.Setting("HooksFailFast"), otherwise: false),
        DefaultTimeout = TimeSpan.FromSeconds(Settings.Number("HooksDefaultTimeout", state.Setting("HooksDefaultTimeout"), 300, 1, 86400)),
        Fix = Settings.Fix("HooksFix", state.Setting("HooksFix")),
        FailOnFix = Settings.Flag("HooksFailOnFix", state.Setting("HooksFailOnFix"), otherwise: false),
        Speculate = Settings.Flag("HooksSpeculate", state.Setting("HooksSpeculate"), otherwise: false),
        Cache = Settings.Flag("HooksCache", state.Setting("HooksCache"), otherwise: true) && Environment.GetEnvironmentVariable("HOOKS_CACHE") != "0",
        CacheDirectory = CacheSettings.Directory(state.Setting("HooksCacheDirectory"), state.RepositoryRoot),
        Properties = state.Values,
    };
}
