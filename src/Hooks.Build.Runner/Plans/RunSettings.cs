using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Engine.State;

namespace Hooks.Build.Runner.Plans;

/// <summary>Reads the settings that the build wrote down.</summary>
internal static class RunSettings
{
    /// <summary>Whether the project lets hooks run.</summary>
    /// <exception cref="HooksException">HOOK9002: the setting is not valid.</exception>
    public static bool IsEnabled(PlanState state) => state.Read(SettingTable.Enabled);

    /// <summary>What is repaired on a build server: what is repaired there nobody commits, and the run would pass.</summary>
    public static FixMode OnServer(FixMode fix) => fix == FixMode.OnCommit ? FixMode.Never : fix;

    /// <summary>The request that the project's own settings make.</summary>
    /// <exception cref="HooksException">HOOK9002: a setting is not valid.</exception>
    public static RunRequest ToRequest(PlanState state) => new()
    {
        RepositoryRoot = state.RepositoryRoot,
        LogDirectory = state.LogDirectory,
        Profiles = state.Read(SettingTable.Profile),
        Filter = state.Read(SettingTable.Filter),
        Skip = state.Read(SettingTable.Skip),
        SkipIfKnown = SettingReader.Names(Environment.GetEnvironmentVariable("HOOKS_SKIP")),
        MaxParallel = state.Read(SettingTable.MaxParallel),
        Schedule = state.Read(SettingTable.Parallel) ? state.Read(SettingTable.Schedule) : HookSchedule.Sequential,
        MaxConcurrentProfiles = state.Read(SettingTable.MaxConcurrentProfiles),
        FailFast = state.Read(SettingTable.FailFast),
        DefaultTimeout = TimeSpan.FromSeconds(state.Read(SettingTable.DefaultTimeout)),
        Fix = state.Read(SettingTable.Fix),
        FailOnFix = state.Read(SettingTable.FailOnFix),
        Cache = state.Read(SettingTable.Cache) && Environment.GetEnvironmentVariable("HOOKS_CACHE") != "0",
        CacheDirectory = CacheSettings.Directory(state.Read(SettingTable.CacheDirectory), state.RepositoryRoot),
        Properties = state.Values,
    };
}
