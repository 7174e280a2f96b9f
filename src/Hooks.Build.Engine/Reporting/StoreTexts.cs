using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Reporting;

/// <summary>What is told of results that cannot be remembered.</summary>
internal static class StoreTexts
{
    /// <summary>Something went wrong with the result of a hook.</summary>
    public static Problem Unusable(PlannedHook hook, Exception reason) =>
        new(Codes.CacheFolder, $"The result of '{hook.Name}' is neither looked up nor remembered: {In(reason)}. HooksCache=false runs without");

    /// <summary>It cannot be found out what hooks depend on.</summary>
    public static Problem Unusable(Exception reason) =>
        new(Codes.CacheFolder, $"Results are neither looked up nor remembered, and all hooks run: {In(reason)}. HooksCache=false runs without");

    /// <summary>It cannot be told of a run that nothing was left to do.</summary>
    public static Problem Unstamped(Exception reason) =>
        new(Codes.CacheFolder, $"The next build asks of each hook again whether it is up to date: {In(reason)}");

    private static string In(Exception reason) =>
        reason is HooksException { Problems: [var first, ..] } ? first.Message : $"{reason.GetType().Name}: {reason.Message}";
}
