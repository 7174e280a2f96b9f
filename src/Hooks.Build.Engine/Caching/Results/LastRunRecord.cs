using Hooks.Build.Engine.Caching.Keys;
using Hooks.Build.Engine.Caching.Store;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>What the last run of a hook in this working tree depended on, so that it can be told what changed since.</summary>
internal sealed record LastRunRecord
{
    /// <summary>When it ended, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Key of its result, masked; empty where it was not made, because that takes longer than the hook.</summary>
    public string Key { get; init; } = "";

    /// <summary>Whether the result was remembered.</summary>
    public bool IsRemembered { get; init; }

    /// <summary>Why it ran: what had changed since the run before.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What it depended on that is no file.</summary>
    public IReadOnlyList<KeyField> Fields { get; init; } = [];

    /// <summary>The digest of the files it was given, under which the list of them is kept; empty where there were none.</summary>
    public string Given { get; init; } = "";

    /// <summary>The digest of the other files it depended on, likewise.</summary>
    public string Beside { get; init; } = "";

    /// <summary>What a result depends on that is no file, as it is kept: a variable's value may be a password.</summary>
    public static IReadOnlyList<KeyField> Masked(IReadOnlyList<KeyField> fields, CacheSecret secret) =>
        [.. fields.Select(field => field.Name.StartsWith(KeyMaker.Variable, StringComparison.Ordinal) && field.Value != KeyMaker.NotSet
            ? field with { Value = secret.Mask(field.Value) }
            : field)];
}
