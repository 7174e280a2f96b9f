using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>A hook that ran, and whose files must be looked at once more before its result is remembered.</summary>
/// <param name="Hook">The hook.</param>
/// <param name="Lookup">What was known of it before it ran.</param>
/// <param name="Report">What came of it.</param>
/// <param name="Time">When it ended, UTC.</param>
internal sealed record EndedHook(PlannedHook Hook, KnownResult Lookup, HookReport Report, DateTimeOffset Time);
