using Hooks.Build.Engine.Caching.Keys;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Fingerprints;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>What the last run of a hook in this working tree depended on, so that it can be told what changed since.</summary>
internal sealed record LastRun
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

    /// <summary>The files it depended on, and how they were.</summary>
    public IReadOnlyList<(string Path, string Print)> Files { get; init; } = [];

    /// <summary>Makes the record of a run.</summary>
    public static LastRun Of(ResultKey key, FileFingerprints fingerprints, CacheSecret secret, DateTimeOffset time, TimeSpan duration, bool isRemembered, IReadOnlyList<string> reasons)
    {
        List<(string, string)> files = new(key.Given.Count + key.Beside.Count);
        foreach (var path in key.Given)
        {
            files.Add((path, fingerprints.Of(path).ToString()));
        }

        // Some it is given as well.
        HashSet<string> given = new(key.Given, StringComparer.Ordinal);
        foreach (var path in key.Beside)
        {
            if (!given.Contains(path))
            {
                files.Add((path, fingerprints.Of(path).ToString()));
            }
        }

        return new LastRun { Time = time, Duration = duration, Key = secret.Mask(key.Digest), IsRemembered = isRemembered, Reasons = reasons, Fields = Masked(key.Fields, secret), Files = files };
    }

    // A variable's value may be a password.
    private static IReadOnlyList<KeyField> Masked(IReadOnlyList<KeyField> fields, CacheSecret secret) =>
        [.. fields.Select(field => field.Name.StartsWith(KeyMaker.Variable, StringComparison.Ordinal) && field.Value != KeyMaker.NotSet ? field with { Value = secret.Mask(field.Value) } : field)];
}
