namespace Hooks.Build.Engine.Caching.Store;

/// <summary>How much is remembered, and for how long.</summary>
internal sealed record StoreLimits
{
    /// <summary>The size that the store may have; it can grow past it by a part until it is looked at again.</summary>
    public long MostBytes { get; init; } = 2L << 30;

    /// <summary>What nobody used for so long is forgotten.</summary>
    public TimeSpan Unused { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How often the store is looked at, unless much was stored.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long forgetting may take; the rest is left for the next time.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);
}
