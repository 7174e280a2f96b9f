using Hooks.Build.Engine.Plans;

namespace Hooks.Build.Engine.Remembering;

/// <summary>What is told of results that cannot be remembered.</summary>
internal static class StoreTexts
{
    /// <summary>Something went wrong with the result of a hook.</summary>
    public static Problem Unusable(PlannedHook hook, Exception reason) =>
        new(Codes.CacheFolder, $"The result of '{hook.Name}' is neither looked up nor remembered: {reason.GetType().Name}: {reason.Message}. HooksCache=false runs without");
}
