using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Engine.State;

namespace Hooks.Build.Runner.Running;

/// <summary>Says that a setting of the project has no effect in this program.</summary>
internal static class RemoteCacheNotice
{
    /// <summary>What is to be said; <see langword="null"/> for nothing.</summary>
    /// <param name="state">The project.</param>
    /// <param name="request">What is to be run.</param>
    /// <param name="asksServers">Whether this program does.</param>
    public static string? Of(PlanState state, RunRequest request, bool asksServers) =>
        asksServers || !request.Cache || state.Setting(SettingTable.RemoteCache.Name).Length == 0 ? null
        : "HooksRemoteCache is set, and the native program does not ask that server: results of this machine alone count here. Builds and -t:RunHooks ask it";
}
